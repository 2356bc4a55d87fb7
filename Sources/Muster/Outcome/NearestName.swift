/// The name that was probably meant: the one with the fewest letters to change.
package enum NearestName {
  /// The name nearest to another, if one is near enough to be a slip; `nil` otherwise.
  ///
  /// Names longer than 64 code points are not compared, and at most 1,000 candidates are looked at.
  /// - Complexity: O(*candidates* × *length*²).
  package static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates.prefix(1_000) where candidate != name {
      let scalars = Array(candidate.unicodeScalars)
      guard scalars.count <= 64, abs(scalars.count - wanted.count) <= limit(wanted.count) else { continue }
      let distance = distance(wanted, scalars)
      if distance <= limit(max(wanted.count, scalars.count)), distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    return best?.name
  }

  /// The nearest of some texts that differ in more than a number: `line2` is no slip for `line1`.
  ///
  /// - Complexity: that of `of`.
  package static func slip(_ name: String, among candidates: some Sequence<String>) -> String? {
    let form = form(name)
    return of(name, among: candidates.lazy.filter { $0 == name || NearestName.form($0) != form })
  }

  /// A text with each number in it as one `0`.
  private static func form(_ text: String) -> [UInt8] {
    var form: [UInt8] = []
    for byte in text.utf8 {
      let isDigit = byte >= 0x30 && byte <= 0x39
      if !isDigit { form.append(byte) } else if form.last != 0x30 { form.append(0x30) }
    }
    return form
  }

  /// Whether names of such lengths may be near: a quick look before they are compared.
  ///
  /// - Parameter length: The other name's length in bytes.
  package static func isComparable(_ name: String, toNameOf length: Int) -> Bool {
    abs(name.utf8.count - length) <= 8
  }

  /// How many letters may differ: few, since a name that is far from what was meant helps nobody.
  private static func limit(_ count: Int) -> Int {
    switch count {
    case ..<3: 0
    case 3...5: 1
    case 6...11: 2
    default: 3
    }
  }

  /// The number of letters to insert, drop, change or swap (optimal string alignment); case counts for nothing.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    func folded(_ scalar: Unicode.Scalar) -> UInt32 {
      scalar.value >= 0x41 && scalar.value <= 0x5A ? scalar.value | 0x20 : scalar.value
    }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let isSame = folded(left[row]) == folded(right[column])
        var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, folded(left[row]) == folded(right[column - 1]),
          folded(left[row - 1]) == folded(right[column])
        {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
