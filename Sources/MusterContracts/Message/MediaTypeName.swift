/// A media type or media range without its parameters, in lower case (RFC 9110, section 8.3.1).
package struct MediaTypeName: Sendable, Hashable {
  package let type: String
  package let subtype: String

  /// A name from the text of a header or of a key; `nil` where it is no media type.
  package init?(_ text: some StringProtocol) {
    let essence = text.utf8.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }
      .filter { !$0.isASCIISpace }
      .map(\.asciiLowercased)
    guard let slash = essence.firstIndex(of: UInt8(ascii: "/")), slash > 0, slash + 1 < essence.count else {
      return nil
    }
    type = String(decoding: essence[..<slash], as: UTF8.self)
    subtype = String(decoding: essence[(slash + 1)...], as: UTF8.self)
  }

  package init(type: String, subtype: String) {
    self.type = type
    self.subtype = subtype
  }

  /// Whether its content is JSON: `application/json`, its alias `text/json`, or the suffix `+json` (RFC 6839, section 3.1).
  package var isJSON: Bool {
    (subtype == "json" && (type == "application" || type == "text"))
      || (subtype.hasSuffix("+json") && subtype != "stream+json")
  }

  /// Whether its content is XML (RFC 7303).
  package var isXML: Bool {
    (subtype == "xml" && (type == "application" || type == "text")) || subtype.hasSuffix("+xml")
  }

  /// What has to be done to make JSON of content of this type.
  package enum Kind: Sendable, Hashable {
    /// Nothing: it is JSON.
    case json
    /// Names and values (WHATWG URL Standard, section 5).
    case form
    /// Parts with headers of their own (RFC 7578).
    case multipart
    /// One JSON text after another, each on a line of its own or after a record separator (RFC 7464).
    case sequence
    /// Server-sent events (WHATWG HTML, section 9.2).
    case events
    /// Text.
    case text
    /// Bytes that are not looked into.
    case other
  }

  /// Whether it is a range rather than a type.
  package var isRange: Bool { subtype.utf8.contains(UInt8(ascii: "*")) }

  /// What has to be done to make JSON of its content.
  package var kind: Kind {
    switch (type, subtype) {
    case ("application", "x-www-form-urlencoded"): .form
    case ("multipart", "form-data"): .multipart
    case ("text", "event-stream"): .events
    case ("application", "jsonl"), ("application", "x-ndjson"), ("application", "ndjson"), ("application", "x-jsonl"),
      ("application", "jsonlines"), ("application", "x-jsonlines"), ("application", "json-seq"),
      ("application", "stream+json"), ("text", "x-ndjson"):
      .sequence
    case (_, _) where subtype.hasSuffix("+json-seq") || subtype.hasSuffix("+jsonl"): .sequence
    case (_, _) where isJSON: .json
    case ("text", _): .text
    default: .other
    }
  }

  /// Whether it is the type that problems are sent with (RFC 9457, section 3).
  package var isProblem: Bool { type == "application" && subtype == "problem+json" }

  package var description: String { "\(type)/\(subtype)" }

  /// How well a declared name covers a sent one.
  enum Match: UInt8, Comparable {
    /// JSON that is declared under another JSON type: covered, but a mismatch.
    case otherJSON
    /// `*/*`.
    case any
    /// `application/*`.
    case subtypeRange
    /// `application/*+json`.
    case suffixRange
    /// `text/json` for `application/json` and the other way round.
    case alias
    /// The same type.
    case exact

    static func < (left: Match, right: Match) -> Bool { left.rawValue < right.rawValue }
  }

  /// How well this declared name covers one that was sent; `nil` where it does not.
  func match(_ sent: MediaTypeName) -> Match? {
    if self == sent { return .exact }
    if type == "*", subtype == "*" { return .any }
    if type == sent.type {
      if subtype == "*" { return .subtypeRange }
      if subtype.hasPrefix("*+"), sent.subtype.hasSuffix(subtype.dropFirst()) { return .suffixRange }
    }
    let plainJSON: (MediaTypeName) -> Bool = { $0.subtype == "json" && ($0.type == "application" || $0.type == "text") }
    if plainJSON(self), plainJSON(sent) { return .alias }
    if plainJSON(self), sent.isProblem { return .otherJSON }
    if isProblem, plainJSON(sent) { return .otherJSON }
    return nil
  }
}

extension MediaType {
  /// Whether content of this kind is never looked into, as nothing can be made of it that a schema checks.
  public var isOpaque: Bool {
    guard let type = MediaTypeName(name), !type.isRange else { return false }
    return type.kind == .other || (type.kind == .text && hasSchema && shape.types.isDisjoint(with: .scalar))
  }
}
