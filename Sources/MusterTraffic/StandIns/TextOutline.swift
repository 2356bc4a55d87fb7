import Muster
import MusterYAML

/// The values of a JSON or YAML text by where they are written, in the order of the text.
struct TextOutline {
  /// A string or number as it is written.
  struct Scalar {
    /// The bytes of a JSON string without the quotes; those of a YAML scalar from its first byte on.
    let range: Range<Int>
    /// What a YAML scalar says; `nil` in JSON, where the writing is enough to know it.
    let content: [UInt8]?
  }

  struct Node {
    let kind: JSONOutline.Kind
    /// Where the value begins.
    let start: Int
    let scalar: Scalar?
    let name: Scalar?
    let parent: Int
    /// Whether it says itself that it is base64.
    let isBinary: Bool
  }

  let nodes: [Node]
  let isYAML: Bool

  init(_ outline: JSONOutline) {
    isYAML = false
    nodes = outline.nodes.map { node in
      let isString = node.kind == .string
      return Node(
        kind: node.kind, start: node.range.lowerBound,
        scalar: isString || node.kind == .number
          ? Scalar(range: isString ? TextOutline.inner(node.range) : node.range, content: nil) : nil,
        name: node.name.map { Scalar(range: TextOutline.inner($0), content: nil) }, parent: node.parent,
        isBinary: false)
    }
  }

  /// The outline of a YAML document.
  init(_ outline: YAMLOutline) {
    isYAML = true
    nodes = outline.nodes.map { node in
      let kind: JSONOutline.Kind =
        switch node.kind {
        case .mapping: .object
        case .sequence: .array
        case .string: .string
        case .number: .number
        case .word, .alias: .word
        }
      return Node(
        kind: kind, start: node.start, scalar: node.scalar.map(TextOutline.scalar),
        name: node.name.map(TextOutline.scalar), parent: node.parent, isBinary: node.isBinary)
    }
  }

  /// Whether a text has the same values in the same places, and its scalars say what they are to say.
  ///
  /// - Parameter wanted: What scalars of YAML have to say, by where they begin; all others what they said.
  func isMade(as old: TextOutline, saying wanted: [Int: [UInt8]]) -> Bool {
    guard nodes.count == old.nodes.count else { return false }
    return zip(nodes, old.nodes).allSatisfy { new, old in
      new.kind == old.kind && new.start == old.start && new.parent == old.parent
        && TextOutline.says(new.name, old.name, wanted) && TextOutline.says(new.scalar, old.scalar, wanted)
    }
  }

  private static func says(_ new: Scalar?, _ old: Scalar?, _ wanted: [Int: [UInt8]]) -> Bool {
    guard let new, let old else { return new == nil && old == nil }
    guard let said = new.content, let before = old.content else { return new.range == old.range }
    let due = wanted[old.range.lowerBound] ?? before
    guard said.count == due.count, before.count == due.count else { return false }
    // Escapes of a few characters beyond ASCII have no other of the same size, and stay.
    return said.indices.allSatisfy { said[$0] == due[$0] || (before[$0] >= 0x80 && said[$0] == before[$0]) }
  }

  private static func inner(_ quoted: Range<Int>) -> Range<Int> {
    guard quoted.count >= 2 else { return quoted }
    return (quoted.lowerBound + 1)..<(quoted.upperBound - 1)
  }

  private static func scalar(_ scalar: YAMLOutline.Scalar) -> Scalar {
    Scalar(range: scalar.start..<scalar.start, content: scalar.content)
  }
}

extension TextOutline.Scalar {
  /// What it says.
  func value(in text: [UInt8]) -> [UInt8] {
    content ?? WrittenText.decoded(json: Array(text[range])).text
  }

  /// What it says, and which bytes of the text stand for what.
  func writing(in text: [UInt8]) -> (value: [UInt8], raw: Range<Int>, units: [WrittenText.Unit]) {
    guard let content else {
      let (value, units) = WrittenText.decoded(json: Array(text[range]))
      return (value, range, units)
    }
    let places = YAMLReader.places(of: content, inScalarAt: range.lowerBound, of: text)
    let start = range.lowerBound
    let end = max(start, places.last ?? start)
    return (content, start..<end, WrittenText.units(content, at: places, from: start, of: text))
  }
}
