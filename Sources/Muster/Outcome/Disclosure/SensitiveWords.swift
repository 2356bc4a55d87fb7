/// The words that decide whether a name may name a secret.
///
/// A class, so that reading a name retains one object.
final class SensitiveWords: Sendable {
  /// What one word says about the name around it.
  struct Role: OptionSet {
    let rawValue: UInt16

    /// Names a secret as the last word: `user_pass`, `X-Auth`.
    static let secret = Role(rawValue: 1 << 0)
    /// Names a secret only where it is the whole name.
    static let alone = Role(rawValue: 1 << 1)
    /// May follow a secret's name without changing it: `pin_code`, `key_value`.
    static let carrier = Role(rawValue: 1 << 2)
    /// As the last word, makes the name one of something about a secret: `token_type`, `password_length`.
    static let aspect = Role(rawValue: 1 << 3)
    /// Beside `tokens`, makes the name one of a count: `max_tokens`.
    static let quantity = Role(rawValue: 1 << 4)
    /// The word `tokens` itself.
    static let tokens = Role(rawValue: 1 << 5)
    /// As the first word, makes the name one of a boolean: `has_password`.
    static let question = Role(rawValue: 1 << 6)
    /// An event, as in `token_expires_at`.
    static let event = Role(rawValue: 1 << 7)
    /// A preposition of time, which follows an event.
    static let time = Role(rawValue: 1 << 8)
    /// The word `key`, which is harmless after `lookup`.
    static let key = Role(rawValue: 1 << 9)
    /// Before `key`, tells one that identifies: `primary_key`.
    static let lookup = Role(rawValue: 1 << 10)
    /// Contains a sensitive part by chance: `secretary`.
    static let harmless = Role(rawValue: 1 << 11)
  }

  private struct Slot {
    var letters = NameLetters()
    var role: Role = []
  }

  /// A hash table that is less than half full; an empty slot ends a search.
  private let slots: [Slot]
  /// The parts that make a name sensitive wherever they stand.
  private let parts: [NameLetters]
  /// For each last letter, counted from `a`, the positions of the parts that end in it, as set bits; 32 further on the
  /// same for each last letter but one.
  private let partsByEnd: [UInt64]
  /// For each three letters in a row, five bits each, whether a sensitive part or word may contain them.
  private let triples: [UInt64]

  static let all = SensitiveWords()

  private init() {
    let parts = SensitiveWords.partTexts.map { NameLetters($0) }
    self.parts = parts
    partsByEnd = (0..<64).map { entry in
      parts.indices.reduce(UInt64(0)) { bits, part in
        let letter = parts[part].low >> (entry < 32 ? 0 : 8) & 0xFF
        return Int(letter) == Int(UInt8(ascii: "a")) + entry % 32 ? bits | 1 << UInt64(part) : bits
      }
    }
    var slots = Array(repeating: Slot(), count: 512)
    for (role, words) in SensitiveWords.roleTexts {
      for word in words.split(separator: " ") {
        let letters = NameLetters(String(word))
        var slot = letters.hash * 2
        while !slots[slot].letters.isEmpty, slots[slot].letters != letters { slot = (slot + 1) & (slots.count - 1) }
        slots[slot].letters = letters
        slots[slot].role.formUnion(role)
      }
    }
    self.slots = slots
    var triples = Array(repeating: UInt64(0), count: 512)
    let secrets = SensitiveWords.roleTexts.lazy.filter { !$0.0.isDisjoint(with: [.secret, .alone]) }
    for text in secrets.flatMap({ $0.1.split(separator: " ").map(String.init) }) + SensitiveWords.partTexts {
      for triple in SensitiveWords.rareTriples(of: text) { triples[triple / 64] |= 1 << UInt64(triple % 64) }
    }
    self.triples = triples
  }

  /// Three letters that a name has to contain in a row to contain a text; of a text of two letters all that end in it.
  private static func rareTriples(of text: String) -> [Int] {
    let letters = text.utf8.map { Int($0 & 31) }
    guard letters.count > 2 else {
      let end = letters.reduce(0) { $0 << 5 | $1 }
      return (0..<32).map { $0 << 10 | end }
    }
    // Letters from the most frequent one on. The later ones tell a word from others.
    let common = "etaoinsrhldcumfpgwybvkxjqz".utf8.map { Int($0 & 31) }
    let triples = (0...letters.count - 3).map { letters[$0..<$0 + 3] }
    let rarest = triples.max { left, right in
      let weights = [left, right].map { $0.reduce(0) { $0 + (common.firstIndex(of: $1) ?? 0) } }
      return weights[0] < weights[1]
    }
    return [(rarest ?? []).reduce(0) { $0 << 5 | $1 }]
  }

  /// Whether a name contains three letters of a sensitive part or word: most names do not, and need not be read.
  @inline(__always)
  func mayContain(_ name: Span<UInt8>) -> Bool {
    var last = 0
    for index in name.indices {
      let byte = name[index]
      switch byte {
      // Parts count with or without separators.
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "): continue
      default: break
      }
      // The five bits are those of a letter in either case.
      last = (last << 5 | Int(byte & 31)) & 0x7FFF
      if triples[last >> 6] & 1 << UInt64(last & 63) != 0 { return true }
    }
    return false
  }

  /// What a word says; nothing if it is not listed.
  @inline(__always)
  func role(of letters: NameLetters) -> Role {
    var slot = letters.hash * 2
    while !slots[slot].letters.isEmpty {
      if slots[slot].letters == letters { return slots[slot].role }
      slot = (slot + 1) & (slots.count - 1)
    }
    return []
  }

  /// Whether a name's letters end in a sensitive part.
  @inline(__always)
  func isPartAtEnd(of letters: NameLetters) -> Bool {
    let last = letters.low & 0xFF &- 0x61
    let second = letters.low >> 8 & 0xFF &- 0x61
    guard last < 26, second < 26 else { return false }
    var candidates = partsByEnd[Int(last)] & partsByEnd[32 &+ Int(second)]
    while candidates != 0 {
      if letters.ends(in: parts[candidates.trailingZeroBitCount]) { return true }
      candidates &= candidates &- 1
    }
    return false
  }

  // At most 64, of at most sixteen letters each.
  private static let partTexts = [
    "token", "secret", "password", "passwd", "passphrase", "passcode", "apikey", "accesskey", "privatekey",
    "signingkey", "encryptionkey", "authkey", "authorization", "credential", "bearer", "cookie", "signature", "jwt",
    "sessionid", "sessionkey", "pwd", "passwort", "passwrd", "passkey", "pswd", "sessid", "authcode", "securitycode",
    "recoverycode", "backupcode", "verificationcode", "onetimecode", "samlresponse", "clientassertion",
    "connectionstring", "cardnumber", "creditcard", "debitcard", "socialsecurity",
  ]

  private static let roleTexts: [(Role, String)] = [
    (
      .secret,
      """
      auth authentication oauth authn pass pw psw pin otp totp cvv cvc csc ssn pan iban hmac mnemonic csrf xsrf sig salt \
      dsn cred creds privkey userpass dbpass rootpass smtppass ftppass mailpass sshkey licensekey licencekey masterkey \
      sharedkey deploykey productkey activationkey serialkey clientkey serverkey appkey consumerkey storagekey \
      accountkey rootkey rsakey pgpkey gpgkey sslkey tlskey hostkey userkey
      """
    ),
    ([.secret, .key], "key keys"),
    (.alone, "session nonce seed"),
    (
      .carrier,
      """
      code number value hash hashed text string raw plain plaintext encrypted encoded base data old new current \
      confirm confirmation again header
      """
    ),
    (
      .aspect,
      """
      count counts type types kind length size limit limits quota usage budget expiry expiration expires ttl lifetime \
      age algorithm alg enabled required policy strength brand network version status format name consent
      """
    ),
    (
      .quantity,
      """
      max min maximum minimum total num n number count used input output prompt completion cached cache reasoning \
      remaining limit per budget audio image text sample prediction generated estimated thinking thoughts context \
      available consumed requested
      """
    ),
    (.tokens, "tokens"),
    (.question, "is has requires require needs allow allows enable disable should can must"),
    (
      .event,
      """
      expires expire expired expiry changed created updated rotated issued revoked used modified refreshed verified \
      sent valid validated
      """
    ),
    (.time, "at on in until before after"),
    (
      .lookup,
      """
      sort primary foreign partition cache routing public project issue row group natural unique lookup object range \
      translation locale
      """
    ),
    (
      .harmless,
      """
      tokenize tokenizes tokenizer tokenizers tokenizing tokenization tokenise tokeniser tokenisation secretary \
      secretaries secretariat secretarial passwordless cookieless
      """
    ),
  ]
}
