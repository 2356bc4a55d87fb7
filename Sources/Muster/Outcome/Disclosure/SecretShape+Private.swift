extension SecretShape {
  /// Whether a text looks like something that a report must not show under ``Disclosure/safe``.
  ///
  /// That is a text which is or contains a credential, an e-mail address, a card, bank account or phone number, or a
  /// URL with a password or a query. Dates, times, versions, UUIDs, words and sentences are not private. Names of
  /// people and passwords that look like words cannot be told from harmless words.
  /// - Complexity: O(*n*) in the number of bytes, without allocating.
  package static func isPrivate(_ text: Span<UInt8>) -> Bool {
    ByteView.with(text) { bytes in
      let content = Content(bytes)
      if content.isHarmlessWord { return false }
      if looksLikeCredential(bytes) { return true }
      if content.hasAddressSign, containsAddress(bytes) { return true }
      if content.hasURLSign, containsPrivateURL(bytes) { return true }
      guard content.digits >= 7 else { return false }
      return containsCardNumber(bytes) || containsBankAccount(bytes) || containsPhoneNumber(bytes)
    }
  }

  /// What a text contains: without some characters it need not be searched for what is made of them.
  private struct Content {
    private var isWord = true
    private(set) var digits = 0
    private(set) var hasAddressSign = false
    private(set) var hasURLSign = false

    @inline(__always)
    init(_ bytes: ByteView) {
      for index in 0..<bytes.count where !bytes.isLetter(at: index) {
        isWord = false
        switch bytes[index] {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digits &+= 1
        case UInt8(ascii: "@"), UInt8(ascii: "%"): hasAddressSign = true
        case UInt8(ascii: ":"), UInt8(ascii: "?"): hasURLSign = true
        default: break
        }
      }
      // Known credentials of letters alone begin with `xox` or `ey`, or have sixteen letters.
      isHarmlessWord =
        isWord && bytes.count < 16 && bytes[0] | 0x20 != UInt8(ascii: "x")
        && !(bytes[0] | 0x20 == UInt8(ascii: "e") && bytes[1] | 0x20 == UInt8(ascii: "y"))
    }

    /// Whether it is a word of letters that is too short for any credential.
    private(set) var isHarmlessWord = false
  }

  /// Whether a text looks like something that a report must not show under ``Disclosure/safe``.
  package static func isPrivate(_ text: String) -> Bool { isPrivate(text.utf8.span) }

  /// Whether a text is or contains a credential: a token, a key, a header of authorization.
  ///
  /// Known ones are told by how they begin, others as long mixes of letters and digits.
  /// - Complexity: O(*n*) in the number of bytes, without allocating.
  package static func looksLikeCredential(_ text: Span<UInt8>) -> Bool {
    ByteView.with(text) { looksLikeCredential($0) }
  }

  /// Whether a text is or contains a credential: a token, a key, a header of authorization.
  package static func looksLikeCredential(_ text: String) -> Bool { looksLikeCredential(text.utf8.span) }
}

extension ByteView {
  /// Whether a byte is a letter or digit of ASCII.
  @inline(__always)
  func isAlphanumeric(at offset: Int) -> Bool { isDigit(at: offset) || isLetter(at: offset) }

  /// Whether a byte is a letter of ASCII.
  @inline(__always)
  func isLetter(at offset: Int) -> Bool { (self[offset] | 0x20) &- UInt8(ascii: "a") < 26 }

  @inline(__always)
  func isLower(at offset: Int) -> Bool { self[offset] &- UInt8(ascii: "a") < 26 }

  @inline(__always)
  func isUpper(at offset: Int) -> Bool { self[offset] &- UInt8(ascii: "A") < 26 }

  /// Whether a byte is a part of a word: a letter or digit, or outside of ASCII.
  @inline(__always)
  func isWordPart(at offset: Int) -> Bool { isAlphanumeric(at: offset) || self[offset] >= 0x80 }

  /// Whether some letters stand at an offset, given in lower case; capitals count as well.
  func hasFolded(_ literal: StaticString, at offset: Int) -> Bool {
    guard offset >= 0, literal.utf8CodeUnitCount <= count &- offset else { return false }
    return ByteView.with(literal) { literal in
      for index in 0..<literal.count {
        let byte = self[offset &+ index]
        let folded = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
        if folded != literal[index] { return false }
      }
      return true
    }
  }
}
