/// Where the last objects that failed did so: what verdicts tell explaining, which then need not look for it.
///
/// A note holds whatever comes after it: the members of an object before one pass a shape of the plan, and that one does
/// not. So it is of use too where it was made in a branch of a union that lost.
struct FailedMembers: BitwiseCopyable {
  struct Note: BitwiseCopyable {
    var shape: UInt32 = .max
    /// The object, and the member's key or the end of the object, where no member but a required name failed.
    var object = 0
    var cursor = 0
    /// The required names that were seen up to there.
    var seen: UInt64 = 0
  }

  // The innermost object notes first. Those around it are the ones to pass over much, so that the last notes count.
  private var notes: (Note, Note, Note, Note) = (Note(), Note(), Note(), Note())
  private var next: UInt8 = 0

  /// Forgets all notes, as another payload has been read.
  mutating func removeAll() { self = FailedMembers() }

  @inline(never)
  mutating func add(_ note: Note) {
    switch next & 3 {
    case 0: notes.0 = note
    case 1: notes.1 = note
    case 2: notes.2 = note
    default: notes.3 = note
    }
    next &+= 1
  }

  /// What was noted of an object and a shape.
  func note(_ shape: UInt32, _ object: TapeIndex) -> Note? {
    func isOf(_ note: Note) -> Bool { note.object == object.rawValue && note.shape == shape }
    if isOf(notes.0) { return notes.0 }
    if isOf(notes.1) { return notes.1 }
    if isOf(notes.2) { return notes.2 }
    return isOf(notes.3) ? notes.3 : nil
  }
}
