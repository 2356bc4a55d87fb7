/// The kinds of characters that texts are made of.
///
/// Beside an enumeration a value of the listed values' own form may be shown: it is most likely a value that was
/// added, and nobody would learn of it otherwise. `refunded` is of the form of `paid` and `open`; `me@home.net` and
/// `A93-77` are not.
package struct CharacterForm {
  /// Lower-case letters, capitals, digits and characters outside of ASCII, a bit each.
  private var classes: UInt8 = 0
  /// The other characters of ASCII, each by itself: bit *n* is the character of code *n*.
  private var others: (UInt64, UInt64) = (0, 0)
  /// The length of the longest text, in code points.
  private var length = 0

  /// Whether a text is of the same form as some listed ones.
  ///
  /// It must use only kinds of characters that occur among them: lower-case letters, capitals, digits, characters
  /// outside of ASCII, and each symbol by itself. It may be at most twice as long as the longest of them.
  /// - Returns: `false` if no text is listed.
  /// - Complexity: O(*n*) in the bytes of all texts, without allocating.
  package static func isOfForm(_ text: Span<UInt8>, like listed: some Sequence<String>) -> Bool {
    var form = CharacterForm()
    var isEmpty = true
    for text in listed {
      form.add(text.utf8.span)
      isEmpty = false
    }
    return !isEmpty && form.covers(text)
  }

  /// Whether a text is of the same form as some listed ones.
  package static func isOfForm(_ text: String, like listed: some Sequence<String>) -> Bool {
    isOfForm(text.utf8.span, like: listed)
  }

  /// A form that covers the empty text.
  package init() {}

  /// Lets the form cover another text.
  package mutating func add(_ text: Span<UInt8>) {
    var length = 0
    for index in text.indices {
      let byte = text[index]
      if byte & 0xC0 != 0x80 { length &+= 1 }
      insert(byte)
    }
    self.length = max(self.length, length)
  }

  /// Whether a text has only kinds of characters that were added, and at most twice the longest length.
  package func covers(_ text: Span<UInt8>) -> Bool {
    guard text.count <= 8 &* length else { return false }  // Four bytes are the most of a code point.
    var form = CharacterForm()
    form.add(text)
    return form.classes & ~classes == 0 && form.others.0 & ~others.0 == 0 && form.others.1 & ~others.1 == 0
      && form.length <= 2 &* length
  }

  private mutating func insert(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): classes |= 1
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): classes |= 2
    case UInt8(ascii: "0")...UInt8(ascii: "9"): classes |= 4
    case 0x80...: classes |= 8
    case 0..<64: others.0 |= 1 << UInt64(byte)
    default: others.1 |= 1 << UInt64(byte &- 64)
    }
  }
}
