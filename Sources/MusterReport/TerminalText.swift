/// Text that a terminal shows as it is written: nothing in it moves the cursor, colours or reorders.
public enum TerminalText {
  /// A text with its control characters, and those that reorder or hide text, written as `\u{…}`.
  public static func escape(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { append(scalar, to: &result) }
    return String(result)
  }

  static func append(_ scalar: Unicode.Scalar, to result: inout String.UnicodeScalarView) {
    guard isUnsafe(scalar) else {
      result.append(scalar)
      return
    }
    switch scalar {
    case "\n": result.append(contentsOf: "\\n".unicodeScalars)
    case "\r": result.append(contentsOf: "\\r".unicodeScalars)
    case "\t": result.append(contentsOf: "\\t".unicodeScalars)
    default: result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
    }
  }

  /// Controls (C0, DEL, C1), line and paragraph separators, directional marks, embeddings and isolates, zero-width
  /// characters and the byte order mark.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
      0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// Whether a terminal acts on a scalar wherever it stands: C1 controls, and marks that turn the direction of text (UAX 9,
  /// section 2).
  static func isTerminalControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80..<0xA0, 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
