/// A pattern made at random, as a tree that can be made smaller.
indirect enum GeneratedPattern {
  case atom(String)
  case sequence([GeneratedPattern])
  case choice([GeneratedPattern])
  case quantified(GeneratedPattern, String)
  case wrapped(open: String, GeneratedPattern)

  var text: String {
    switch self {
    case .atom(let text): text
    case .sequence(let parts): parts.map(\.text).joined()
    case .choice(let parts): "(?:" + parts.map(\.text).joined(separator: "|") + ")"
    case .quantified(let body, let quantifier): body.text + quantifier
    case .wrapped(let open, let body): open + body.text + ")"
    }
  }

  /// Trees that are a little smaller.
  var smaller: [GeneratedPattern] {
    switch self {
    case .atom(let text):
      return text.isEmpty || text == "a" ? [] : [.atom(""), .atom("a")]
    case .sequence(let parts):
      return Self.smaller(parts).map { .sequence($0) } + parts
    case .choice(let parts):
      return Self.smaller(parts).map { .choice($0) } + parts
    case .quantified(let body, let quantifier):
      return [body] + body.smaller.filter(\.canRepeat).map { .quantified($0, quantifier) }
    case .wrapped(let open, let body):
      return [body] + body.smaller.map { .wrapped(open: open, $0) }
    }
  }

  private static func smaller(_ parts: [GeneratedPattern]) -> [[GeneratedPattern]] {
    parts.indices.flatMap { index in
      var without = parts
      without.remove(at: index)
      return [without]
        + parts[index].smaller.map { part in
          var changed = parts
          changed[index] = part
          return changed
        }
    }
  }

  var canRepeat: Bool {
    switch self {
    case .atom(let text): !text.isEmpty && !["^", "$", "\\b", "\\B"].contains(text)
    case .sequence, .quantified: false
    case .choice: true
    case .wrapped(let open, _): !["(?=", "(?!", "(?<=", "(?<!"].contains(open)
    }
  }
}

/// Makes patterns and texts in which they have a chance to be found.
struct PatternGenerator {
  var random: SeededGenerator
  private var groups = 0
  /// Whether only a few characters are used, so that what was captured has a chance to come again.
  private var narrow = false

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  static let characters = [
    "a", "a", "a", "b", "b", "c", "k", "s", "A", "B", "K", "S", "0", "1", "9", "_", "-", " ", "\t", "\n", "\r",
    "\u{B}", "\u{2028}", "\u{A0}", "\u{FEFF}", "\u{85}", "é", "É", "ß", "ẞ", "ſ", "\u{212A}", "σ", "ς", "Σ", "ǆ",
    "ǅ", "Ǆ", "İ", "ı", "i", "中", "ひ", "٣", "२", "🐲", "😀", "𝒜", "𐐀", "𐐨", "\u{301}", "\u{200D}", "\u{180E}", "ﬀ",
    "Ω", "\u{2126}", "ω",
  ]

  private static let escapes = [
    "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", ".", "\\t", "\\n", "\\v", "\\f", "\\r", "\\0", "\\cA", "\\cz",
    "\\x41", "\\u0061", "\\u{1F432}", "\\uD83D\\uDC32", "\\uD83D", "\\/", "\\.", "\\$", "[^]", "[]", "\\u{0}",
    "\\p{L}", "\\P{L}", "\\p{Lu}", "\\P{Lu}", "\\p{Ll}", "\\p{Lt}", "\\p{Nd}", "\\p{digit}", "\\p{Script=Greek}",
    "\\p{scx=Hira}", "\\p{sc=Deva}", "\\p{Alphabetic}", "\\p{ASCII}", "\\P{ASCII}", "\\p{Any}", "\\p{Emoji}",
    "\\p{White_Space}", "\\p{M}", "\\p{Cn}", "\\p{Uppercase}", "\\p{Lowercase}", "\\p{ID_Start}",
    "\\p{General_Category=Letter}", "\\p{Cased}",
  ]

  private static let members = [
    "a", "b", "a-c", "A-C", "0-9", "_", "-", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\b", "\\-", "\\]", "é",
    "à-ÿ", "\\u{1F400}-\\u{1F4FF}", "\\p{Lu}", "\\P{Ll}", "🐲", "σ", "\\u212A", ".", "*", "^", "$", "K-S",
    "\\0-\\x1f", "\\cJ", "\\uD83D\\uDC32-\\uD83D\\uDC35", "\\ud800-\\udfff", "\\p{Script=Greek}", "\\u2028",
    "\\t\\n",
  ]

  private static let quantifiers = [
    "*", "+", "?", "*?", "+?", "??", "{2}", "{0}", "{1,2}", "{2,}", "{0,3}?", "{1,}?", "{3}?", "{0,1}",
  ]

  mutating func pattern(depth: Int = 4) -> GeneratedPattern {
    groups = 0
    narrow = random.once(in: 2)
    let body = node(depth: depth)
    guard random.once(in: 10) else { return body }
    // Look-aheads at the start of the text are taken apart: give that way its share.
    let looks = (0...random.below(3)).map { _ in
      GeneratedPattern.wrapped(open: random.pick(["(?=", "(?!"]), node(depth: 2))
    }
    return .sequence([.atom("^")] + looks + [body])
  }

  private mutating func node(depth: Int) -> GeneratedPattern {
    guard depth > 0 else { return atom() }
    switch random.below(12) {
    case 0...4:
      return .sequence((0..<(1 + random.below(4))).map { _ in node(depth: depth - 1) })
    case 5:
      return .choice((0..<(1 + random.below(3))).map { _ in node(depth: depth - 1) })
    case 6, 7:
      let body = node(depth: depth - 1)
      return .quantified(body.canRepeat ? body : .wrapped(open: "(?:", body), random.pick(Self.quantifiers))
    case 8:
      groups += 1
      let name = "n\(groups)"
      return .wrapped(open: random.once(in: 3) ? "(?<\(name)>" : "(", node(depth: depth - 1))
    case 9 where random.once(in: 2):
      return .wrapped(open: random.pick(["(?=", "(?!", "(?<=", "(?<!"]), node(depth: depth - 1))
    default:
      return atom()
    }
  }

  private mutating func atom() -> GeneratedPattern {
    if narrow {
      switch random.below(10) {
      case 0: return .atom(random.pick(["^", "$", "\\b", "\\B"]))
      case 1...3 where groups > 0: return .atom("\\\(1 + random.below(groups))")
      case 4: return .atom(random.pick([".", "[ab]", "[^a]", "\\w", "[^]"]))
      default: return .atom(random.pick(["a", "b", "a", "b", " "]))
      }
    }
    switch random.below(16) {
    case 0: return .atom(random.pick(["^", "$", "\\b", "\\B"]))
    case 1...3: return .atom(random.pick(Self.escapes))
    case 4, 5:
      let members = (0..<(1 + random.below(3))).map { _ in random.pick(Self.members) }.joined()
      return .atom("[" + (random.once(in: 3) ? "^" : "") + members + "]")
    case 6 where groups > 0: return .atom("\\\(1 + random.below(groups))")
    default: return .atom(random.pick(Self.characters))
    }
  }

  /// A pattern changed by one character, which most often makes it none.
  mutating func damaged(_ pattern: String) -> String {
    var characters = pattern.unicodeScalars.map { String($0) }
    let syntax = "()[]{}*+?|\\^$.-,1k<:u".map { String($0) }
    let place = random.below(characters.count + 1)
    switch random.below(3) {
    case 0 where place < characters.count: characters.remove(at: place)
    case 1 where place < characters.count: characters[place] = random.pick(syntax)
    default: characters.insert(random.pick(syntax), at: place)
    }
    return characters.joined()
  }

  mutating func string() -> String {
    let characters = narrow ? ["a", "b", "a", "b", " "] : Self.characters
    return (0..<random.below(narrow ? 12 : 9)).map { _ in random.pick(characters) }.joined()
  }
}
