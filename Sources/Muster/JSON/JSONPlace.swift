/// Where in JSON's grammar a mistake lies.
///
/// The reader keeps no such thing while it reads. This goes over the text once more, up to the mistake; all before it is
/// known to be right.
struct JSONPlace {
  enum Step { case start, open, comma, name, colon, value, end }

  /// What was read last.
  private(set) var step = Step.start
  /// The containers that are open, the innermost one last: whether each is an object.
  private var objects: [Bool] = []
  /// Where the last token begins; the start of the text before there is one.
  private(set) var token: Int
  /// The offset after the last token.
  private(set) var tokenEnd: Int
  /// Whether the mistake lies inside of a string.
  private(set) var isInString = false

  /// Whether the innermost open container is an object; `nil` if none is open.
  var isObject: Bool? { objects.last }

  /// Goes over a text up to an offset.
  ///
  /// - Complexity: O(*n*) in the offset.
  init(before offset: Int, in bytes: ByteView) {
    var index = bytes.hasByteOrderMark ? 3 : 0
    (token, tokenEnd) = (index, index)
    while index < min(offset, bytes.count) {
      let byte = bytes[index]
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D:
        index += 1
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        objects.append(byte == UInt8(ascii: "{"))
        step = .open
        token = index
        index += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        _ = objects.popLast()
        step = objects.isEmpty ? .end : .value
        token = index
        index += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        step = byte == UInt8(ascii: ",") ? .comma : .colon
        token = index
        index += 1
      case UInt8(ascii: "\""):
        token = index
        index = JSONPlace.endOfString(bytes, from: index + 1, before: offset)
        if index > offset {
          isInString = true
          return
        }
        let isName = isObject == true && (step == .open || step == .comma)
        step = isName ? .name : objects.isEmpty ? .end : .value
      default:
        token = index
        repeat { index += 1 } while index < offset && !JSONPlace.endsPlain(bytes[index])
        step = objects.isEmpty ? .end : .value
      }
      tokenEnd = index
    }
  }

  /// The offset after a string's closing quote; one past the limit if it is not closed before that.
  private static func endOfString(_ bytes: ByteView, from start: Int, before limit: Int) -> Int {
    var index = start
    while index < limit {
      if bytes[index] == UInt8(ascii: "\"") { return index + 1 }
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return limit + 1
  }

  private static func endsPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "["),
      UInt8(ascii: "{"), UInt8(ascii: "\""):
      true
    default: false
    }
  }
}
