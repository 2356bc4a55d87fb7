import Muster

/// What findings of one kind have in common, whatever the payload: where they are in the API and what they break.
///
/// It holds no value of a payload. Positions in arrays, and names that are all digits, stand as `*` in the instance
/// location.
public struct Fingerprint: Sendable, Hashable {
  /// The name of the rule.
  public let rule: String
  /// Which way the payload went.
  public let side: BodyRule.Side
  /// The operation as method and path template; where none is documented, the method and path with `{…}` for names that
  /// the contract does not have, or `nil` where an operation was asked for by name.
  public let operation: String?
  /// The status of a response; `nil` for a request.
  public let status: Int?
  /// The name of the parameter; empty for a body.
  public let parameter: String
  /// The keyword that is broken.
  public let keyword: String
  /// The instance location with `*` for each position, cut short after 512 bytes.
  public let instance: String
  /// The keyword's location in the vendor's document.
  public let schema: String
  /// A hash of all that, the same in every process.
  public let digest: UInt64

  init(_ remark: Remark, operation: String?) {
    let issue = remark.issue
    rule = remark.rule.id
    side = remark.side ?? .response
    self.operation = operation
    status = remark.status
    parameter = remark.parameter ?? ""
    keyword = issue.keyword
    instance = Fingerprint.generalise(issue.instance)
    schema = issue.schema.map { "\($0.source)#\($0.pointer)" } ?? ""
    var hash = StableHash()
    let parts = [
      rule, side.rawValue, operation ?? "", status.map(String.init) ?? "", parameter, keyword, instance, schema,
    ]
    for part in parts {
      hash.add(part)
      // A byte that UTF-8 never has keeps the parts apart.
      hash.add(0xFF)
    }
    digest = hash.value
  }

  private static func generalise(_ pointer: JSONPointer) -> String {
    var text = ""
    for token in pointer.tokens {
      let isPosition = !token.isEmpty && token.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      text += "/" + (isPosition ? "*" : JSONPointer.escape(token))
      if text.utf8.count > 512 { return String(decoding: text.utf8.prefix(512), as: UTF8.self) + "…" }
    }
    return text
  }
}

extension Fingerprint: CustomStringConvertible {
  /// The digest in sixteen hexadecimal digits.
  public var description: String { StableHash.digits(of: digest) }
}
