/// Whether the items of a short array differ, found out from where they begin.
///
/// Hashing reads all of each item. Items of one array mostly tell themselves apart by their first members, such as an
/// identifier, so that a look at these is enough.
extension TapeView {
  /// More items than this are not held to each other.
  private static var mostItems: Int { 8 }
  /// More members of an object than this are not looked at.
  private static var mostMembers: Int { 4 }

  /// Whether no two items of an array are equal; `false` also where that takes a closer look.
  ///
  /// - Complexity: O(1) in the size of the items, but for long strings that are equal.
  func fewItemsDiffer(_ array: TapeIndex) -> Bool {
    guard count(array) <= TapeView.mostItems else { return false }
    let first = firstChild(array)
    let end = end(array)
    var item = first
    while item < end {
      var earlier = first
      while earlier < item {
        guard surelyDiffer(earlier, item) else { return false }
        earlier = next(after: earlier)
      }
      item = next(after: item)
    }
    return true
  }

  /// Whether two values differ in kind, as strings, or, objects, in one of their first members.
  private func surelyDiffer(_ left: TapeIndex, _ right: TapeIndex) -> Bool {
    guard self[left].rawKind == TapeWord.Kind.object.rawValue, self[right].rawKind == TapeWord.Kind.object.rawValue
    else {
      return haveOtherText(left, right)
    }
    if count(left) == 0 || count(right) == 0 { return count(left) != count(right) }
    var (leftKey, rightKey) = (firstChild(left), firstChild(right))
    let (leftEnd, rightEnd) = (end(left), end(right))
    for _ in 0..<TapeView.mostMembers where leftKey < leftEnd && rightKey < rightEnd {
      // Members in another order are for a closer look, and so is a name with an escape.
      guard isSameText(leftKey, rightKey) else { return false }
      let (leftValue, rightValue) = (next(after: leftKey), next(after: rightKey))
      // Members at the same places are held to each other first in a comparison, too, whatever names occur twice.
      if haveOtherText(leftValue, rightValue) { return true }
      (leftKey, rightKey) = (next(after: leftValue), next(after: rightValue))
    }
    return false
  }

  /// Whether two values are of different kinds, or strings without escapes that differ.
  private func haveOtherText(_ left: TapeIndex, _ right: TapeIndex) -> Bool {
    let (word, other) = (self[left], self[right])
    if word.rawKind != other.rawKind { return true }
    guard word.rawKind == TapeWord.Kind.string.rawValue else { return false }
    return (word.flags | other.flags) & TapeWord.hasEscape == 0 && !isSameText(left, right)
  }

  /// Whether two strings are written with the same bytes, and without escapes.
  private func isSameText(_ left: TapeIndex, _ right: TapeIndex) -> Bool {
    let (word, other) = (self[left], self[right])
    if word.signature != other.signature || (word.flags | other.flags) & TapeWord.hasEscape != 0 { return false }
    let count = length(left)
    return count == length(right) && bytes.equals(from: word.offset, count: count, bytes, from: other.offset)
  }
}
