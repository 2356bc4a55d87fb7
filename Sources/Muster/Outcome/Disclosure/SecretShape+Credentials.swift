extension SecretShape {
  /// How a known kind of credential begins, and what must follow.
  private struct Prefix {
    let text: StaticString
    /// How many characters follow at least.
    let count: Int
    /// Whether they must be a mix, since an ordinary word may begin like this.
    let isMixed: Bool

    init(_ text: StaticString, _ count: Int = 1, isMixed: Bool = false) {
      self.text = text
      self.count = count
      self.isMixed = isMixed
    }
  }

  /// In lower case: how a vendor writes them does not matter here.
  private static let credentials: [Prefix] = [
    Prefix("ghp_"), Prefix("gho_"), Prefix("ghu_"), Prefix("ghs_"), Prefix("ghr_"), Prefix("github_pat_"),
    Prefix("glpat-"), Prefix("sk_live_"), Prefix("sk_test_"), Prefix("rk_live_"), Prefix("rk_test_"),
    Prefix("pk_live_"), Prefix("pk_test_"), Prefix("whsec_"), Prefix("sk-ant-"), Prefix("sk-proj-"), Prefix("xoxb-"),
    Prefix("xoxa-"), Prefix("xoxp-"), Prefix("xoxr-"), Prefix("xoxs-"), Prefix("xoxe"), Prefix("xapp-"),
    Prefix("shpat_"), Prefix("shpss_"), Prefix("dop_v1_"), Prefix("ya29."), Prefix("pypi-", 16),
    Prefix("aiza", 20), Prefix("npm_", 20), Prefix("hf_", 20), Prefix("sg.", 20, isMixed: true),
    Prefix("sk_", 8, isMixed: true),
    Prefix("sk-", 8, isMixed: true), Prefix("pk_", 8, isMixed: true), Prefix("-----begin "),
  ]

  /// The first letters of `credentials`, each a bit counted from `a`; the dash is apart.
  private static let firstLetters = credentials.reduce(UInt32(0)) { letters, prefix in
    let first = ByteView.with(prefix.text) { $0[0] } &- UInt8(ascii: "a")
    return first < 26 ? letters | 1 << UInt32(first) : letters
  }

  static func looksLikeCredential(_ bytes: ByteView) -> Bool {
    let firstLetters = firstLetters
    var index = 0
    while index < bytes.count {
      let isStart = index == 0 || !bytes.isWordPart(at: index &- 1)
      if isStart {
        let first = (bytes[index] | 0x20) &- UInt8(ascii: "a")
        let mayBegin = first < 26 ? firstLetters >> UInt32(first) & 1 != 0 : bytes[index] == UInt8(ascii: "-")
        if mayBegin, credentials.contains(where: { begins($0, bytes, at: index) }) { return true }
        if isAuthorization(bytes, at: index) || isWebToken(bytes, at: index) || isAccessKey(bytes, at: index)
          || isSerial(bytes, at: index) || isSecretKey(bytes, at: index)
        {
          return true
        }
      }
      guard bytes.isAlphanumeric(at: index) else {
        index &+= 1
        continue
      }
      let end = endOfRun(bytes, from: index)
      if isMix(bytes, from: index, to: end) { return true }
      index = end
    }
    return false
  }

  private static func endOfRun(_ bytes: ByteView, from start: Int) -> Int {
    var end = start
    while bytes.isAlphanumeric(at: end) { end &+= 1 }
    return end
  }

  private static func begins(_ prefix: Prefix, _ bytes: ByteView, at start: Int) -> Bool {
    guard bytes.hasFolded(prefix.text, at: start) else { return false }
    let text = start &+ prefix.text.utf8CodeUnitCount
    var end = text
    var digits = 0
    // No more is looked at than tells, so that many prefixes in one text stay linear.
    while end &- text < 32, isTokenPart(bytes, at: end) {
      if bytes.isDigit(at: end) { digits &+= 1 }
      end &+= 1
    }
    return end &- text >= prefix.count && (!prefix.isMixed || (digits > 0 && digits < end &- text))
  }

  private static func isTokenPart(_ bytes: ByteView, at offset: Int) -> Bool {
    if bytes.isAlphanumeric(at: offset) { return true }
    return switch bytes[offset] {
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "/"),
      UInt8(ascii: "="), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// Whether the value of an `Authorization` header stands at an offset (RFC 9110, section 11.4).
  ///
  /// `Basic plan` is none: what follows `Basic` must look like base64, and behind a text no word may follow.
  private static func isAuthorization(_ bytes: ByteView, at start: Int) -> Bool {
    let isBearer = bytes.hasFolded("bearer ", at: start)
    guard isBearer || bytes.hasFolded("basic ", at: start) || bytes.hasFolded("token ", at: start) else {
      return false
    }
    var text = start &+ (isBearer ? 7 : 6)
    while bytes[text] == 0x20, text &- start < 16 { text &+= 1 }
    var end = text
    var (digits, capitals, others) = (0, 0, 0)
    while end &- text < 64, isTokenPart(bytes, at: end) {
      if bytes.isDigit(at: end) { digits &+= 1 }
      if end > text, bytes.isUpper(at: end) { capitals &+= 1 }
      if !bytes.isAlphanumeric(at: end) { others &+= 1 }
      end &+= 1
    }
    let count = end &- text
    guard count > 0 else { return false }
    if isBearer, start == 0, end == bytes.count { return true }
    let isMixed = capitals > 0 && capitals &+ others &+ 1 < count
    return count >= 6 && (digits > 0 || isMixed) && count &- digits > 1
  }

  /// Whether a JSON Web Token begins at an offset: `{"` in base64 (RFC 7519, section 3.1).
  private static func isWebToken(_ bytes: ByteView, at start: Int) -> Bool {
    guard bytes[start] == UInt8(ascii: "e"), bytes[start &+ 1] == UInt8(ascii: "y"),
      bytes[start &+ 2] == UInt8(ascii: "J"), bytes.isAlphanumeric(at: start &+ 3)
    else { return false }
    var end = start
    while end &- start < 12, bytes.isAlphanumeric(at: end) { end &+= 1 }
    return end &- start >= 8
  }

  /// Whether the identifier of an access key of AWS begins at an offset.
  private static func isAccessKey(_ bytes: ByteView, at start: Int) -> Bool {
    guard bytes.hasFolded("akia", at: start) || bytes.hasFolded("asia", at: start) else { return false }
    var end = start
    while end &- start < 16, bytes.isUpper(at: end) || bytes.isDigit(at: end) { end &+= 1 }
    return end &- start == 16
  }

  /// Whether a secret key of AWS begins at an offset: exactly 40 characters of base64, of all kinds.
  private static func isSecretKey(_ bytes: ByteView, at start: Int) -> Bool {
    var (end, digits, capitals) = (start, 0, 0)
    while end &- start <= 40,
      bytes.isAlphanumeric(at: end) || bytes[end] == UInt8(ascii: "/") || bytes[end] == UInt8(ascii: "+")
    {
      if bytes.isDigit(at: end) { digits &+= 1 }
      if bytes.isUpper(at: end) { capitals &+= 1 }
      end &+= 1
    }
    return end &- start == 40 && digits > 0 && capitals > 4 && digits &+ capitals < 36
  }

  /// Whether a serial number begins at an offset: four or more groups of equal length, letters and digits mixed.
  private static func isSerial(_ bytes: ByteView, at start: Int) -> Bool {
    var (groups, length, digits, letters) = (0, 0, 0, 0)
    var index = start
    while groups < 4 {
      let text = index
      while index &- text < 9, bytes.isAlphanumeric(at: index) {
        if bytes.isDigit(at: index) { digits &+= 1 } else { letters &+= 1 }
        index &+= 1
      }
      let count = index &- text
      guard count >= 4, count <= 8, groups == 0 || count == length else { return false }
      length = count
      groups &+= 1
      guard groups == 4 || bytes[index] == UInt8(ascii: "-") else { return false }
      if groups < 4 { index &+= 1 }
    }
    return digits >= 3 && letters >= 3 && !bytes.isAlphanumeric(at: index)
  }

  /// Whether a run of letters and digits is a long mix, as random ones are and names are not.
  ///
  /// In a name a digit or capital begins a word, so the kind of character changes about every third time. In random
  /// base64 it changes nearly twice as often, and hexadecimal digits change between letters and digits.
  private static func isMix(_ bytes: ByteView, from start: Int, to end: Int) -> Bool {
    let count = end &- start
    guard count >= 16 else { return false }
    var (digits, turns, changes) = (0, 0, 0)
    var index = start
    while index < end {
      let isDigit = bytes.isDigit(at: index)
      if isDigit { digits &+= 1 }
      if index > start {
        if isDigit != bytes.isDigit(at: index &- 1) {
          turns &+= 1
          changes &+= 1
        } else if !isDigit, bytes.isUpper(at: index) != bytes.isUpper(at: index &- 1) {
          changes &+= 1
        }
      }
      index &+= 1
    }
    let letters = count &- digits
    if letters >= 4, digits >= 2, turns >= 5 || changes &* 2 > count { return true }
    if letters >= 1, digits >= 1, count >= 32 { return true }
    if count >= 20, letters >= 4, changes &* 2 > count { return true }
    // Padded base64 ends like nothing else.
    var padded = end
    while padded &- end < 2, bytes[padded] == UInt8(ascii: "=") { padded &+= 1 }
    return padded > end && (padded &- start) % 4 == 0 && !bytes.isWordPart(at: padded) && changes &* 3 > count
  }
}
