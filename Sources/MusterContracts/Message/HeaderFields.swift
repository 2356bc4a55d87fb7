import Muster

/// The header fields of a message, in the order they were sent (RFC 9110, section 5).
public struct HeaderFields: Sendable {
  private var fields: [(name: String, value: String)]

  /// The fields of a list of names and values.
  public init(_ fields: [(name: String, value: String)] = []) {
    self.fields = fields
  }

  /// The value of the first field of a name, whatever the case of its letters; `nil` where there is none.
  public subscript(name: String) -> String? {
    fields.first { HeaderFields.isSame($0.name, name) }?.value
  }

  /// Whether there is a field of a name.
  public func contains(_ name: String) -> Bool { fields.contains { HeaderFields.isSame($0.name, name) } }

  /// The fields as the contracts take them.
  package var parameters: [RequestParameters.Field] {
    fields.map { RequestParameters.Field(name: $0.name, value: $0.value) }
  }

  /// Adds a field after the others.
  ///
  /// Of credentials no more is kept than their scheme, which no contract says more of (RFC 9110, section 11.6.2).
  public mutating func append(name: String, value: String) {
    guard HeaderFields.isSame(name, "authorization") || HeaderFields.isSame(name, "proxy-authorization") else {
      fields.append((name, value))
      return
    }
    let scheme = value.utf8.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
    let hasMore = scheme.endIndex < value.utf8.endIndex && value.utf8[scheme.endIndex] == 0x20
    fields.append(
      (name, hasMore && scheme.count <= 16 ? "\(String(scheme) ?? "") \(Disclosure.omission)" : Disclosure.omission))
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count
      && zip(left.utf8, right.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
  }
}
