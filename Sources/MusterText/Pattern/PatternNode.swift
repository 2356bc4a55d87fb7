/// A place a pattern can ask about without consuming anything.
enum PatternAssertion: Hashable, Sendable {
  case textStart
  case textEnd
  case lineStart
  case lineEnd
  case wordBoundary(ignoringCase: Bool)
  case notWordBoundary(ignoringCase: Bool)
}

/// Which side of a place a look-around looks at, and whether it wants to find something.
struct PatternLook: Hashable, Sendable {
  var ahead: Bool
  var negated: Bool
}

/// How often something repeats.
struct PatternRepeat: Sendable {
  var minimum: Int
  var maximum: Int?
  var greedy: Bool
  /// The capturing groups inside, which every copy starts afresh.
  var groups: Range<Int>
  /// Where the quantifier stands, in bytes.
  var offset: Int
}

/// One part of a parsed pattern.
///
/// Nesting is bounded by ``PatternLimits/nestingDepth``, so walks over a tree may recurse.
indirect enum PatternNode: Sendable {
  case empty
  /// One code point of a set, by its index in ``PatternSyntax/sets``.
  case set(Int)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repeated(PatternNode, PatternRepeat)
  case group(PatternNode, index: Int)
  case assertion(PatternAssertion)
  case look(PatternNode, PatternLook)
  /// What a group matched, by an index in ``PatternSyntax/references``.
  case backreference(Int)

  /// Whether there is a look-around in it.
  var hasLook: Bool {
    switch self {
    case .look: true
    case .sequence(let nodes), .choice(let nodes): nodes.contains(where: \.hasLook)
    case .repeated(let body, _), .group(let body, _): body.hasLook
    case .empty, .set, .assertion, .backreference: false
    }
  }
}

/// A reference back to one or more groups, of which at most one can have matched.
struct PatternReference: Sendable {
  var groups: [Int]
  var ignoresCase: Bool
}

/// A parsed pattern.
struct PatternSyntax: Sendable {
  var root: PatternNode
  var sets: [CodePointSet]
  var references: [PatternReference]
  var groupCount: Int
  var hasLook: Bool
}
