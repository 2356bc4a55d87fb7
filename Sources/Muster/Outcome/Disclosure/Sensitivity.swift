/// Tells which names may name secrets.
///
/// Two things make a name sensitive. A part such as `token` or `password` counts wherever it stands, with or without
/// separators. A word such as `key`, `pass` or `pan` counts as the name's last word. Names are split into words at
/// separators, digits and capitals, so `ssh_key`, `userPIN` and `APIKey` are sensitive, `keyboard` and `company` are not.
///
/// A name *about* a secret is harmless: a count of tokens (`max_tokens`), an aspect (`token_type`), a time
/// (`token_expires_at`) or a boolean (`has_password`). In doubt a name is sensitive: that costs a report a
/// value, and the opposite costs a user a secret.
package enum Sensitivity {
  /// Whether a property, header or parameter of this name may hold a secret.
  ///
  /// - Complexity: O(*n*) in the length of the name, without allocating.
  package static func isSensitive(name: String) -> Bool { isSensitive(name: name.utf8.span) }

  /// Whether a property, header or parameter whose name has these UTF-8 bytes may hold a secret.
  ///
  /// - Complexity: O(*n*) in the length of the name, without allocating.
  package static func isSensitive(name bytes: Span<UInt8>) -> Bool {
    let words = SensitiveWords.all
    guard words.mayContain(bytes) else { return false }
    var reading = NameReading(words)
    for index in bytes.indices { reading.read(bytes[index]) }
    return reading.isSensitive()
  }
}

/// One name that is read letter by letter.
private struct NameReading {
  private enum Kind { case separator, lower, upper, digit }

  private let words: SensitiveWords

  // The whole name.
  private var letters = NameLetters()
  private var count = 0
  /// What the words read so far say together, and the last two of them.
  private var roles: SensitiveWords.Role = []
  private var firstRole: SensitiveWords.Role?
  private var lastRole: SensitiveWords.Role = []
  private var previousRole: SensitiveWords.Role = []
  private var endsInSecret = false
  /// Whether a sensitive part was found, other than in the word `tokens`.
  private var hasPart = false
  private var hasTokens = false

  // The word that is being read.
  private var word = NameLetters()
  private var wordCount = 0
  private var wordHasPart = false
  /// The word without the capitals before it, for `SSHkey`.
  private var tail = NameLetters()
  private var kind = Kind.separator
  private var capitals = 0

  init(_ words: SensitiveWords) { self.words = words }

  @inline(__always)
  mutating func read(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"):
      if kind == .lower { endWord() }
      capitals &+= 1
      kind = .upper
      add(byte | 0x20)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      if kind != .digit { endWord() }
      kind = .digit
      letters.append(byte)
      count &+= 1
    case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "):
      endWord()
      kind = .separator
    default:
      if kind == .upper, capitals >= 2 { splitBeforeLastCapital() }
      if !tail.isEmpty { tail.append(byte) }
      if kind == .upper, capitals >= 2 { tail.append(byte) }
      capitals = 0
      kind = .lower
      add(byte)
    }
  }

  @inline(__always)
  private mutating func add(_ letter: UInt8) {
    letters.append(letter)
    count &+= 1
    word.append(letter)
    wordCount &+= 1
    if words.isPartAtEnd(of: letters) { wordHasPart = true }
  }

  /// Ends an acronym before the capital of the word after it: `API` and `Key` in `APIKey`.
  private mutating func splitBeforeLastCapital() {
    let last = UInt8(truncatingIfNeeded: word.low)
    word.removeLast()
    wordCount &-= 1
    let capitals = capitals
    endWord()
    self.capitals = capitals
    word.append(last)
    wordCount = 1
  }

  private mutating func endWord() {
    guard wordCount > 0 else { return }
    var role = wordCount <= NameLetters.limit ? words.role(of: word) : []
    if role.isEmpty, !tail.isEmpty { role = words.role(of: tail) }
    if wordHasPart, !role.contains(.harmless) {
      if role.contains(.tokens) { hasTokens = true } else { hasPart = true }
    }
    if role.contains(.secret) {
      endsInSecret = !(role.contains(.key) && lastRole.contains(.lookup))
    } else if !role.contains(.carrier) {
      endsInSecret = false
    }
    roles.formUnion(role)
    if firstRole == nil { firstRole = role }
    previousRole = lastRole
    lastRole = role
    word = NameLetters()
    wordCount = 0
    wordHasPart = false
    tail = NameLetters()
    capitals = 0
  }

  mutating func isSensitive() -> Bool {
    endWord()
    guard endsInSecret || hasPart || hasTokens else {
      return count <= NameLetters.limit && !words.role(of: letters).isDisjoint(with: [.secret, .alone])
    }
    if firstRole?.contains(.question) == true { return false }
    if endsInSecret { return true }
    if lastRole.contains(.aspect) || (lastRole.contains(.time) && previousRole.contains(.event)) { return false }
    return hasPart || !roles.contains(.quantity)
  }
}
