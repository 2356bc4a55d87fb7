/// Decides whether back-references mean the same in every language.
///
/// A reference to a group that has not matched matches nothing in ECMA-262 and fails elsewhere. So each reference of a
/// translated pattern must be to a group that every way to it goes through.
struct ForeignCaptures {
  private let references: [ForeignReference]
  private let names: [String: Int]
  private let branchReset: Int?
  private let secondName: Int?
  private let parser: ForeignParser
  /// What copying sets of groups may still cost.
  private var budget = 1_000_000

  init(_ parser: ForeignParser) {
    self.parser = parser
    references = parser.references
    names = parser.namedGroups
    branchReset = parser.branchReset
    secondName = parser.secondName
  }

  mutating func check(_ root: ForeignNode) throws(PatternError) {
    guard !references.isEmpty else { return }
    if let place = branchReset ?? secondName {
      throw parser.uncertain(at: place, "references to groups of one name or number differ between languages")
    }
    var matched: Set<Int> = []
    try visit(root, &matched, isBackward: false)
  }

  /// Goes through a node; `matched` has the groups that have matched before it, and then those that have after it.
  private mutating func visit(_ node: ForeignNode, _ matched: inout Set<Int>, isBackward: Bool) throws(PatternError) {
    switch node {
    case .empty, .atom, .assertion, .lineBreak: break
    case .sequence(let nodes):
      for node in nodes { try visit(node, &matched, isBackward: isBackward) }
    case .choice(let nodes):
      var common: Set<Int>?
      for node in nodes {
        var own = try copy(matched)
        try visit(node, &own, isBackward: isBackward)
        common = common?.intersection(own) ?? own
      }
      matched = common ?? matched
    case .group(let body, _, let capture):
      try visit(body, &matched, isBackward: isBackward)
      if let capture { matched.insert(capture) }
    case .atomic(let body, _):
      try visit(body, &matched, isBackward: isBackward)
    case .look(let body, let look):
      var own = try copy(matched)
      try visit(body, &own, isBackward: isBackward || !look.ahead)
      if !look.negated { matched = own }
    case .repeated(let body, let repeats):
      var own = try copy(matched)
      try visit(body, &own, isBackward: isBackward)
      if repeats.minimum > 0 { matched = own }
    case .reference(let index):
      try check(references[index], matched, isBackward: isBackward)
    }
  }

  private mutating func copy(_ matched: Set<Int>) throws(PatternError) -> Set<Int> {
    budget -= matched.count + 1
    guard budget > 0 else { throw parser.error(.tooLarge, at: 0, "the pattern has too many groups and alternatives") }
    return matched
  }

  private func check(
    _ reference: ForeignReference, _ matched: Set<Int>, isBackward: Bool
  ) throws(PatternError) {
    let found: Int
    let place: Int
    switch reference {
    case .character: return
    case .number(let number, _, let start): (found, place) = (number, start)
    case .name(let name, let start):
      guard let number = names[name] else {
        throw parser.error(.unknownGroup, at: start, "there is no group named \(name)")
      }
      (found, place) = (number, start)
    }
    guard matched.contains(found), !isBackward else {
      throw parser.uncertain(at: place, "languages differ on a reference to a group that may not have matched")
    }
  }
}
