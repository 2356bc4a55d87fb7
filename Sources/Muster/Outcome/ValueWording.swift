import MusterText

/// How messages speak of a payload's values: their type always, the value itself only where it is short and no secret.
struct ValueWording {
  let tape: TapeView
  let isSensitive: Bool

  /// What is there, for after "found".
  func found(_ index: TapeIndex) -> String {
    var text = TextBuilder(capacity: 48)
    write(index, into: &text)
    return text.string
  }

  /// What was expected and what is there.
  func sentence(expected: String, found index: TapeIndex) -> String {
    var text = TextBuilder(capacity: expected.utf8.count + 112)
    text.append(literal: "expected ")
    text.append(expected)
    text.append(literal: ", found ")
    write(index, into: &text)
    return text.string
  }

  private func write(_ index: TapeIndex, into text: inout TextBuilder) {
    switch tape[index].kind {
    case .null: text.append(literal: "null")
    case .true, .false:
      text.append(
        isSensitive ? "a boolean" : tape[index].kind == .true ? "the boolean true" : "the boolean false")
    case .number:
      if isSensitive { return text.append("a number") }
      text.append(literal: "the number ")
      text.append(ValueWording.cut(tape.withText(index) { String(copying: $0) }, to: 40))
    case .string:
      let count = tape.codePointCount(index)
      if isSensitive || count > 80 { return write(count, "character", after: "a string of ", into: &text) }
      text.append(literal: "the string ")
      tape.withText(index) { bytes in
        guard tape[index].flags == 0, ValueWording.isPlain(bytes) else {
          return text.append(ValueWording.quoted(tape.decodedString(index)))
        }
        text.append(UInt8(ascii: "\""))
        text.append(bytes)
        text.append(UInt8(ascii: "\""))
      }
    case .array: write(tape.count(index), "item", after: "an array of ", into: &text)
    case .object: write(tape.count(index), "property", after: "an object of ", into: &text)
    }
  }

  private func write(_ count: Int, _ thing: String, after words: String, into text: inout TextBuilder) {
    text.append(words)
    text.append(count)
    text.append(UInt8(ascii: " "))
    switch thing {
    case _ where count == 1: text.append(thing)
    case "property": text.append("properties")
    default:
      text.append(thing)
      text.append(UInt8(ascii: "s"))
    }
  }

  /// A number of things, as a person writes it.
  func count(_ count: Int64, _ thing: String) -> String {
    let plural = thing == "property" ? "properties" : thing + "s"
    return "\(count) \(count == 1 ? thing : plural)"
  }

  /// Names as a list in a sentence.
  static func list(_ names: [String], joint: String = "or") -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(joint) " + last
  }

  /// A text of at most so many code points; three dots stand for what is left out.
  static func cut(_ text: String, to length: Int) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > length else { return text }
    return String(scalars.prefix(length)) + "…"
  }

  /// A string in quotes, its control characters escaped so that it stays on its line.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case " "..."~": result.unicodeScalars.append(scalar)
      default:
        if scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
          || scalar.properties.generalCategory == .lineSeparator
          || scalar.properties.generalCategory == .paragraphSeparator
        {
          result += "\\u{" + String(scalar.value, radix: 16) + "}"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// Whether a text is of letters, digits, and signs of ASCII that stand for themselves between quotes.
  private static func isPlain(_ text: Span<UInt8>) -> Bool {
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): return false
      case UInt8(ascii: " ")...UInt8(ascii: "~"): continue
      default: return false
      }
    }
    return true
  }
}

/// What a format asks for, in a few words.
enum FormatWording {
  private static let descriptions: [String: String] = [
    "date-time": "a date-time with zone (RFC 3339), such as 2024-05-01T12:00:00Z",
    "date": "a date (RFC 3339), such as 2024-05-01",
    "time": "a time with zone (RFC 3339), such as 12:00:00Z",
    "duration": "a duration (ISO 8601), such as P1DT12H",
    "uuid": "a UUID (RFC 9562), such as 2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d",
    "email": "an e-mail address (RFC 5321)",
    "uri": "an absolute URI (RFC 3986)",
    "uri-reference": "a URI or a relative reference (RFC 3986)",
    "ipv4": "an IPv4 address, such as 192.0.2.1",
    "ipv6": "an IPv6 address, such as 2001:db8::1",
    "hostname": "a host name (RFC 1123)",
    "int32": "an integer of 32 bits, from -2147483648 to 2147483647",
    "int64": "an integer of 64 bits, from -9223372036854775808 to 9223372036854775807",
    "float": "a number within the range of single precision",
    "double": "a number within the range of double precision",
    "byte": "bytes in base64 (RFC 4648, section 4)",
    "regex": "a regular expression of ECMA-262",
    "json-pointer": "a JSON Pointer (RFC 6901)",
  ]

  /// By a format's code.
  private static let byCode = (0...UInt8.max).map { code in Format(code: code).map { description(of: $0.name) } ?? "" }

  static func description(of format: String) -> String {
    descriptions[format] ?? "a value of the format '\(format)'"
  }

  static func description(of format: Format) -> String { byCode[Int(format.code)] }
}
