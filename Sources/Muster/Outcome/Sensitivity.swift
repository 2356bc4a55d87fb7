/// Which values must never be shown.
package enum Sensitivity {
  private static let parts = [
    "token", "secret", "password", "passwd", "passphrase", "passcode", "apikey", "accesskey", "privatekey",
    "signingkey", "encryptionkey", "authkey", "authorization", "credential", "bearer", "cookie", "signature", "jwt",
    "sessionid", "sessionkey",
  ].map { Letters($0) }
  /// By a last letter, counted from `a`: the positions in `parts` of those that end in it, as set bits.
  private static let partsByLast = (0..<26).map { letter in
    parts.indices.reduce(UInt32(0)) { parts[$1].last == letter ? $0 | 1 << UInt32($1) : $0 }
  }
  private static let wholes = [
    "key", "keys", "auth", "pwd", "pass", "pin", "otp", "cvv", "cvc", "session", "ssn", "nonce", "hmac", "seed",
    "mnemonic", "xapikey", "csrf", "xsrf",
  ].map { Letters($0) }

  /// The last sixteen letters of a name, in a form to compare at once.
  private struct Letters: Equatable {
    /// The last eight, the last one lowest, and the eight before them.
    var low: UInt64 = 0
    var high: UInt64 = 0

    init() {}

    /// A part or name of at most sixteen letters.
    init(_ text: String) {
      for byte in text.utf8 { append(byte) }
    }

    @inline(__always)
    mutating func append(_ letter: UInt8) {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(letter)
    }

    /// The last letter, counted from `a`.
    var last: Int { Int(low & 0xFF) - Int(UInt8(ascii: "a")) }

    /// Whether these end in all of the others.
    @inline(__always)
    func ends(in other: Letters) -> Bool {
      let lowMask = UInt64.max >> UInt64(truncatingIfNeeded: other.low.leadingZeroBitCount & ~7)
      let highMask = other.high == 0 ? 0 : UInt64.max >> UInt64(truncatingIfNeeded: other.high.leadingZeroBitCount & ~7)
      return low & lowMask == other.low && high & highMask == other.high
    }
  }

  /// Whether a property, header or parameter of this name may hold a secret.
  ///
  /// Case, `_`, `-`, `.` and spaces do not matter.
  /// - Complexity: O(*n*) in the length of the name, without allocating.
  package static func isSensitive(name: String) -> Bool { isSensitive(name: name.utf8.span) }

  /// Whether a property of a name of these bytes may hold a secret.
  static func isSensitive(name bytes: Span<UInt8>) -> Bool {
    let (parts, partsByLast) = (parts, partsByLast)
    var letters = Letters()
    var count = 0
    for index in bytes.indices {
      var byte = bytes[index]
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte |= 0x20
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "): continue
      default: break
      }
      letters.append(byte)
      count &+= 1
      let last = byte &- UInt8(ascii: "a")
      guard last < 26 else { continue }
      var candidates = partsByLast[Int(last)]
      while candidates != 0 {
        if letters.ends(in: parts[candidates.trailingZeroBitCount]) { return true }
        candidates &= candidates &- 1
      }
    }
    // A whole name is of no more letters than are compared.
    return count <= 16 && wholes.contains(letters)
  }
}
