/// The values of a JSON text by where they stand, in the order of the text.
struct JSONOutline: Sendable {
  enum Kind: Sendable { case object, array, string, number, word }

  struct Node: Sendable {
    let kind: Kind
    /// The bytes of the value; those of a string with its quotes.
    var range: Range<Int>
    /// The bytes of its name with the quotes; `nil` for an item.
    let name: Range<Int>?
    /// The index of the object or array that it is in; -1 for the root.
    let parent: Int
  }

  private(set) var nodes: [Node] = []

  /// Takes a text apart; `nil` for one that is not made as JSON is.
  ///
  /// - Parameter start: Where the text begins, behind a byte order mark.
  /// - Complexity: O(*n*) in the size of the text.
  init?(_ text: [UInt8], from start: Int = 0) {
    var stack: [Int] = []
    var name: Range<Int>?
    var isNameDue = false
    var isValueDue = true
    var index = start
    while index < text.count {
      let byte = text[index]
      let parent = stack.last ?? -1
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case UInt8(ascii: "\""):
        guard let end = JSONOutline.endOfString(text, index) else { return nil }
        if isNameDue {
          (name, isNameDue) = (index..<end, false)
        } else {
          guard isValueDue else { return nil }
          nodes.append(Node(kind: .string, range: index..<end, name: name, parent: parent))
          (name, isValueDue) = (nil, false)
        }
        index = end
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard isValueDue, !isNameDue else { return nil }
        let isObject = byte == UInt8(ascii: "{")
        stack.append(nodes.count)
        nodes.append(Node(kind: isObject ? .object : .array, range: index..<index, name: name, parent: parent))
        (name, isNameDue, isValueDue) = (nil, isObject, true)
        index += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard let open = stack.popLast(), (nodes[open].kind == .object) == (byte == UInt8(ascii: "}")) else {
          return nil
        }
        index += 1
        nodes[open].range = nodes[open].range.lowerBound..<index
        (isNameDue, isValueDue, name) = (false, false, nil)
      case UInt8(ascii: ","):
        guard let open = stack.last else { return nil }
        isNameDue = nodes[open].kind == .object
        isValueDue = true
        index += 1
      case UInt8(ascii: ":"):
        guard name != nil else { return nil }
        index += 1
      default:
        let start = index
        while index < text.count, JSONOutline.isPlain(text[index]) { index += 1 }
        guard index > start, isValueDue, !isNameDue else { return nil }
        let isNumber = byte == UInt8(ascii: "-") || (byte >= 0x30 && byte <= 0x39)
        nodes.append(Node(kind: isNumber ? .number : .word, range: start..<index, name: name, parent: parent))
        (name, isValueDue) = (nil, false)
      }
    }
    guard stack.isEmpty, !nodes.isEmpty else { return nil }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || "+-.".utf8.contains(byte)
  }

  /// Behind the closing quote of a string.
  static func endOfString(_ text: [UInt8], _ start: Int) -> Int? {
    var index = start + 1
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\""): return index + 1
      case UInt8(ascii: "\\"): index += 2
      default: index += 1
      }
    }
    return nil
  }
}
