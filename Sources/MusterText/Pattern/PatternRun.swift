/// A counted repeat of one set of characters, nested repeats of it made one: `(a{1,9}){2,3}` is `a{2,27}`.
struct PatternRun {
  var set: Int
  var minimum: Int
  var maximum: Int?

  /// Finds the run that a repeat is; `nil` if its body has anything else in it, or if some count between its bounds
  /// cannot be made.
  init?(_ body: PatternNode, _ repeats: PatternRepeat) {
    guard let inner = Self.run(body) else { return nil }
    let (fewest, most) = (repeats.minimum, repeats.maximum)
    if fewest != most, !inner.isContiguous(from: fewest) { return nil }
    set = inner.set
    let product = inner.minimum.multipliedReportingOverflow(by: fewest)
    guard !product.overflow else { return nil }
    minimum = product.partialValue
    if inner.maximum == 0 || most == 0 {
      maximum = 0
    } else if let longest = inner.maximum, let most {
      let product = longest.multipliedReportingOverflow(by: most)
      maximum = product.overflow ? nil : product.partialValue
    }
  }

  private init(set: Int) {
    self.set = set
    minimum = 1
    maximum = 1
  }

  /// Whether writing the run out would take more than a few instructions.
  var isLong: Bool { minimum > 4 || maximum ?? 0 > 4 }

  /// The run that a node is, if it is one.
  ///
  /// The depth of nodes is bounded, and so is the recursion.
  private static func run(_ node: PatternNode) -> PatternRun? {
    switch node {
    case .set(let set): PatternRun(set: set)
    case .group(let body, _): run(body)
    case .sequence(let nodes) where nodes.count == 1: nodes.first.flatMap(run)
    case .repeated(let body, let repeats): PatternRun(body, repeats)
    default: nil
    }
  }

  /// Whether no count is left out between those of neighbouring numbers of iterations, from some number on.
  ///
  /// After `k` iterations of `{a,b}` the counts are `ka` to `kb`; the next ones join them if `(k + 1)a ≤ kb + 1`. If they
  /// do for one `k`, they do for every greater one.
  private func isContiguous(from iterations: Int) -> Bool {
    guard iterations > 0, let maximum else { return minimum <= 1 || (iterations > 0 && maximum == nil) }
    let gained = iterations.multipliedReportingOverflow(by: maximum - minimum)
    return gained.overflow || minimum <= gained.partialValue + 1
  }
}
