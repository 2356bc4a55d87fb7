/// The values of keywords, in the form of the dialect or, under intent, of a neighbouring one.
extension Compiler {
  /// Where the text of a number is.
  struct NumberText {
    let bytes: ByteView
    let offset: Int
    let length: Int

    var number: JSONNumber { JSONNumber(bytes, from: offset, count: length) }
    var string: String { String(decoding: (offset..<offset + length).map { bytes[$0] }, as: UTF8.self) }
    /// The number, if it is written as an integer and fits.
    var integer: Int64? {
      let isNegative = bytes[offset] == UInt8(ascii: "-")
      let start = isNegative ? offset + 1 : offset
      guard length <= 18, start < offset + length else { return nil }
      var value: Int64 = 0
      for index in start..<offset + length {
        let digit = bytes[index]
        guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
        value = value * 10 + Int64(digit - UInt8(ascii: "0"))
      }
      return isNegative ? -value : value
    }
  }

  /// The number that a keyword has, or under intent the one that its string spells.
  mutating func number(_ entry: Entry, _ keyword: Keyword) -> NumberText? {
    let value = entry.value
    switch value.kind {
    case .number:
      return NumberText(bytes: value.tape.bytes, offset: value.word.offset, length: value.tape.length(value.index))
    case .string:
      // Without escapes the text lies in the source as the number would.
      guard let text = value.string, value.word.flags & TapeWord.hasEscape == 0,
        Compiler.spellsNumber(text), readsText(of: keyword, "a number", entry)
      else { return nil }
      return NumberText(bytes: value.tape.bytes, offset: value.word.offset, length: value.tape.length(value.index))
    default: return nil
    }
  }

  /// The boolean that a keyword has, or under intent the one that its string spells.
  mutating func boolean(_ entry: Entry, _ keyword: Keyword) -> Bool? {
    if let boolean = entry.value.boolean { return boolean }
    guard let boolean = Compiler.spelledBoolean(entry.value), readsText(of: keyword, "a boolean", entry) else {
      return nil
    }
    return boolean
  }

  /// The boolean that a string spells.
  static func spelledBoolean(_ value: SchemaNode) -> Bool? {
    guard value.isString else { return nil }
    if value.isString("true") { return true }
    return value.isString("false") ? false : nil
  }

  private static func spellsNumber(_ text: String) -> Bool {
    guard let last = text.utf8.last, last >= UInt8(ascii: "0"), last <= UInt8(ascii: "9"), text.utf8.first != 0x20,
      let document = try? JSONDocument(SourceText(name: "", bytes: Array(text.utf8)))
    else { return false }
    return document.root.kind == .number && text.utf8.first.map { $0 > 0x20 } ?? false
  }

  /// Whether the reading takes a string for the value that it spells; says so if it does.
  private mutating func readsText(of keyword: Keyword, _ kind: String, _ entry: Entry) -> Bool {
    pass.dependsOnReading = true
    guard isIntent else { return false }
    notice(
      .numberAsText, at: entry.origin,
      "'\(keyword.name)' is \(kind) written as a string; it is read as \(kind), and by the letter it is not checked")
    return true
  }

  /// Whether the reading takes what the dialect does not have as a neighbouring dialect has it; says so if it does.
  ///
  /// - Parameter what: The form or keyword, with which the message begins.
  mutating func readsNeighbour(_ what: String, of neighbour: Dialect, at origin: UInt32) -> Bool {
    pass.dependsOnReading = true
    guard isIntent else { return false }
    notice(
      .neighbouringDialect, at: origin,
      "\(what) is not of \(dialect.name); it is read as \(neighbour.name) has it, and by the letter it is not checked")
    return true
  }
}

extension Notice.Code {
  /// A keyword in the form of another version, or one that only another version has, which is read as that has it.
  public static let neighbouringDialect = Notice.Code(rawValue: "neighbouring-dialect")
  /// A number or boolean written as a string, which is read as what it spells.
  public static let numberAsText = Notice.Code(rawValue: "number-as-text")
  /// A `$ref` where the declared version has none.
  public static let misplacedReference = Notice.Code(rawValue: "misplaced-reference")
  /// The name of a type as other languages have it, which is read as the type that is meant.
  public static let typeAlias = Notice.Code(rawValue: "type-alias")
}
