extension SecretShape {
  /// Whether a text contains the number of a payment card: 13 to 19 digits that pass Luhn's check (ISO/IEC 7812-1).
  ///
  /// Single spaces and dashes may separate the digits.
  static func containsCardNumber(_ bytes: ByteView) -> Bool {
    var start = 0
    while start < bytes.count {
      // Numbers that begin with 0 or 1 are not issued; times in milliseconds begin with 1.
      if bytes[start] >= UInt8(ascii: "2"), bytes.isDigit(at: start), start == 0 || !bytes.isWordPart(at: start &- 1),
        isCardNumber(bytes, from: start)
      {
        return true
      }
      start &+= 1
    }
    return false
  }

  /// Whether the number of a card begins at an offset; what follows it may be another number.
  private static func isCardNumber(_ bytes: ByteView, from start: Int) -> Bool {
    var (digits, sum, alternate) = (0, 0, 0)
    var index = start
    while digits < 20 {
      if bytes.isDigit(at: index) {
        let digit = Int(bytes[index] &- UInt8(ascii: "0"))
        let double = digit &* 2 > 9 ? digit &* 2 &- 9 : digit &* 2
        // One sum has every other digit doubled that ends before the last one, the other has those doubled that end
        // with it.
        (sum, alternate) = (alternate &+ digit, sum &+ double)
        digits &+= 1
        index &+= 1
        continue
      }
      if digits >= 13, digits <= 19, sum % 10 == 0, !bytes.isWordPart(at: index) { return true }
      guard bytes[index] == 0x20 || bytes[index] == UInt8(ascii: "-") else { return false }
      index &+= 1
      if !bytes.isDigit(at: index) { return false }
    }
    return false
  }

  /// Whether a text contains an international bank account number (ISO 13616), by its shape.
  ///
  /// That is two letters and two check digits, then 11 to 30 letters and digits, ten of them digits. A space may follow
  /// each fourth character.
  static func containsBankAccount(_ bytes: ByteView) -> Bool {
    var index = 0
    while index < bytes.count {
      guard bytes.isLetter(at: index), index == 0 || !bytes.isWordPart(at: index &- 1), bytes.isLetter(at: index &+ 1),
        bytes.isDigit(at: index &+ 2), bytes.isDigit(at: index &+ 3)
      else {
        index &+= 1
        continue
      }
      var (count, digits) = (4, 0)
      var end = index &+ 4
      while count <= 34 {
        if bytes.isAlphanumeric(at: end) {
          if bytes.isDigit(at: end) { digits &+= 1 }
          count &+= 1
          end &+= 1
        } else {
          if count >= 15, digits >= 10, !bytes.isWordPart(at: end) { return true }
          guard bytes[end] == 0x20, count % 4 == 0 else { break }
          end &+= 1
        }
      }
      index &+= 4
    }
    return false
  }

  /// Whether a text contains a phone number, or a number of social security in three groups.
  ///
  /// That is a `+` with 7 to 15 digits (ITU-T E.164), or a number of one country with separators between its digits.
  /// Dates, times, versions and addresses of the internet are none.
  static func containsPhoneNumber(_ bytes: ByteView) -> Bool {
    var index = 0
    while index < bytes.count {
      let mayBegin =
        bytes.isDigit(at: index) || bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "(")
      guard mayBegin else {
        index &+= 1
        continue
      }
      let groups = DigitGroups(bytes, from: index)
      if groups.isPhoneNumber, !isJoined(bytes, before: index), !isJoined(bytes, after: groups.end) { return true }
      index = max(groups.end, index &+ 1)
    }
    return false
  }

  /// Whether the number that begins at an offset is a part of something else: a word, a path, a decimal.
  private static func isJoined(_ bytes: ByteView, before start: Int) -> Bool {
    if bytes.isWordPart(at: start &- 1) { return true }
    return switch bytes[start &- 1] {
    case UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "-"): true
    case UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: ","): bytes.isDigit(at: start &- 2)
    default: false
    }
  }

  /// Whether the number that ends at an offset goes on as something else: a word, a time, a decimal.
  private static func isJoined(_ bytes: ByteView, after end: Int) -> Bool {
    if bytes.isWordPart(at: end) { return true }
    return switch bytes[end] {
    case UInt8(ascii: "_"): true
    case UInt8(ascii: "-"), UInt8(ascii: "/"): bytes.isWordPart(at: end &+ 1)
    case UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: ","): bytes.isDigit(at: end &+ 1)
    default: false
    }
  }
}

/// Groups of digits with separators between them.
private struct DigitGroups {
  /// The offset after the last digit.
  private(set) var end: Int
  private var isInternational = false
  private var opensWithBracket = false
  private var opensWithZero = false
  private var digits = 0
  /// The lengths of the groups, the first one in the lowest four bits.
  private var lengths: UInt64 = 0
  private var count = 0
  /// Separators that occur: a bit each for a space, a dash, a dot, a slash and brackets.
  private var separators: UInt8 = 0
  private var longest = 0

  private static let space: UInt8 = 1
  private static let dash: UInt8 = 2
  private static let dot: UInt8 = 4
  private static let slash: UInt8 = 8
  private static let bracket: UInt8 = 16

  init(_ bytes: ByteView, from start: Int) {
    var index = start
    end = start
    if bytes[index] == UInt8(ascii: "+") {
      isInternational = true
      index &+= 1
    }
    if bytes[index] == UInt8(ascii: "(") {
      opensWithBracket = true
      index &+= 1
    }
    opensWithZero = bytes[index] == UInt8(ascii: "0")
    while bytes.isDigit(at: index) {
      let text = index
      while bytes.isDigit(at: index) { index &+= 1 }
      let length = index &- text
      end = index
      digits &+= length
      longest = max(longest, length)
      if count < 15 { lengths |= UInt64(min(length, 15)) << UInt64(4 &* count) }
      count &+= 1
      // At most three separators, as in `) (`.
      var next = index
      var found: UInt8 = 0
      while next &- index < 3, let separator = DigitGroups.separator(bytes[next]) {
        found |= separator
        next &+= 1
      }
      guard bytes.isDigit(at: next) else { return }
      separators |= found
      index = next
    }
  }

  private static func separator(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: " "): space
    case UInt8(ascii: "-"): dash
    case UInt8(ascii: "."): dot
    case UInt8(ascii: "/"): slash
    case UInt8(ascii: "("), UInt8(ascii: ")"): bracket
    default: nil
    }
  }

  private func isGrouped(_ expected: [Int]) -> Bool {
    guard count == expected.count else { return false }
    return lengths == expected.reversed().reduce(0) { $0 << 4 | UInt64($1) }
  }

  private func length(_ group: Int) -> Int { Int(lengths >> UInt64(4 &* group) & 15) }

  /// Whether the groups begin with a date: `2024-05-01`, `01.05.2024`, `5/1/24`.
  private var opensWithDate: Bool {
    guard count >= 3, length(1) <= 2, !isInternational, !opensWithBracket else { return false }
    return (length(0) == 4 && length(2) <= 2) || (length(0) <= 2 && length(2) == 4)
  }

  var isPhoneNumber: Bool {
    guard digits >= 7, digits <= 15 else { return false }
    if isInternational { return true }
    if count == 1 || opensWithDate { return false }
    // In one country: with the bracket or the zero of an area's code.
    let isDotted = separators & DigitGroups.dot != 0
    if opensWithBracket && separators & DigitGroups.bracket != 0 { return true }
    if opensWithZero && length(0) >= 2 && digits >= 8 && !(isDotted && count < 3) { return true }
    if isGrouped([3, 3, 4]) || isGrouped([1, 3, 3, 4]) { return true }
    if separators == DigitGroups.dash, isGrouped([3, 4]) || isGrouped([3, 2, 4]) { return true }
    return separators & ~(DigitGroups.space | DigitGroups.dash) == 0 && count >= 3 && longest >= 3 && digits >= 8
      && digits >= count &* 2
  }
}
