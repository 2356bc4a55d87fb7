import Muster

/// Names with texts, as a query, a form or a cookie has them, in their order and as often as they are there.
struct NamedTexts: Sendable, Hashable {
  /// A name with its text; `nil` where there is no `=`.
  struct Entry: Sendable, Hashable {
    let name: String
    let text: EncodedText?
  }

  private(set) var entries: [Entry] = []
  /// Whether there were more entries than are read, so that none was.
  private(set) var isCut = false
  /// Where the entries of each name are, so that many names cost no more than few.
  private var indices: [TextKey: [Int]] = [:]

  init(entries: [Entry]) {
    for entry in entries { add(entry) }
  }

  private mutating func add(_ entry: Entry) {
    indices[TextKey(entry.name), default: []].append(entries.count)
    entries.append(entry)
  }

  /// The entries of a query or of a form's body (WHATWG URL Standard, section 5.1).
  ///
  /// - Parameter limit: How many entries are read; none of a query that has more.
  init(query: some Collection<UInt8>, _ encoding: EncodedText.Encoding = .form, limit: Int = .max) {
    if limit < query.count, NamedTexts.count(query) > limit {
      isCut = true
      return
    }
    for piece in EncodedText(query, encoding).split(.ampersand) where !piece.isEmpty {
      let (name, text) = piece.cut(at: .equals)
      add(Entry(name: name.decoded ?? String(decoding: name.bytes, as: UTF8.self), text: text))
    }
  }

  /// How many entries a query has, without those that are empty.
  private static func count(_ query: some Collection<UInt8>) -> Int {
    var count = 0
    var isInside = false
    for byte in query {
      let isDelimiter = byte == UInt8(ascii: "&")
      if !isDelimiter, !isInside { count += 1 }
      isInside = !isDelimiter
    }
    return count
  }

  /// The entries of `Cookie` headers (RFC 6265, section 4.2.1).
  init(cookies: [String], _ encoding: EncodedText.Encoding) {
    for cookie in cookies {
      for piece in EncodedText(cookie.utf8, encoding).split(.semicolon) {
        let (name, text) = piece.trimmed.cut(at: .equals)
        guard !name.isEmpty else { continue }
        add(Entry(name: String(decoding: name.bytes, as: UTF8.self), text: text))
      }
    }
  }

  /// The texts of a name, an empty one where there is no `=`.
  func texts(_ name: String, _ encoding: EncodedText.Encoding) -> [EncodedText] {
    (indices[TextKey(name)] ?? []).map { entries[$0].text ?? EncodedText([], encoding) }
  }
}
