/// The locations of all values of a payload, found in one walk over its tape.
///
/// Finding them one by one would walk over all siblings each time.
struct InstancePlaces {
  /// A value's place: the container that it is in, and its key or its position there.
  struct Place {
    var parent: TapeIndex
    /// The key of a member; `nil` for items and the root.
    var key: TapeIndex?
    var position: Int
  }

  private let tape: TapeView
  private var places: [TapeIndex: Place] = [:]

  /// - Complexity: O(*n*) in the payload.
  init(_ tape: TapeView) {
    self.tape = tape
    var open: [TapeIndex] = [.root]
    while let container = open.popLast() {
      guard tape[container].isContainer else { continue }
      let isObject = tape[container].kind == .object
      let end = tape.end(container)
      var child = tape.firstChild(container)
      var position = 0
      while child < end {
        var key: TapeIndex?
        if isObject {
          key = child
          places[child] = Place(parent: container, key: child, position: position)
          child = tape.next(after: child)
        }
        places[child] = Place(parent: container, key: key, position: position)
        if tape[child].isContainer { open.append(child) }
        child = tape.next(after: child)
        position += 1
      }
    }
  }

  /// Where a value or key is; `nil` for the root.
  subscript(value: TapeIndex) -> Place? { places[value] }

  /// The last token of a value's location: a name or a position.
  func token(_ value: TapeIndex) -> String {
    guard let place = places[value] else { return "" }
    return place.key.map { tape.decodedString($0) } ?? String(place.position)
  }
}
