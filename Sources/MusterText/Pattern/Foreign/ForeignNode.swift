/// The flags in force at a place of a pattern.
struct ForeignFlags: Hashable, Sendable {
  var ignoresCase = false
  var multiline = false
  var dotAll = false
  /// Whether white space and comments are skipped; ECMA-262 has no such flag.
  var extended = false

  /// The opening of a group in which these flags hold inside of others; `nil` if ECMA-262 needs none.
  func opening(inside outer: ForeignFlags) -> String? {
    var added = ""
    var removed = ""
    func compare(_ flag: KeyPath<ForeignFlags, Bool>, _ letter: String) {
      guard self[keyPath: flag] != outer[keyPath: flag] else { return }
      if self[keyPath: flag] { added += letter } else { removed += letter }
    }
    compare(\.ignoresCase, "i")
    compare(\.multiline, "m")
    compare(\.dotAll, "s")
    if added.isEmpty, removed.isEmpty { return nil }
    return "(?\(added)\(removed.isEmpty ? "" : "-" + removed):"
  }
}

/// How often something repeats, and what the repeat prefers.
struct ForeignRepeat: Sendable {
  enum Preference: Sendable {
    case greedy, lazy, possessive
  }

  var minimum: Int
  var maximum: Int?
  /// The bounds as they are written: `*`, `{2,3}`.
  var text: String
  var preference = Preference.greedy
  /// Where the quantifier is, counted in scalars.
  var place: Int

  var isFixed: Bool { minimum == maximum }
}

/// One part of a pattern of another language, its characters already in the form of ECMA-262.
///
/// Nesting is bounded by ``PatternLimits/nestingDepth``, so walks over a tree may recur.
indirect enum ForeignNode: Sendable {
  enum Assertion: Sendable {
    case textStart, textEnd
    /// `^`, `$`, `\b` and `\B`, as ECMA-262 has them.
    case shared(String)
  }

  case empty
  /// One code point of a set, in the form of ECMA-262.
  case atom(String, ForeignFlags)
  case assertion(Assertion, ForeignFlags)
  /// `\R`: a line break, of which a carriage return and a line feed together are one.
  case lineBreak(place: Int)
  case sequence([ForeignNode])
  case choice([ForeignNode])
  /// A group with its opening in the form of ECMA-262; with the number of what it captures, if it does.
  case group(ForeignNode, opening: String, capture: Int?)
  /// A group that keeps the first match of its body.
  case atomic(ForeignNode, place: Int)
  case look(ForeignNode, PatternLook)
  case repeated(ForeignNode, ForeignRepeat)
  /// What a group matched, by an index among the references of the pattern.
  case reference(Int)

  /// Whether it may match without consuming anything.
  var isNullable: Bool {
    switch self {
    case .empty, .assertion, .look, .reference: true
    case .atom, .lineBreak: false
    case .sequence(let nodes): nodes.allSatisfy(\.isNullable)
    case .choice(let nodes): nodes.contains(where: \.isNullable)
    case .group(let body, _, _), .atomic(let body, _): body.isNullable
    case .repeated(let body, let repeats): repeats.minimum == 0 || body.isNullable
    }
  }
}

/// A reference back to a group.
enum ForeignReference: Sendable {
  /// A group by its number, with the digits as they are written if three octal ones may also be a character.
  case number(Int, octal: UInt32?, place: Int)
  case name(String, place: Int)
  /// A character that was written like a reference.
  case character(UInt32)
}

/// What an escape stands for, in the form of ECMA-262.
enum ForeignCharacter {
  case codePoint(String)
  /// A set as an escape: `\d`.
  case set(String)
  /// A set as the members of a class.
  case members(String, isNegated: Bool)
}
