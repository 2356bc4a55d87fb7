/// Which values must never be shown.
package enum Sensitivity {
  private static let parts = [
    "token", "secret", "password", "passwd", "passphrase", "passcode", "apikey", "accesskey", "privatekey",
    "signingkey", "encryptionkey", "authkey", "authorization", "credential", "bearer", "cookie", "signature", "jwt",
    "sessionid", "sessionkey",
  ]
  private static let wholes: Set<String> = [
    "key", "keys", "auth", "pwd", "pass", "pin", "otp", "cvv", "cvc", "session", "ssn", "nonce", "hmac", "seed",
    "mnemonic", "xapikey", "csrf", "xsrf",
  ]

  /// Whether a property, header or parameter of this name may hold a secret.
  ///
  /// Case, `_`, `-`, `.` and spaces do not matter.
  package static func isSensitive(name: String) -> Bool {
    var letters: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): letters.append(byte | 0x20)
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "): break
      default: letters.append(byte)
      }
    }
    let folded = String(decoding: letters, as: UTF8.self)
    return wholes.contains(folded) || parts.contains { folded.contains($0) }
  }
}
