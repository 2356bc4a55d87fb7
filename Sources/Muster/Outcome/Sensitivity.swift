/// Which values must never be shown.
package enum Sensitivity {
  private static let parts: [[UInt8]] = [
    "token", "secret", "password", "passwd", "passphrase", "passcode", "apikey", "accesskey", "privatekey",
    "signingkey", "encryptionkey", "authkey", "authorization", "credential", "bearer", "cookie", "signature", "jwt",
    "sessionid", "sessionkey",
  ].map { Array($0.utf8) }
  /// The first letters of `parts`: a set bit for each, counted from `a`.
  private static let firstLetters = parts.reduce(UInt32(0)) { $0 | 1 << UInt32($1[0] - UInt8(ascii: "a")) }
  private static let wholes: [[UInt8]] = [
    "key", "keys", "auth", "pwd", "pass", "pin", "otp", "cvv", "cvc", "session", "ssn", "nonce", "hmac", "seed",
    "mnemonic", "xapikey", "csrf", "xsrf",
  ].map { Array($0.utf8) }
  private static let longestWhole = wholes.reduce(0) { max($0, $1.count) }

  /// Whether a property, header or parameter of this name may hold a secret.
  ///
  /// Case, `_`, `-`, `.` and spaces do not matter.
  package static func isSensitive(name: String) -> Bool {
    var letters: [UInt8] = []
    letters.reserveCapacity(name.utf8.count)
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): letters.append(byte | 0x20)
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "): break
      default: letters.append(byte)
      }
    }
    if letters.count <= longestWhole, wholes.contains(letters) { return true }
    for start in letters.indices {
      let first = letters[start] &- UInt8(ascii: "a")
      guard first < 26, firstLetters >> UInt32(first) & 1 == 1 else { continue }
      if parts.contains(where: { holds(letters, $0, at: start) }) { return true }
    }
    return false
  }

  private static func holds(_ letters: [UInt8], _ part: [UInt8], at start: Int) -> Bool {
    guard part[0] == letters[start], part.count <= letters.count - start else { return false }
    for offset in 1..<part.count where letters[start + offset] != part[offset] { return false }
    return true
  }
}
