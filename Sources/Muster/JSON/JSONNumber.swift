/// A JSON number taken exactly, whatever its size: sign, significant digits and exponent, read in place.
///
/// The value is `d₁.d₂d₃… × 10^exponent` with the first and the last significant digit not 0. Nothing is rounded and
/// nothing copied. Exponents saturate at ±10¹⁸: numbers beyond are taken as equally large.
struct JSONNumber {
  private let bytes: ByteView
  private let first: Int  // offset of the first significant digit
  private let last: Int  // offset of the last one
  private let pointInside: Bool  // whether the decimal point lies between them
  let isNegative: Bool
  let isZero: Bool
  let exponent: Int

  private static let exponentLimit = 1_000_000_000_000_000_000

  /// Reads a number's text, which the tape reader has checked.
  init(_ bytes: ByteView, from offset: Int, count: Int) {
    self.bytes = bytes
    var index = offset
    let end = offset &+ count
    isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative { index &+= 1 }
    var first = -1
    var last = -1
    var point = -1
    var integerDigits = 0  // before the point
    var leadingZeros = 0  // between the point and the first significant digit, or before it
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: ".") {
        point = index
      } else if byte &- UInt8(ascii: "0") < 10 {
        if point < 0 { integerDigits &+= 1 }
        if byte != UInt8(ascii: "0") {
          if first < 0 { first = index }
          last = index
        } else if first < 0 {
          leadingZeros &+= 1
        }
      } else {
        break
      }
      index &+= 1
    }
    var written = 0
    if index < end {
      index &+= 1
      let isNegativeExponent = bytes[index] == UInt8(ascii: "-")
      if isNegativeExponent || bytes[index] == UInt8(ascii: "+") { index &+= 1 }
      while index < end {
        written = min(written &* 10 &+ Int(bytes[index] &- UInt8(ascii: "0")), JSONNumber.exponentLimit)
        index &+= 1
      }
      if isNegativeExponent { written = -written }
    }
    self.first = first
    self.last = last
    isZero = first < 0
    pointInside = point > first && point < last
    exponent = first < 0 ? 0 : written &+ integerDigits &- 1 &- leadingZeros
  }

  /// How many significant digits there are.
  var digitCount: Int { isZero ? 0 : last &- first &+ 1 &- (pointInside ? 1 : 0) }

  /// Whether the value is an integer: `1.0` and `1e2` are (JSON Schema 2020-12 Validation, section 6.1.1).
  var isInteger: Bool { isZero || exponent >= digitCount &- 1 }

  /// Calls `body` with each significant digit, highest first, until it says to stop.
  @inline(__always)
  func forEachDigit(_ body: (UInt8) -> Bool) {
    guard !isZero else { return }
    var index = first
    while index <= last {
      let byte = bytes[index]
      if byte != UInt8(ascii: "."), !body(byte &- UInt8(ascii: "0")) { return }
      index &+= 1
    }
  }

  /// Compares two values: negative, zero or positive as `self` is less, equal or greater.
  ///
  /// - Complexity: O(*digits*).
  func compare(_ other: JSONNumber) -> Int {
    if isZero || other.isZero {
      if isZero && other.isZero { return 0 }
      return isZero ? (other.isNegative ? 1 : -1) : (isNegative ? -1 : 1)
    }
    if isNegative != other.isNegative { return isNegative ? -1 : 1 }
    let magnitude = compareMagnitude(other)
    return isNegative ? -magnitude : magnitude
  }

  private func compareMagnitude(_ other: JSONNumber) -> Int {
    if exponent != other.exponent { return exponent < other.exponent ? -1 : 1 }
    var index = first
    var otherIndex = other.first
    while index <= last, otherIndex <= other.last {
      if bytes[index] == UInt8(ascii: ".") { index &+= 1 }
      if other.bytes[otherIndex] == UInt8(ascii: ".") { otherIndex &+= 1 }
      let digit = bytes[index]
      let otherDigit = other.bytes[otherIndex]
      if digit != otherDigit { return digit < otherDigit ? -1 : 1 }
      index &+= 1
      otherIndex &+= 1
    }
    if index <= last { return 1 }
    return otherIndex <= other.last ? -1 : 0
  }

  /// A hash that equal values share.
  ///
  /// It differs from process to process, so that nobody can write numbers whose hashes collide.
  var hash: UInt64 {
    guard !isZero else { return 0x9E37 }
    var hash = TapeView.mix(HashSeed.value, UInt64(bitPattern: Int64(exponent)) ^ (isNegative ? 0xABCD : 0))
    var digits: UInt64 = 0
    var count = 0
    forEachDigit { digit in
      digits = digits &* 10 &+ UInt64(digit)
      count &+= 1
      if count == 16 {
        hash = TapeView.mix(hash, digits)
        digits = 0
        count = 0
      }
      return true
    }
    return TapeView.mix(hash ^ UInt64(count), digits)
  }

  /// Whether the value divided by a positive divisor is an integer (JSON Schema 2020-12 Validation, section 6.2.1).
  ///
  /// With value = *A*·10^*p* and divisor = *D*·10^*q*, *A* and *D* without trailing zeros, that asks whether *D*
  /// divides *A*·10^(*p*−*q*); never where *p* < *q*, as 10 does not divide *A*. Powers of ten beyond the twos and
  /// fives in *D* change nothing, so that the exponent can be cut to a few times the number of its digits.
  /// - Complexity: O(*digits*) for divisors of up to 18 digits, else O(*digits* × divisor's digits), which ``divisionSteps(by:)``
  ///   counts.
  func isMultiple(of divisor: JSONNumber) -> Bool {
    if isZero { return true }
    if divisor.isZero { return false }
    let power = (exponent &- digitCount) &- (divisor.exponent &- divisor.digitCount)
    guard power >= 0 else { return false }
    if divisor.digitCount <= 18 {
      var modulus: UInt64 = 0
      divisor.forEachDigit { digit in
        modulus = modulus &* 10 &+ UInt64(digit)
        return true
      }
      guard modulus != 0 else { return false }
      var remainder: UInt64 = 0
      forEachDigit { digit in
        remainder = JSONNumber.timesTen(remainder, plus: digit, modulo: modulus)
        return true
      }
      for _ in 0..<min(power, 64) { remainder = JSONNumber.timesTen(remainder, plus: 0, modulo: modulus) }
      return remainder == 0
    }
    return isLongMultiple(of: divisor, zeros: min(power, divisor.digitCount * 4))
  }

  /// What `isMultiple` costs, in steps; 0 for divisors of up to 18 digits.
  func divisionSteps(by divisor: JSONNumber) -> Int {
    guard divisor.digitCount > 18 else { return 0 }
    let power = (exponent &- digitCount) &- (divisor.exponent &- divisor.digitCount)
    guard power >= 0 else { return 0 }
    // Nine digits of the number take one pass over the divisor's limbs, of nine digits each.
    let digits = digitCount + min(power, divisor.digitCount * 4)
    let (product, overflow) = digits.multipliedReportingOverflow(by: divisor.digitCount)
    return overflow ? .max : product / 32
  }

  @inline(__always)
  private static func timesTen(_ value: UInt64, plus digit: UInt8, modulo modulus: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 10)
    let (low, carry) = product.low.addingReportingOverflow(UInt64(digit))
    return modulus.dividingFullWidth((product.high &+ (carry ? 1 : 0), low)).remainder
  }

  /// The value as an `Int64`, if it is an integer that fits.
  var int64: Int64? {
    if isZero { return 0 }
    guard isInteger, exponent <= 18 else { return nil }
    var magnitude: UInt64 = 0
    var overflow = false
    forEachDigit { digit in
      let (product, first) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, second) = product.addingReportingOverflow(UInt64(digit))
      magnitude = sum
      overflow = first || second
      return !overflow
    }
    for _ in 0..<max(0, exponent &- digitCount &+ 1) where !overflow {
      (magnitude, overflow) = magnitude.multipliedReportingOverflow(by: 10)
    }
    guard !overflow else { return nil }
    if isNegative { return magnitude <= UInt64(Int64.max) + 1 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil }
    return Int64(exactly: magnitude)
  }
}

extension TapeView {
  /// The number at an index.
  @inline(__always)
  func number(_ index: TapeIndex) -> JSONNumber {
    JSONNumber(bytes, from: self[index].offset, count: length(index))
  }

  /// How a number compares with an integer: less, equal or more than 0; `nil` for one that is not so short.
  ///
  /// Exact: digits and the bound are brought to one power of ten, which either fits or decides by itself.
  @inline(__always)
  func order(_ index: TapeIndex, _ bound: Int64) -> Int? {
    if let integer = shortInteger(index) { return integer < bound ? -1 : (integer > bound ? 1 : 0) }
    return decimalOrder(index, bound)
  }

  @inline(never)
  private func decimalOrder(_ index: TapeIndex, _ bound: Int64) -> Int? {
    let word = self[index]
    guard word.shortLength <= 18 else { return nil }
    let isNegative = word.flags & TapeWord.isNegative != 0
    var position = word.offset &+ (isNegative ? 1 : 0)
    let end = word.offset &+ word.shortLength
    var digits: Int64 = 0
    var power = 0
    var isPastPoint = false
    while position < end, bytes[position] | 0x20 != UInt8(ascii: "e") {
      if bytes[position] == UInt8(ascii: ".") {
        isPastPoint = true
      } else {
        digits = digits &* 10 &+ Int64(bytes[position] &- UInt8(ascii: "0"))
        if isPastPoint { power &-= 1 }
      }
      position &+= 1
    }
    if position < end {
      position &+= 1
      let isFraction = bytes[position] == UInt8(ascii: "-")
      if isFraction || bytes[position] == UInt8(ascii: "+") { position &+= 1 }
      // More digits are for the long way.
      guard end &- position <= 3 else { return nil }
      var exponent = 0
      while position < end {
        exponent = exponent &* 10 &+ Int(bytes[position] &- UInt8(ascii: "0"))
        position &+= 1
      }
      power &+= isFraction ? -exponent : exponent
    }
    guard power >= -18, power <= 18 else { return nil }
    if isNegative { digits = -digits }
    var scale: Int64 = 1
    for _ in 0..<abs(power) { scale &*= 10 }
    // What does not fit is farther from zero than the other, which does.
    if power > 0 {
      let (scaled, overflows) = digits.multipliedReportingOverflow(by: scale)
      if overflows { return digits > 0 ? 1 : -1 }
      return scaled < bound ? -1 : (scaled > bound ? 1 : 0)
    }
    let (scaled, overflows) = bound.multipliedReportingOverflow(by: scale)
    if overflows { return bound > 0 ? -1 : 1 }
    return digits < scaled ? -1 : (digits > scaled ? 1 : 0)
  }

  /// A number that is written as an integer of at most 18 characters; `nil` for any other.
  @inline(__always)
  func shortInteger(_ index: TapeIndex) -> Int64? {
    let word = self[index]
    guard word.flags & TapeWord.isDecimal == 0, word.shortLength <= 18 else { return nil }
    var position = word.offset
    let end = position &+ word.shortLength
    let isNegative = word.flags & TapeWord.isNegative != 0
    if isNegative { position &+= 1 }
    var value: Int64 = 0
    while position < end {
      value = value &* 10 &+ Int64(bytes[position] &- UInt8(ascii: "0"))
      position &+= 1
    }
    return isNegative ? -value : value
  }

  /// Whether a number is an integer by value.
  @inline(__always)
  func isInteger(_ index: TapeIndex) -> Bool {
    self[index].flags & TapeWord.isDecimal == 0 || number(index).isInteger
  }
}

extension JSON {
  /// Compares two numbers by their texts, exactly: negative, zero or positive as the first is less, equal or greater.
  package static func order(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    return ByteView.with(left) { leftView in
      ByteView.with(right) { rightView in
        JSONNumber(leftView, from: 0, count: left.count).compare(
          JSONNumber(rightView, from: 0, count: right.count))
      }
    }
  }
}
