/// The states of a pattern that has too many to work out ahead: each is worked out when a text first leads to it.
///
/// A state is the set of waiting instructions as bits, with what came before in one more word. When the memory for
/// states is full all are forgotten but the one at hand.
struct GrowingStateTable: Sendable {
  private static let unknown: Int32 = -1
  private static let matched: Int32 = -2
  private static let dead: Int32 = -3
  /// What the states and their transitions may take, in words of eight bytes.
  private static let memoryLimit = 1 << 20

  /// The pattern the states belong to.
  let owner: PatternStorage
  private let instructions: [PatternInstruction]
  private let anchored: Bool
  private let contexts: [StateContext]
  private let allAsked: StateContext
  private let classCount: Int
  private let words: Int
  private var numbers: [[UInt64]: Int32] = [:]
  private var states: [[UInt64]] = []
  private var transitions: [Int32] = []
  private var marks: [UInt32]
  private var generation: UInt32 = 0
  private var timesForgotten = 0
  private var start: Int32?
  private var pending: [Int32] = []
  private var resolved: [Int32] = []

  init(owner: PatternStorage, simulation: SetSimulation, alphabet: PatternAlphabet) {
    self.owner = owner
    instructions = simulation.pattern.main.instructions
    anchored = simulation.anchored
    contexts = alphabet.examples.map(StateContext.init(after:))
    allAsked = StateContext(askedBy: instructions)
    classCount = alphabet.classCount
    words = (instructions.count + 63) / 64
    marks = [UInt32](repeating: 0, count: instructions.count)
  }

  /// Searches a text.
  ///
  /// - Complexity: O(*n* *m*) for *n* bytes and *m* instructions; O(*n*) where the text keeps to states already found.
  mutating func search(_ text: Span<UInt8>, alphabet: PatternAlphabet) -> PatternMatch {
    var state = start ?? firstState()
    var index = 0
    while index < text.count {
      if state < 0 { return state == Self.matched ? .matched : .unmatched }
      let decoded = text.codePoint(at: index)
      let found = alphabet.classIndex(of: decoded.value)
      let known = transitions[Int(state) * classCount + found]
      state = known == Self.unknown ? successor(of: state, over: found, alphabet: alphabet) : known
      index += decoded.length
    }
    if state < 0 { return state == Self.matched ? .matched : .unmatched }
    return resolve(states[Int(state)], next: nil) ? .unmatched : .matched
  }

  private mutating func firstState() -> Int32 {
    pending.removeAll(keepingCapacity: true)
    pending.append(0)
    let state = close(before: .start)
    start = state
    return state
  }

  private mutating func successor(of state: Int32, over index: Int, alphabet: PatternAlphabet) -> Int32 {
    let before = timesForgotten
    var next = Self.matched
    if resolve(states[Int(state)], next: contexts[index]) {
      for instruction in resolved {
        if case .consume(let set) = instructions[Int(instruction)], alphabet.set(set, hasClass: index) {
          pending.append(instruction + 1)
        }
      }
      if !anchored { pending.append(0) }
      next = close(before: contexts[index])
    }
    // Unless everything was forgotten meanwhile, the way is kept.
    if timesForgotten == before {
      transitions[Int(state) * classCount + index] = next
    }
    return next
  }

  /// Finds the instructions that wait once assertions are judged; false if the end of the program is reached.
  private mutating func resolve(_ state: [UInt64], next: StateContext?) -> Bool {
    let context = StateContext(rawValue: UInt8(truncatingIfNeeded: state[words]))
    resolved.removeAll(keepingCapacity: true)
    pending.removeAll(keepingCapacity: true)
    startVisit()
    for word in 0..<words {
      var bits = state[word]
      while bits != 0 {
        pending.append(Int32(truncatingIfNeeded: word * 64 + bits.trailingZeroBitCount))
        bits &= bits - 1
      }
    }
    while let index = pending.popLast() {
      guard marks[Int(index)] != generation else { continue }
      marks[Int(index)] = generation
      switch instructions[Int(index)] {
      case .consume: resolved.append(index)
      case .jump(let target): pending.append(target)
      case .fork(let preferred, let other):
        pending.append(preferred)
        pending.append(other)
      case .assert(let assertion):
        if context.holds(assertion, next: next) { pending.append(index + 1) }
      default:
        pending.removeAll(keepingCapacity: true)
        return false
      }
    }
    return true
  }

  /// Follows the pending instructions as far as nothing needs judging, and gives the state they make.
  private mutating func close(before context: StateContext) -> Int32 {
    var key = [UInt64](repeating: 0, count: words + 1)
    var isEmpty = true
    var asked: StateContext = []
    startVisit()
    while let index = pending.popLast() {
      guard marks[Int(index)] != generation else { continue }
      marks[Int(index)] = generation
      switch instructions[Int(index)] {
      case .jump(let target):
        pending.append(target)
        continue
      case .fork(let preferred, let other):
        pending.append(preferred)
        pending.append(other)
        continue
      case .assert(let assertion):
        if assertion == .textStart, !context.contains(.start) { continue }
        asked = allAsked
      case .consume:
        break
      default:
        pending.removeAll(keepingCapacity: true)
        return Self.matched
      }
      key[Int(index) >> 6] |= 1 << UInt64(index & 63)
      isEmpty = false
    }
    if isEmpty { return Self.dead }
    key[words] = UInt64(context.intersection(asked).rawValue)
    return number(of: key)
  }

  private mutating func number(of key: [UInt64]) -> Int32 {
    if let known = numbers[key] { return known }
    if (states.count + 1) * (2 * words + classCount / 2 + 16) > Self.memoryLimit {
      timesForgotten += 1
      start = nil
      numbers.removeAll(keepingCapacity: true)
      states.removeAll(keepingCapacity: true)
      transitions.removeAll(keepingCapacity: true)
    }
    let number = Int32(truncatingIfNeeded: states.count)
    numbers[key] = number
    states.append(key)
    transitions.append(contentsOf: repeatElement(Self.unknown, count: classCount))
    return number
  }

  private mutating func startVisit() {
    if generation == .max {
      marks = [UInt32](repeating: 0, count: marks.count)
      generation = 0
    }
    generation += 1
  }
}
