/// Shows how a text is built without showing the text.
///
/// Every digit becomes `9`, every capital `A`, every other letter `a`: `2024-05-01` has the shape `9999-99-99`, which
/// explains a format and tells no value. The `T` and `Z` of a date with a time stay, as RFC 3339 has them.
package enum TextShape {
  /// Stands for the rest of a run or of a text.
  private static let ellipsis: Unicode.Scalar = "…"
  /// Stands for a symbol that would tell the value.
  private static let symbol: Unicode.Scalar = "#"
  /// Stands for a character that cannot be seen: controls, marks of direction, spaces other than the usual one.
  private static let unseen: Unicode.Scalar = "\u{FFFD}"

  /// The most characters of a shape.
  package static let limit = 64
  /// The most equal characters in a row.
  package static let runLimit = 24
  /// How many characters of a text are read at most.
  private static let readLimit = 512

  /// The shape of a text, at most ``limit`` characters long.
  ///
  /// Punctuation stays where it separates letters and digits. In a text that has more symbols than letters and
  /// digits, as some passwords do, every symbol becomes `#`. Symbols outside of ASCII always do.
  /// - Complexity: O(1): at most 512 characters are read.
  package static func shape(of text: String) -> String {
    var shape: [Unicode.Scalar] = []
    shape.reserveCapacity(limit)
    var (read, run, solid, symbols) = (0, 0, 0, 0)
    for scalar in text.unicodeScalars {
      read += 1
      guard read <= readLimit else {
        if shape.last != ellipsis { shape.append(ellipsis) }
        break
      }
      let mark = mark(of: scalar, after: shape)
      if mark == shape.last || (shape.last == ellipsis && mark == shape.dropLast().last) {
        run += 1
        if run == runLimit + 1 { shape.append(ellipsis) }
        if run > runLimit { continue }
      } else {
        run = 1
      }
      switch mark {
      case "9", "a", "A", "T", "t", "Z", "z": solid += 1
      case " ", unseen: break
      default: symbols += 1
      }
      shape.append(mark)
      if shape.count > limit { break }
    }
    if shape.count > limit {
      shape.removeLast(shape.count - limit + 1)
      if shape.last != ellipsis { shape.append(ellipsis) }
    }
    if symbols > solid { shape = shape.map(covered) }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: shape)
    return String(scalars)
  }

  /// What stands for a character, behind the shape of the text before it.
  private static func mark(of scalar: Unicode.Scalar, after shape: [Unicode.Scalar]) -> Unicode.Scalar {
    switch scalar.value {
    case 0x30...0x39: return "9"
    case 0x61...0x7A: return isDesignator(scalar, after: shape) ? scalar : "a"
    case 0x41...0x5A: return isDesignator(scalar, after: shape) ? scalar : "A"
    case 0x20..<0x7F: return scalar
    case 0..<0x80: return unseen
    default: return mark(ofOther: scalar)
    }
  }

  private static func mark(ofOther scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: "A"
    case .lowercaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark, .enclosingMark: "a"
    case .decimalNumber, .letterNumber, .otherNumber: "9"
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      scalar
    case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: symbol
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      unseen
    @unknown default: unseen
    }
  }

  private static let date: [Unicode.Scalar] = ["9", "9", "9", "9", "-", "9", "9", "-", "9", "9"]

  /// Whether a letter is the `T` or the `Z` of a date with a time (RFC 3339, section 5.6).
  private static func isDesignator(_ scalar: Unicode.Scalar, after shape: [Unicode.Scalar]) -> Bool {
    switch scalar {
    case "T", "t": shape.count == date.count && shape == date
    case "Z", "z": shape.count > date.count && shape.last == "9" && shape.starts(with: date)
    default: false
    }
  }

  private static func covered(_ mark: Unicode.Scalar) -> Unicode.Scalar {
    switch mark {
    case "9", "a", "A", "T", "t", "Z", "z", " ", unseen, ellipsis: mark
    default: symbol
    }
  }
}
