/// The sink of the pass that finds out which members the schemas that a value passes document.
///
/// Documentation is an annotation: only what subschemas say that pass, within subschemas that pass, counts (JSON Schema
/// 2020-12 Core, section 7.7). Each evaluation of a block therefore keeps what it says to itself until it passes.
/// Evaluations are never rewound but left out, so that one that is over can be shared by all that come to the same block
/// with the same value: what is kept is a graph, and its size is bounded by blocks times values.
struct DocumentationSink: SilentSink {
  static var records: Bool { true }
  static var documents: Bool { true }

  /// More evaluations or notes than this end the run.
  static let capacity = 1 << 22
  /// From so many evaluations on those that are over are looked up: few payloads come here.
  private static let recallThreshold = 1 << 12
  private static let none = UInt32.max

  /// One evaluation of a block.
  private struct Evaluation {
    /// The last of its notes.
    var note = DocumentationSink.none
    /// How it ended, once it has.
    var passes: Bool?
    var isVisited = false
  }

  /// What an evaluation says.
  private struct Note {
    enum Kind: UInt8 {
      /// It documents the member of the value `index`.
      case member
      /// It applies the shape `index` to its value.
      case shape
      /// It takes in what the evaluation `index` says.
      case evaluation
    }

    var kind: Kind
    var index: UInt32
    /// The object, for a shape.
    var value: UInt32 = 0
    /// The note before it.
    var previous: UInt32
  }

  private var evaluations = [Evaluation()]
  private var notes: [Note] = []
  /// The evaluations that are not over, with their values, from the outermost one on.
  private var open: [(evaluation: UInt32, value: TapeIndex)] = [(0, .root)]
  private var known: [UInt64: UInt32] = [:]
  /// Whether what a block comes to depends on its value only.
  private let recalls: Bool
  /// What the payload fails for, which counts as passed; `nil` for a payload that passes.
  private let additions: Additions?

  /// - Parameter words: The size of the payload's tape.
  init(recalls: Bool, words: Int, additions: Additions?) {
    self.recalls = recalls
    self.additions = additions
    // A small payload needs no more room, so that its lists are not moved.
    let room = min(words, 512)
    evaluations.reserveCapacity(room)
    notes.reserveCapacity(room)
    open.reserveCapacity(16)
  }

  private mutating func add(_ kind: Note.Kind, _ index: UInt32) {
    guard let current = open.last else { return }
    let previous = evaluations[Int(current.evaluation)].note
    evaluations[Int(current.evaluation)].note = UInt32(notes.count)
    notes.append(
      Note(kind: kind, index: index, value: UInt32(truncatingIfNeeded: current.value.rawValue), previous: previous))
  }

  mutating func document(member: TapeIndex) {
    // The run ends at the next block.
    guard notes.count <= DocumentationSink.capacity else { return }
    add(.member, UInt32(truncatingIfNeeded: member.rawValue))
  }

  func forgives(_ pc: Int, _ value: TapeIndex) -> Bool { additions?.contains(pc, value) ?? false }

  mutating func document(shape: Int) { add(.shape, UInt32(truncatingIfNeeded: shape)) }

  /// Whether all notes were kept.
  var isComplete: Bool { notes.count <= DocumentationSink.capacity }

  mutating func enter(_ frame: Frame, block: Int, value: TapeIndex) -> Bool {
    guard evaluations.count < DocumentationSink.capacity, isComplete else { return false }
    open.append((UInt32(evaluations.count), value))
    evaluations.append(Evaluation())
    return true
  }

  mutating func leave(_ frame: Frame, failed: Bool) {
    guard open.count > 1, let over = open.popLast() else { return }
    evaluations[Int(over.evaluation)].passes = !failed
    if failed || frame.kind.documentsNothing { return }
    if evaluations[Int(over.evaluation)].note != DocumentationSink.none { add(.evaluation, over.evaluation) }
  }

  mutating func recall(_ block: Int, _ value: TapeIndex) -> Bool? {
    guard recalls, evaluations.count > DocumentationSink.recallThreshold, let current = open.last else { return nil }
    let key = UInt64(UInt32(truncatingIfNeeded: block)) << 32 | UInt64(UInt32(truncatingIfNeeded: value.rawValue))
    guard let earlier = known[key] else {
      known[key] = current.evaluation
      return nil
    }
    guard let passes = evaluations[Int(earlier)].passes else { return nil }
    open[open.count - 1].evaluation = earlier
    return passes
  }

  // MARK: What was said

  /// Hands out what counts: the members that are documented, and the shapes that objects pass.
  ///
  /// - Complexity: O(*n*) in the evaluations and their notes.
  mutating func forEach(member: (TapeIndex) -> Void, shape: (_ shape: UInt32, _ object: TapeIndex) -> Void) {
    var work: [UInt32] = [0]
    evaluations[0].isVisited = true
    while let evaluation = work.popLast() {
      var next = evaluations[Int(evaluation)].note
      while next != DocumentationSink.none {
        let note = notes[Int(next)]
        next = note.previous
        switch note.kind {
        case .member: member(TapeIndex(Int(note.index)))
        case .shape: shape(note.index, TapeIndex(Int(note.value)))
        case .evaluation:
          if evaluations[Int(note.index)].isVisited { continue }
          evaluations[Int(note.index)].isVisited = true
          work.append(note.index)
        }
      }
    }
  }
}
