extension JSONNumber {
  /// Whether a divisor of many digits divides the number's digits followed by some zeros.
  func isLongMultiple(of divisor: JSONNumber, zeros: Int) -> Bool {
    guard var division = LongDivision(by: divisor) else { return false }
    let limb = LongDivision.digitsOfLimb
    // The first limb is the short one.
    var count = (limb - (digitCount + zeros) % limb) % limb
    var next: UInt64 = 0
    func take(_ digit: UInt8) {
      next = next * 10 + UInt64(digit)
      count += 1
      if count == limb {
        division.take(next)
        (next, count) = (0, 0)
      }
    }
    forEachDigit { digit in
      take(digit)
      return true
    }
    for _ in 0..<zeros { take(0) }
    return division.isRemainderZero
  }
}

/// The remainder of a number that is taken limb by limb, the highest first (Knuth, The Art of Computer Programming,
/// volume 2, section 4.3.1, algorithm D).
private struct LongDivision {
  static let digitsOfLimb = 9
  private static let base: UInt64 = 1_000_000_000

  /// The divisor times `scale`, lowest limb first, so that its highest limb is at least half of the base.
  private var divisor: [UInt64] = []
  private let scale: UInt64
  /// The remainder times `scale`, and a limb more to work in.
  private var remainder: [UInt64]

  /// A division by a number of more than two limbs; `nil` for other divisors.
  init?(by number: JSONNumber) {
    var digits: [UInt8] = []
    number.forEachDigit { digit in
      digits.append(digit)
      return true
    }
    var end = digits.count
    while end > 0 {
      let start = max(0, end - LongDivision.digitsOfLimb)
      divisor.append(digits[start..<end].reduce(0) { $0 * 10 + UInt64($1) })
      end = start
    }
    guard divisor.count > 2, let highest = divisor.last else { return nil }
    scale = LongDivision.base / (highest + 1)
    var carry: UInt64 = 0
    for limb in divisor.indices {
      let product = divisor[limb] * scale + carry
      (carry, divisor[limb]) = product.quotientAndRemainder(dividingBy: LongDivision.base)
    }
    remainder = [UInt64](repeating: 0, count: divisor.count + 1)
  }

  var isRemainderZero: Bool { remainder.allSatisfy { $0 == 0 } }

  /// Takes nine digits more, and leaves the remainder of what was taken so far.
  mutating func take(_ limb: UInt64) {
    let base = LongDivision.base
    let top = divisor.count
    // The remainder times the base, plus the limb.
    for index in stride(from: top, to: 0, by: -1) { remainder[index] = remainder[index - 1] }
    var carry: UInt64
    (carry, remainder[0]) = (limb * scale).quotientAndRemainder(dividingBy: base)
    var index = 1
    while carry > 0, index <= top {
      (carry, remainder[index]) = (remainder[index] + carry).quotientAndRemainder(dividingBy: base)
      index += 1
    }
    // How many times the divisor goes into that, by their highest limbs: right, or one too many.
    let head = remainder[top] * base + remainder[top - 1]
    var quotient = min(head / divisor[top - 1], base - 1)
    var rest = head - quotient * divisor[top - 1]
    while rest < base, quotient * divisor[top - 2] > rest * base + remainder[top - 2] {
      quotient -= 1
      rest += divisor[top - 1]
    }
    guard quotient > 0 else { return }
    if subtract(quotient) { addBack() }
  }

  /// Subtracts a multiple of the divisor from the remainder.
  ///
  /// - Returns: Whether that was once too often.
  private mutating func subtract(_ quotient: UInt64) -> Bool {
    let base = LongDivision.base
    var carry: UInt64 = 0
    for index in divisor.indices {
      let (high, low) = (quotient * divisor[index] + carry).quotientAndRemainder(dividingBy: base)
      let isBorrowed = remainder[index] < low
      remainder[index] = remainder[index] + (isBorrowed ? base : 0) - low
      carry = high + (isBorrowed ? 1 : 0)
    }
    let isNegative = remainder[divisor.count] < carry
    remainder[divisor.count] = remainder[divisor.count] + (isNegative ? base : 0) - carry
    return isNegative
  }

  private mutating func addBack() {
    let base = LongDivision.base
    var carry: UInt64 = 0
    for index in divisor.indices {
      (carry, remainder[index]) = (remainder[index] + divisor[index] + carry).quotientAndRemainder(dividingBy: base)
    }
    remainder[divisor.count] = (remainder[divisor.count] + carry) % base
  }
}
