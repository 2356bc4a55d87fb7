/// A pattern whose states were all worked out ahead of time: one look-up for each code point.
///
/// A state stands for a set of waiting instructions and, where assertions wait among them, for what came before.
final class StateTable: Sendable {
  /// The state in which nothing can match any more, and the one in which the pattern has matched.
  static let dead: UInt16 = 0
  let matched: UInt16
  /// The next state for a state and a class; a state is the index of its first entry.
  private let transitions: [UInt16]
  /// Whether the pattern matches if the text ends in a state.
  private let endings: [Bool]
  private let classCount: Int
  private let start: UInt16

  init(transitions: [UInt16], endings: [Bool], classCount: Int, start: UInt16) {
    self.transitions = transitions
    self.endings = endings
    self.classCount = classCount
    self.start = start
    matched = UInt16(truncatingIfNeeded: classCount)
  }

  var stateCount: Int { endings.count }

  /// What a text that matches and is not empty may begin with.
  func starts(_ alphabet: PatternAlphabet) -> PatternStarts {
    var starts = PatternStarts(low: 0, high: 0, hasOthers: true)
    for byte in UInt8(0)..<0x80 where transitions[Int(start) + Int(alphabet.asciiClasses[Int(byte)])] != StateTable.dead
    {
      starts.insert(byte)
    }
    return starts
  }

  /// Searches a text.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  func search(_ text: Span<UInt8>, alphabet: PatternAlphabet) -> PatternMatch {
    let transitions = transitions
    let ascii = alphabet.asciiClasses
    var state = start
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        state = transitions[Int(state) &+ Int(ascii[Int(byte)])]
        index &+= 1
      } else {
        let decoded = text.codePoint(at: index)
        state = transitions[Int(state) &+ Int(alphabet.searchedClass(of: decoded.value))]
        index &+= decoded.length
      }
      if state <= matched {
        return state == matched ? .matched : .unmatched
      }
    }
    return endings[Int(state) / classCount] ? .matched : .unmatched
  }
}
