import Muster

/// Makes the parts of an exchange fit to be shown: what may be a secret becomes `…`, before anything is put together.
package enum Presentable {
  /// What stands for what is left out.
  package static let omission = "…"

  /// A method: as it is where it is an ordinary token.
  package static func method(_ method: String) -> String {
    let isPlain =
      !method.isEmpty && method.utf8.count <= 20
      && method.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
    return isPlain ? method : omission
  }

  /// A URL with a path that is fit to be shown already; user information, fragment and the query's values are left out.
  package static func url(_ url: TargetURL, path: String) -> String {
    var text = ""
    if let host = url.host {
      text = (url.scheme.map { self.scheme($0) } ?? "") + authority(host, port: url.port)
    }
    text += path
    if let query = url.query { text += "?" + self.query(query) }
    return text
  }

  private static func scheme(_ scheme: String) -> String { scheme == "http" || scheme == "https" ? scheme + "://" : "" }

  /// A host: as it is where it is one by its characters.
  package static func host(_ host: String) -> String { authority(host, port: nil) }

  private static func authority(_ host: String, port: String?) -> String {
    let isPlain =
      host.utf8.count <= 253
      && host.utf8.allSatisfy {
        ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x2D && $0 <= 0x3A && $0 != 0x2F) || $0 == 0x5B || $0 == 0x5D
      }
    let digits = port.flatMap { $0.utf8.count <= 5 && $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? $0 : nil }
    return (isPlain ? host : omission) + (digits.map { ":" + $0 } ?? "")
  }

  private static func query(_ query: String) -> String {
    let pairs = query.utf8.split(separator: UInt8(ascii: "&"), maxSplits: 9, omittingEmptySubsequences: true)
    let shown = pairs.prefix(8).map { pair in queryName(pair).map { $0 + "=" + omission } ?? omission }
    return (shown + (pairs.count > 8 ? [omission] : [])).joined(separator: "&")
  }

  /// Which of some names of a query may be shown, as they are sent with a value and are plain.
  package static func queryNames(_ query: String, among names: some Sequence<String>) -> Set<String> {
    let names = Set(names)
    guard !names.isEmpty else { return [] }
    var sent: Set<String> = []
    for pair in query.utf8.split(separator: UInt8(ascii: "&")) where pair.contains(UInt8(ascii: "=")) {
      let name = String(decoding: pair.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
      if names.contains(name) { sent.insert(name) }
    }
    return sent.filter { isPlain($0) }
  }

  /// The name of an entry of a query, where it may be shown: one that is short and plain and has a value.
  ///
  /// A bare text without a value may itself be the secret.
  private static func queryName(_ pair: Substring.UTF8View) -> String? {
    guard pair.contains(UInt8(ascii: "=")) else { return nil }
    let name = String(decoding: pair.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
    return isPlain(name) ? name : nil
  }

  /// Whether the name of an entry is short and plain, and has not the form of a secret.
  private static func isPlain(_ name: String) -> Bool {
    name.utf8.count <= 40
      && name.utf8.allSatisfy {
        ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || "_-.[]$".utf8.contains($0)
      }
      && name.utf8.count { $0 >= 0x30 && $0 <= 0x39 } <= 4
      && !SecretShape.isLikely(name) && !SecretShape.isPrivate(name)
  }
}
