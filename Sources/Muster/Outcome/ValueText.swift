/// How texts that a reason holds are written in a sentence.
package enum ValueText {
  /// Names or values as a list in a sentence.
  static func list(_ names: [String], joint: String = "or") -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(joint) " + last
  }

  /// Names in quotes as a list.
  static func names(_ names: [String], joint: String = "and") -> String {
    list(names.map { "'\($0)'" }, joint: joint)
  }

  /// A list of which some may be left out.
  static func list(_ values: [String], omitted: Int, joint: String = "or") -> String {
    omitted > 0 ? values.joined(separator: ", ") + " \(joint) \(omitted) more" : list(values, joint: joint)
  }

  /// A number of things, as a person writes it.
  static func count(_ count: String, _ thing: String) -> String {
    let plural = thing == "property" ? "properties" : thing + "s"
    return "\(count) \(count == "1" ? thing : plural)"
  }

  /// A text of at most so many code points; three dots stand for what is left out.
  static func cut(_ text: String, to length: Int) -> String {
    guard text.utf8.count > length, text.unicodeScalars.count > length else { return text }
    return String(text.unicodeScalars.prefix(length)) + Disclosure.omission
  }

  /// A string in quotes, its control characters escaped so that it stays on its line.
  static func quoted(_ text: String) -> String { quoted(text) { "\\u{" + String($0.value, radix: 16) + "}" } }

  /// A string in quotes on one line.
  ///
  /// - Parameter control: What is written for a control character that JSON has no short escape for.
  package static func quoted(_ text: String, control: (Unicode.Scalar) -> String) -> String {
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
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: result += control(scalar)
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// Whether a text looks like the name of a field rather than like data that is used as a key: a short identifier.
  package static func isFieldName(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count <= 48 else { return false }
    func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
    guard isLetter(first) || first == 0x5F || first == 0x24 || first == 0x40 else { return false }
    var digits = 0
    for byte in bytes {
      switch byte {
      case 0x30...0x39: digits += 1
      // A dot, hyphen, underscore, dollar sign, colon, brackets or an at sign may be in a field's name.
      case 0x2E, 0x2D, 0x5F, 0x24, 0x3A, 0x5B, 0x5D, 0x40: break
      default: if !isLetter(byte) { return false }
      }
    }
    return digits <= 4
  }
}
