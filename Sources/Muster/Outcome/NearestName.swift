/// The name that was probably meant: the one with the fewest letters to change.
package enum NearestName {
  /// The name nearest to another, if one is near enough to be a slip; `nil` otherwise.
  ///
  /// Names longer than 64 code points are not compared, and at most 1,000 candidates are looked at.
  /// - Complexity: O(*candidates* × *length*), and O(*length*²) for each of about the same letters.
  package static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    guard let wanted = Letters(name, nearTo: nil), wanted.count > 0 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates.prefix(1_000) {
      guard let letters = Letters(candidate, nearTo: wanted) else { continue }
      let most = min(limit(max(wanted.count, letters.count)), (best?.distance ?? .max) - 1)
      guard wanted.leastDistance(to: letters) <= most, let distance = distance(wanted, letters, most),
        candidate != name
      else { continue }
      best = (candidate, distance)
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

  private static let longest = 64

  /// The code points of a name, small letters for capitals of ASCII.
  private struct Letters {
    private(set) var codes = [64 of UInt32](repeating: 0)
    private(set) var count = 0
    /// The letters that occur, as bits; several letters share one.
    private var occurring: UInt64 = 0

    /// - Parameter wanted: A name that this one must be about as long as.
    /// - Returns: `nil` for one that is too long.
    init?(_ name: String, nearTo wanted: Letters?) {
      let length = name.utf8.count
      // A code point has four bytes at most.
      guard length <= 4 * NearestName.longest else { return nil }
      let span = name.utf8.span
      var isASCII = true
      for index in span.indices where span[index] >= 0x80 { isASCII = false }
      if let wanted, isASCII, abs(length - wanted.count) > NearestName.limit(wanted.count) { return nil }
      if isASCII {
        guard length <= NearestName.longest else { return nil }
        for index in span.indices { append(UInt32(span[index])) }
        return
      }
      for scalar in name.unicodeScalars {
        guard count < NearestName.longest else { return nil }
        append(scalar.value)
      }
      if let wanted, abs(count - wanted.count) > NearestName.limit(wanted.count) { return nil }
    }

    @inline(__always)
    private mutating func append(_ code: UInt32) {
      let folded = code >= 0x41 && code <= 0x5A ? code | 0x20 : code
      codes[count] = folded
      count &+= 1
      occurring |= 1 << UInt64(folded & 63)
    }

    /// At least so many letters differ: each change brings in one letter and takes one away at most.
    @inline(__always)
    func leastDistance(to other: Letters) -> Int {
      max((occurring & ~other.occurring).nonzeroBitCount, (other.occurring & ~occurring).nonzeroBitCount)
    }
  }

  /// The number of letters to insert, drop, change or swap (optimal string alignment); case counts for nothing.
  ///
  /// - Returns: `nil` if it is more than a number.
  private static func distance(_ left: borrowing Letters, _ right: borrowing Letters, _ most: Int) -> Int? {
    var beforeLast = [65 of UInt8](repeating: 0)
    var last = [65 of UInt8](repeating: 0)
    var current = [65 of UInt8](repeating: 0)
    for column in 0...right.count { last[column] = UInt8(column) }
    for row in 0..<left.count {
      var least = UInt8(row) + 1
      current[0] = least
      for column in 0..<right.count {
        let isSame = left.codes[row] == right.codes[column]
        var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, left.codes[row] == right.codes[column - 1],
          left.codes[row - 1] == right.codes[column]
        {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current[column + 1] = cost
        least = min(least, cost)
      }
      // A swap reaches back by two rows, and costs one more than what is there.
      if Int(least) > most + 1 { return nil }
      beforeLast = last
      last = current
    }
    let distance = Int(last[right.count])
    return distance <= most ? distance : nil
  }
}
