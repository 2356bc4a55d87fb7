/// Decides whether groups that keep their first match mean the same as plain ones.
///
/// They do if giving back could never help: if success follows whatever the group matches, or if the next character
/// decides every choice in the group, so that no second way to match could go on.
struct ForeignAtomics {
  /// What may come first after some place.
  private struct Follow {
    /// The characters that may be consumed first.
    var set = CodePointSet()
    /// Whether the pattern may end there, with nothing left to ask.
    var isFree = false
    /// Whether something is asked there that depends on more than the next character.
    var isOpaque = false

    static let success = Follow(isFree: true)
  }

  private let parser: ForeignParser
  private var sets: [Key: CodePointSet] = [:]
  /// What joining sets may still cost, in ranges.
  private var budget = 4_000_000

  private struct Key: Hashable {
    var text: String
    var ignoresCase: Bool
    var dotAll: Bool
  }

  init(_ parser: ForeignParser) { self.parser = parser }

  mutating func check(_ root: ForeignNode) throws(PatternError) {
    guard Self.hasAtomic(root) else { return }
    try check(root, before: .success, isBackward: false)
  }

  private static func hasAtomic(_ node: ForeignNode) -> Bool {
    switch node {
    case .empty, .atom, .assertion, .reference: false
    case .lineBreak, .atomic: true
    case .sequence(let nodes), .choice(let nodes): nodes.contains(where: hasAtomic)
    case .group(let body, _, _), .look(let body, _): hasAtomic(body)
    case .repeated(let body, let repeats): repeats.preference == .possessive || hasAtomic(body)
    }
  }

  // MARK: What comes first

  private mutating func union(_ left: Follow, _ right: Follow) throws(PatternError) -> Follow {
    budget -= left.set.ranges.count + right.set.ranges.count + 1
    guard budget > 0 else { throw parser.error(.tooLarge, at: 0, "the pattern has too many atomic groups") }
    return Follow(
      set: left.set.union(right.set), isFree: left.isFree || right.isFree, isOpaque: left.isOpaque || right.isOpaque)
  }

  private mutating func set(of atom: String, _ flags: ForeignFlags) throws(PatternError) -> CodePointSet {
    let key = Key(text: atom, ignoresCase: flags.ignoresCase, dotAll: flags.dotAll)
    if let known = sets[key] { return known }
    let set = try PatternSyntaxSets.set(atom, ignoringCase: key.ignoresCase, dotAll: key.dotAll)
    sets[key] = set
    return set
  }

  private static let lineBreaks = CodePointSet([
    CodePointRange(lower: 0x0A, upper: 0x0D), CodePointRange(lower: 0x85, upper: 0x85),
    CodePointRange(lower: 0x2028, upper: 0x2029),
  ])

  /// What comes first if a node is followed by something.
  private mutating func first(of node: ForeignNode, before follow: Follow) throws(PatternError) -> Follow {
    switch node {
    case .empty: return follow
    case .atom(let atom, let flags): return Follow(set: try set(of: atom, flags))
    case .lineBreak: return Follow(set: Self.lineBreaks)
    case .assertion(let assertion, let flags):
      // Nothing can be consumed after the end of the text.
      if case .textEnd = assertion { return Follow() }
      if case .shared("$") = assertion, !flags.multiline { return Follow() }
      return Follow(set: follow.set, isOpaque: true)
    case .look, .reference: return Follow(set: .everything, isOpaque: true)
    case .sequence(let nodes):
      var follow = follow
      for node in nodes.reversed() { follow = try first(of: node, before: follow) }
      return follow
    case .choice(let nodes):
      var all = Follow()
      for node in nodes { all = try union(all, try first(of: node, before: follow)) }
      return all
    case .group(let body, _, _), .atomic(let body, _): return try first(of: body, before: follow)
    case .repeated(let body, let repeats):
      if repeats.maximum == 0 { return follow }
      var own = try first(of: body, before: follow)
      if body.isNullable { own.isOpaque = true }
      return repeats.minimum == 0 ? try union(own, follow) : own
    }
  }

  /// What comes first after an iteration of a repeat.
  private mutating func follow(
    of body: ForeignNode, _ repeats: ForeignRepeat, before follow: Follow
  ) throws(PatternError) -> Follow {
    if let maximum = repeats.maximum, maximum <= 1 { return follow }
    var again = try first(of: body, before: follow)
    if body.isNullable { again.isOpaque = true }
    var all = try union(again, follow)
    // Before the last iteration that there must be, the repeat cannot be left.
    if repeats.minimum > 1 { all.isFree = false }
    return all
  }

  // MARK: Groups that keep their match

  private mutating func check(
    _ node: ForeignNode, before follow: Follow, isBackward: Bool
  ) throws(PatternError) {
    switch node {
    case .empty, .atom, .assertion, .reference: break
    case .lineBreak(let place): try keep(node, before: follow, place: place, isBackward)
    case .sequence(let nodes):
      var follow = follow
      for node in nodes.reversed() {
        try check(node, before: follow, isBackward: isBackward)
        follow = try first(of: node, before: follow)
      }
    case .choice(let nodes):
      for node in nodes { try check(node, before: follow, isBackward: isBackward) }
    case .group(let body, _, _): try check(body, before: follow, isBackward: isBackward)
    case .atomic(let body, let place): try keep(body, before: follow, place: place, isBackward)
    case .look(let body, let look): try check(body, before: .success, isBackward: isBackward || !look.ahead)
    case .repeated(let body, let repeats):
      if repeats.preference == .possessive {
        var greedy = repeats
        greedy.preference = .greedy
        // In Java each iteration keeps its match, elsewhere only the last one: no iteration may have a choice.
        if case .atom = body {
        } else {
          let again = try self.follow(of: body, repeats, before: follow)
          guard !isBackward, try isDecided(body, before: again) else { throw helpful(at: repeats.place) }
        }
        return try keep(.repeated(body, greedy), before: follow, place: repeats.place, isBackward)
      }
      try check(body, before: try self.follow(of: body, repeats, before: follow), isBackward: isBackward)
    }
  }

  private mutating func keep(
    _ body: ForeignNode, before follow: Follow, place: Int, _ isBackward: Bool
  ) throws(PatternError) {
    if !isBackward {
      if follow.isFree {
        if case .lineBreak = body { return }
        return try check(body, before: .success, isBackward: false)
      }
      if try isDecided(body, before: follow) { return }
    }
    throw helpful(at: place)
  }

  private func helpful(at place: Int) -> PatternError {
    parser.uncertain(at: place, "giving back what this has matched could help what follows, which ECMA-262 allows")
  }

  /// Whether the next character decides every choice in a node, so that there is one way through it at most.
  private mutating func isDecided(_ node: ForeignNode, before follow: Follow) throws(PatternError) -> Bool {
    switch node {
    case .empty, .atom, .assertion, .reference, .look: return true
    case .lineBreak: return !follow.isOpaque && !follow.set.contains(0x0A)
    case .sequence(let nodes):
      var follow = follow
      for node in nodes.reversed() {
        guard try isDecided(node, before: follow) else { return false }
        follow = try first(of: node, before: follow)
      }
      return true
    case .choice(let nodes):
      var before = Follow()
      for (index, node) in nodes.enumerated() {
        let own = try first(of: node, before: follow)
        guard !own.isOpaque, before.set.isDisjoint(with: own.set), index == nodes.count - 1 || !node.isNullable,
          try isDecided(node, before: follow)
        else { return false }
        before = try union(before, own)
      }
      return true
    case .group(let body, _, _), .atomic(let body, _): return try isDecided(body, before: follow)
    case .repeated(let body, let repeats):
      let again = try self.follow(of: body, repeats, before: follow)
      guard try isDecided(body, before: again) else { return false }
      if repeats.isFixed, !body.isNullable || repeats.maximum == 1 { return true }
      let own = try first(of: body, before: Follow())
      return repeats.preference != .lazy && !body.isNullable && !own.isOpaque && !follow.isOpaque
        && own.set.isDisjoint(with: follow.set)
    }
  }
}
