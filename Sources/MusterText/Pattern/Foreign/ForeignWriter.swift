/// Writes a translated pattern as ECMA-262 text.
struct ForeignWriter {
  private(set) var text = ""
  /// The references of the pattern, once it is known what each refers to.
  let references: [ForeignReference]
  /// Whether a digit that follows would become part of a reference.
  private var endsInReference = false

  init(references: [ForeignReference]) {
    self.references = references
  }

  mutating func append(_ node: ForeignNode) {
    switch node {
    case .empty: break
    case .atom(let atom, _): append(atom)
    case .assertion(let assertion, let flags): append(Self.text(of: assertion, flags))
    case .lineBreak: append(#"(?:\r\n|[\n-\r\x85\u2028\u2029])"#)
    case .sequence(let nodes):
      for node in nodes { append(node) }
    case .choice(let nodes):
      for (index, node) in nodes.enumerated() {
        if index > 0 { append("|") }
        append(node)
      }
    case .group(let body, let opening, _): append(body, in: opening)
    case .atomic(let body, _): append(body, in: "(?:")
    case .look(let body, let look):
      append(body, in: "(?" + (look.ahead ? "" : "<") + (look.negated ? "!" : "="))
    case .repeated(let body, let repeats):
      append(body)
      append(repeats.text + (repeats.preference == .lazy ? "?" : ""))
    case .reference(let index):
      switch references[index] {
      case .number(let number, _, _):
        append("\\\(number)")
        endsInReference = true
      case .name(let name, _): append("\\k<\(name)>")
      case .character(let codePoint): append(ForeignText.literal(codePoint))
      }
    }
  }

  private mutating func append(_ body: ForeignNode, in opening: String) {
    append(opening)
    append(body)
    append(")")
  }

  private mutating func append(_ piece: String) {
    if endsInReference, let first = piece.utf8.first {
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) { text += "(?:)" }
      endsInReference = false
    }
    text += piece
  }

  private static func text(of assertion: ForeignNode.Assertion, _ flags: ForeignFlags) -> String {
    switch assertion {
    case .textStart: flags.multiline ? "(?-m:^)" : "^"
    case .textEnd: flags.multiline ? "(?-m:$)" : "$"
    case .shared(let text): text
    }
  }
}

/// Code points and sets of them as ECMA-262 text.
enum ForeignText {
  /// A code point outside of a class.
  static func literal(_ codePoint: UInt32) -> String { text(codePoint, escaping: #"^$\.*+?()[]{}|"#) }

  /// A code point as a member of a class.
  static func member(_ codePoint: UInt32) -> String { text(codePoint, escaping: #"\]["# + "^-") }

  /// The members of a set, to be put in a class.
  static func members(_ set: CodePointSet) -> String {
    var text = ""
    for range in set.ranges {
      text += member(range.lower)
      if range.upper > range.lower {
        text += (range.upper > range.lower + 1 ? "-" : "") + member(range.upper)
      }
    }
    return text
  }

  private static func text(_ codePoint: UInt32, escaping special: String) -> String {
    switch codePoint {
    case 0x09: return "\\t"
    case 0x0A: return "\\n"
    case 0x0D: return "\\r"
    case 0..<0x20, 0x7F...0xA0: return "\\x" + hexadecimal(codePoint, digits: 2)
    case 0x1680, 0x180E, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x3000, 0xD800...0xF8FF, 0xFEFF:
      return "\\u" + hexadecimal(codePoint, digits: 4)
    case 0x10000...: return "\\u{\(String(codePoint, radix: 16, uppercase: true))}"
    default:
      guard let scalar = Unicode.Scalar(codePoint) else { return "\\u" + hexadecimal(codePoint, digits: 4) }
      return (special.unicodeScalars.contains(scalar) ? "\\" : "") + String(Character(scalar))
    }
  }

  private static func hexadecimal(_ number: UInt32, digits: Int) -> String {
    let text = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: Swift.max(0, digits - text.count)) + text
  }
}
