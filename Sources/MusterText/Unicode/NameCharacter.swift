/// What a code point may do in an internationalised name.
struct NameCharacter {
  /// The derived property of RFC 5892 section 3, where an unassigned code point counts as disallowed.
  enum Derived: UInt32 {
    case valid = 0
    case joiner = 1
    case contextual = 2
    case disallowed = 3
  }

  enum Direction: UInt32 {
    case left = 0
    case right = 1
    case arabicLetter = 2
    case arabicNumber = 3
    case europeanNumber = 4
    case europeanSeparator = 5
    case commonSeparator = 6
    case europeanTerminator = 7
    case otherNeutral = 8
    case boundaryNeutral = 9
    case nonspacingMark = 10
    case other = 11
  }

  enum Joining: UInt32 {
    case none = 0
    case left = 1
    case right = 2
    case dual = 3
    case transparent = 4
  }

  enum Script: UInt32 {
    case other = 0
    case greek = 1
    case hebrew = 2
    case kanaOrHan = 3
  }

  private let bits: UInt32

  init(_ codePoint: UInt32) {
    let table = InternationalNameTable.records.utf8.span
    guard let record = PackedText.record(table, width: 7, notAbove: codePoint) else {
      bits = 3
      return
    }
    bits = PackedText.number(table, at: record + 4, width: 3)
  }

  var derived: Derived { Derived(rawValue: bits & 3) ?? .disallowed }
  var direction: Direction { Direction(rawValue: bits >> 2 & 15) ?? .other }
  var joining: Joining { Joining(rawValue: bits >> 6 & 7) ?? .none }
  var script: Script { Script(rawValue: bits >> 9 & 3) ?? .other }
  var isMark: Bool { bits >> 11 & 1 == 1 }
  var isVirama: Bool { bits >> 12 & 1 == 1 }
}
