import Muster

/// A value as texts: taken apart by its style and decoded, but not typed yet.
indirect enum WrittenValue: Sendable, Hashable {
  case text(String)
  case list([WrittenValue])
  case members([Member])
  /// JSON text, which is typed already.
  case json([UInt8])

  /// A member of an object.
  struct Member: Sendable, Hashable {
    let name: String
    var value: WrittenValue
  }

  /// A text that is JSON; `nil` where it is not.
  init?(json text: String) {
    guard let value = try? WrittenValue(readingJSON: text) else { return nil }
    self = value
  }

  /// A text that is JSON.
  ///
  /// - Throws: `JSONError` if it is not, with the position in the text.
  init(readingJSON text: String) throws(JSONError) {
    let bytes = Array(text.utf8)
    _ = try JSONDocument(SourceText(name: "", bytes: bytes))
    self = .json(bytes)
  }

  /// Whether it is one text that has no type yet.
  var isText: Bool { if case .text = self { true } else { false } }

  /// Whether it is an array, be it of texts or as JSON.
  var isList: Bool {
    switch self {
    case .text, .members: false
    case .list: true
    case .json(let text): text.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D } == UInt8(ascii: "[")
    }
  }

  /// Whether some of its text is where a shape lacks what its schema says, so that it may have been taken wrongly.
  ///
  /// Values nest no deeper than brackets may.
  func isBeyond(_ shape: ValueShape) -> Bool {
    switch self {
    case .text, .json: return shape.isCut
    case .list(let items):
      if shape.items.isEmpty, shape.isCut { return true }
      return items.contains { $0.isBeyond(shape.item) }
    case .members(let members):
      return members.contains { member in
        if let named = shape.named(member.name) { return member.value.isBeyond(named.shape) }
        return shape.isCut || member.value.isBeyond(shape.member(member.name))
      }
    }
  }

  /// How texts are taken that a schema allows several types for.
  enum Typing: Sendable, CaseIterable {
    /// As strings, wherever a string is allowed.
    case plain
    /// As numbers, booleans or null, wherever they look like one and one is allowed.
    case eager
  }

  /// The JSON text that the value stands for by a shape.
  ///
  /// - Complexity: O(*n*) in the size of the value.
  func json(_ shape: ValueShape, _ typing: Typing) -> [UInt8] {
    var assembler = JSONAssembler()
    write(to: &assembler, shape, typing)
    return assembler.bytes
  }

  /// Values nest no deeper than decoding makes them: `ValueShape.depthLimit`.
  private func write(to assembler: inout JSONAssembler, _ shape: ValueShape, _ typing: Typing) {
    switch self {
    case .text(let text): shape.write(text, typing, to: &assembler)
    case .json(let text): assembler.append(text)
    case .list(let items):
      assembler.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { assembler.append(UInt8(ascii: ",")) }
        // Swagger's lists may be of lists, which are written with commas unless something else is said.
        if case .text(let text) = item, shape.item.isArray {
          let inner = text.split(separator: ",", omittingEmptySubsequences: false).map { WrittenValue.text(String($0)) }
          WrittenValue.list(text.isEmpty ? [] : inner).write(to: &assembler, shape.item, typing)
        } else {
          item.write(to: &assembler, shape.item, typing)
        }
      }
      assembler.append(UInt8(ascii: "]"))
    case .members(let members):
      assembler.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { assembler.append(UInt8(ascii: ",")) }
        assembler.append(string: member.name.utf8)
        assembler.append(UInt8(ascii: ":"))
        member.value.write(to: &assembler, shape.member(member.name), typing)
      }
      assembler.append(UInt8(ascii: "}"))
    }
  }

  /// The JSON texts that the value may stand for, the likeliest first.
  func candidates(_ shape: ValueShape) -> [[UInt8]] {
    let plain = json(shape, .plain)
    let eager = json(shape, .eager)
    return plain == eager ? [plain] : [plain, eager]
  }
}

extension ValueShape {
  /// Writes the JSON text that a text stands for: a number, boolean or null only where that is allowed and it is one.
  fileprivate func write(_ text: String, _ typing: WrittenValue.Typing, to assembler: inout JSONAssembler) {
    let bytes = Array(text.utf8)
    if typing == .eager || !types.contains(.string) {
      if !types.isDisjoint(with: .numeric), ValueShape.isNumber(bytes) { return assembler.append(bytes) }
      if types.contains(.boolean), text == "true" || text == "false" { return assembler.append(bytes) }
      if types.contains(.null), text == "null" || (bytes.isEmpty && !types.contains(.string)) {
        return assembler.append("null".utf8)
      }
    }
    assembler.append(string: bytes)
  }

  /// Whether a text is a number that JSON allows (RFC 8259, section 6).
  static func isNumber(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first, first == UInt8(ascii: "-") || (first >= 0x30 && first <= 0x39),
      let last = bytes.last, last >= 0x30 && last <= 0x39
    else { return false }
    return (try? JSONDocument(SourceText(name: "", bytes: bytes)))?.root.kind == .number
  }
}
