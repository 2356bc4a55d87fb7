/// Where the last objects that failed did so: what verdicts tell explaining, which then need not look for it.
///
/// A note holds whatever comes after it: the members of an object before one pass a shape of the plan, and that one does
/// not. So it is of use too where it was made in a branch of a union that lost.
struct FailedMembers: BitwiseCopyable {
  struct Note: BitwiseCopyable {
    var shape: UInt32 = .max
    /// The position among the shape's names where that of the member is likely to be.
    var guess: UInt32 = 0
    /// The object, and the member's key or the end of the object, where no member but a required name failed.
    var object = 0
    var cursor = 0
    /// The required names that were seen up to there.
    var seen: UInt64 = 0
  }

  // The innermost object notes first. Those around it are the ones to pass over much, so that the last notes count.
  private var notes = [4 of Note](repeating: Note())
  private var next = 0

  /// Forgets all notes, as another payload has been read.
  @inline(__always)
  mutating func removeAll() {
    for index in notes.indices { notes[index].shape = .max }
  }

  @inline(__always)
  mutating func add(_ note: Note) {
    notes[next & 3] = note
    next &+= 1
  }

  /// What was noted of an object and a shape.
  @inline(__always)
  func note(_ shape: UInt32, _ object: TapeIndex) -> Note? {
    for index in notes.indices where notes[index].shape == shape && notes[index].object == object.rawValue {
      return notes[index]
    }
    return nil
  }
}
