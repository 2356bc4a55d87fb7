/// Finds children of large objects by name without walking over them each time.
///
/// Many references lead into one object of definitions: looking each up by a walk would make compiling quadratic.
final class ChildIndex {
  /// By the bytes of their names: strings would be equal where only their canonical forms are.
  private var children: [PlaceKey: [[UInt8]: JSON]] = [:]

  /// Objects with fewer members are walked.
  private static let threshold = 16

  /// The child that a reference token leads to.
  func child(_ token: String, of value: JSON) -> JSON? {
    guard value.kind == .object, value.members.count >= ChildIndex.threshold else {
      return value[JSONPointer([token])]
    }
    let key = PlaceKey(value)
    if let known = children[key] { return known[Array(token.utf8)] }
    var index: [[UInt8]: JSON] = [:]
    for member in value.members {
      let name = Array(member.name.utf8)
      if index[name] == nil { index[name] = member.value }
    }
    children[key] = index
    return index[Array(token.utf8)]
  }

  /// What a pointer leads to.
  func value(at pointer: JSONPointer, from root: JSON) -> JSON? {
    var value = root
    for token in pointer.tokens {
      guard let next = child(token, of: value) else { return nil }
      value = next
    }
    return value
  }
}
