/// Works out all states of a regular pattern, or gives up where they would be too many.
///
/// Source: A. Aho et al., "Compilers" (2006), section 3.7.1, the subset construction. An assertion waits in a state until
/// the next code point, or the end of the text, is known.
struct StateTableBuilder {
  private struct State: Hashable {
    /// Instructions that consume, assert or match, in order.
    var waiting: [Int32]
    var context: StateContext
  }

  /// What building may cost: instructions followed, over all states and classes.
  private static let workLimit = 400_000
  private static let tableLimit = 1 << 16

  private let instructions: [PatternInstruction]
  private let alphabet: PatternAlphabet
  private let anchored: Bool
  private let stateLimit: Int
  /// What each class of code points tells the state after it.
  private let contexts: [StateContext]
  /// What some assertion of the program asks about.
  private let allAsked: StateContext
  private var states: [State] = []
  private var numbers: [State: Int] = [:]
  private var marks: [UInt32]
  private var generation: UInt32 = 0
  private var work = 0

  init(_ program: RegularProgram, alphabet: PatternAlphabet, anchored: Bool, stateLimit: Int) {
    instructions = program.instructions
    self.alphabet = alphabet
    self.anchored = anchored
    self.stateLimit = stateLimit
    marks = [UInt32](repeating: 0, count: instructions.count)
    contexts = alphabet.examples.map(StateContext.init(after:))
    allAsked = StateContext(askedBy: instructions)
  }

  mutating func build() -> StateTable? {
    let classCount = alphabet.classCount
    // Numbers 0 and 1 are those of the dead and the matched state.
    states = [State(waiting: [], context: []), State(waiting: [], context: .start)]
    numbers = [states[0]: 0]
    let first = closure(of: [0], before: .start).map { number(of: $0) } ?? 1
    var transitions = [UInt16](repeating: 0, count: 2 * classCount)
    var endings = [false, true]
    for index in 0..<classCount {
      transitions[classCount + index] = UInt16(truncatingIfNeeded: classCount)
    }
    var current = 2
    while current < states.count {
      for index in 0..<classCount {
        let next = successor(of: states[current], over: index)
        guard next * classCount < Self.tableLimit else { return nil }
        transitions.append(UInt16(truncatingIfNeeded: next * classCount))
      }
      endings.append(resolve(states[current], next: nil) == nil)
      guard states.count <= stateLimit, work <= Self.workLimit else { return nil }
      current += 1
    }
    guard states.count * classCount <= Self.tableLimit else { return nil }
    let start = UInt16(truncatingIfNeeded: first * classCount)
    return StateTable(transitions: transitions, endings: endings, classCount: classCount, start: start)
  }

  private mutating func number(of state: State) -> Int {
    if let known = numbers[state] { return known }
    states.append(state)
    numbers[state] = states.count - 1
    return states.count - 1
  }

  /// The state after a code point of a class.
  private mutating func successor(of state: State, over index: Int) -> Int {
    guard let waiting = resolve(state, next: index) else { return 1 }
    var seeds: [Int32] = []
    for instruction in waiting {
      if case .consume(let set) = instructions[Int(instruction)], alphabet.set(set, hasClass: index) {
        seeds.append(instruction + 1)
      }
    }
    if !anchored { seeds.append(0) }
    return closure(of: seeds, before: contexts[index]).map { number(of: $0) } ?? 1
  }

  /// The instructions that wait once assertions are judged; nil if the end of the program is reached.
  private mutating func resolve(_ state: State, next: Int?) -> [Int32]? {
    var waiting: [Int32] = []
    var pending = state.waiting
    generation += 1
    while let index = pending.popLast() {
      work += 1
      guard marks[Int(index)] != generation else { continue }
      marks[Int(index)] = generation
      switch instructions[Int(index)] {
      case .consume: waiting.append(index)
      case .jump(let target): pending.append(target)
      case .fork(let preferred, let other):
        pending.append(preferred)
        pending.append(other)
      case .assert(let assertion):
        if state.context.holds(assertion, next: next.map { contexts[$0] }) { pending.append(index + 1) }
      default: return nil
      }
    }
    return waiting
  }

  /// Follows what needs no judging, and keeps of the context what the waiting assertions ask about.
  ///
  /// The end of the program needs none: nil if it is reached.
  private mutating func closure(of seeds: [Int32], before context: StateContext) -> State? {
    var waiting: [Int32] = []
    var asked: StateContext = []
    var pending = seeds
    generation += 1
    while let index = pending.popLast() {
      work += 1
      guard marks[Int(index)] != generation else { continue }
      marks[Int(index)] = generation
      switch instructions[Int(index)] {
      case .jump(let target): pending.append(target)
      case .fork(let preferred, let other):
        pending.append(preferred)
        pending.append(other)
      case .assert(let assertion):
        if assertion == .textStart, !context.contains(.start) { continue }
        waiting.append(index)
        // Any other assertion may wait behind this one.
        asked = allAsked
      case .consume: waiting.append(index)
      default: return nil
      }
    }
    waiting.sort()
    return State(waiting: waiting, context: context.intersection(asked))
  }
}
