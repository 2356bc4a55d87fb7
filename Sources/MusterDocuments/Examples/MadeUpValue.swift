import Muster

/// A value that a schema without examples allows, as far as its own assertions say.
///
/// It is a guess: what is made of it has to be judged before anybody is given it.
struct MadeUpValue {
  let schema: Place

  /// The JSON text of a value that is neither object nor list with items; `nil` if the schema has no use for one.
  var text: String? {
    switch type {
    case "string": JSONText.string(string)
    case "integer", "number": number
    case "boolean": "true"
    case "null": "null"
    case "array": count(of: "minItems") == 0 ? "[]" : nil
    case "object": (schema["required"]?.items.isEmpty ?? true) && count(of: "minProperties") == 0 ? "{}" : nil
    default: nil
    }
  }

  /// How many items a list must have.
  var itemCount: Int { count(of: "minItems") }

  /// The first type that is not null, as the schema says or as its keywords suggest.
  private var type: String {
    let named = schema["type"].map { $0.value.string.map { [$0] } ?? $0.items.compactMap(\.value.string) } ?? []
    if let type = named.first(where: { $0 != "null" }) ?? named.first { return type }
    if schema["properties"] != nil || schema["required"] != nil { return "object" }
    if schema["items"] != nil || schema["minItems"] != nil { return "array" }
    let isNumber = ["minimum", "maximum", "multipleOf", "exclusiveMinimum"].contains { schema[$0] != nil }
    return isNumber ? "number" : "string"
  }

  private func count(of name: String) -> Int { min(max(schema[name]?.value.integer ?? 0, 0), 1_000) }

  // MARK: Strings

  /// Values of formats, reserved ones where there are such (RFC 2606, RFC 5737, RFC 3849).
  private static let formats: [String: String] = [
    "date-time": "2025-01-01T00:00:00Z", "date": "2025-01-01", "time": "00:00:00Z", "duration": "P1D",
    "email": "user@example.com", "idn-email": "user@example.com", "hostname": "example.com",
    "idn-hostname": "example.com", "ipv4": "192.0.2.1", "ipv6": "2001:db8::1", "uri": "https://example.com/",
    "url": "https://example.com/", "iri": "https://example.com/", "uri-reference": "/example",
    "iri-reference": "/example", "uri-template": "/example/{id}", "uuid": "00000000-0000-4000-8000-000000000000",
    "json-pointer": "/example", "relative-json-pointer": "0", "regex": "^a$", "byte": "AAAA", "base64url": "AAAA",
  ]

  private var string: String {
    let (least, most) = (count(of: "minLength"), schema["maxLength"]?.value.integer ?? Int.max)
    if let format = schema["format"]?.value.string, let text = MadeUpValue.formats[format] { return text }
    var text = String("text".prefix(max(0, most)))
    if text.count < least { text += String(repeating: "x", count: least - text.count) }
    return text
  }

  // MARK: Numbers

  private var number: String {
    let isInteger = type == "integer"
    var value = 1.0
    if let least = bound("minimum") { value = max(value, isInteger ? least.rounded(.up) : least) }
    if let above = bound("exclusiveMinimum"), value <= above {
      value = isInteger ? above.rounded(.up) + 1 : above + 1
    }
    if let most = bound("maximum"), value > most { value = isInteger ? most.rounded(.down) : most }
    if let below = bound("exclusiveMaximum"), value >= below {
      value = isInteger ? below.rounded(.down) - 1 : below - 1
    }
    if let step = bound("multipleOf"), step > 0, value / step < 1e15 { value = (value / step).rounded(.up) * step }
    if let whole = Int(exactly: value) { return String(whole) }
    return "\(value)"
  }

  private func bound(_ name: String) -> Double? { schema[name]?.value.number.flatMap { Double($0) } }
}
