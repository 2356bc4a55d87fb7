/// The direct path for the commonest patterns: characters and runs of classes, one after another from the start of the
/// text, as in `^[a-z][a-z0-9-]{0,62}$`.
///
/// Each run must be told from what follows it by its first character, so that there is one way to read a text at most.
final class CharacterSequence: Sendable {
  private struct Element: Sendable {
    /// The ASCII members as bits.
    var low: UInt64
    var high: UInt64
    /// The set's index in the alphabet.
    var set: Int32
    var minimum: Int
    var maximum: Int

    /// Of other characters any may be in the set: that is found out when they are met.
    var starts: PatternStarts { PatternStarts(low: low, high: high, hasOthers: true) }
  }

  private static let longest = 128

  private let elements: [Element]
  private let reachesEnd: Bool

  /// Makes the direct path of a pattern, if it has one.
  init?(_ syntax: PatternSyntax) {
    guard syntax.references.isEmpty, !syntax.hasLook else { return nil }
    var flat = Flat()
    guard flat.append(syntax.root), flat.anchored, Self.isDeterministic(&flat, syntax.sets) else { return nil }
    reachesEnd = flat.ended
    elements = flat.runs.map { run in
      let set = Int32(truncatingIfNeeded: run.set)
      var element = Element(low: 0, high: 0, set: set, minimum: run.minimum, maximum: run.maximum)
      for codePoint in UInt32(0)..<128 where syntax.sets[run.set].contains(codePoint) {
        if codePoint < 64 {
          element.low |= 1 << UInt64(codePoint)
        } else {
          element.high |= 1 << UInt64(codePoint - 64)
        }
      }
      return element
    }
  }

  /// What a text that matches and is not empty may begin with.
  var starts: PatternStarts {
    var starts = PatternStarts.none
    for element in elements where element.maximum > 0 {
      starts.formUnion(element.starts)
      if element.minimum > 0 { return starts }
    }
    return reachesEnd ? starts : .all
  }

  /// - Complexity: O(*n*) for *n* bytes.
  func search(_ text: Span<UInt8>, alphabet: PatternAlphabet) -> PatternMatch {
    let elements = elements
    var index = 0
    for position in elements.indices {
      let element = elements[position]
      var count = 0
      while count < element.maximum, index < text.count {
        let byte = text[index]
        if byte < 0x80 {
          let bits = byte < 64 ? element.low : element.high
          if bits &>> UInt64(byte) & 1 == 0 { break }
          index &+= 1
        } else {
          let decoded = text.codePoint(at: index)
          guard alphabet.set(element.set, hasClass: alphabet.classIndex(of: decoded.value)) else { break }
          index &+= decoded.length
        }
        count &+= 1
      }
      if count < element.minimum { return .unmatched }
    }
    return index == text.count || !reachesEnd ? .matched : .unmatched
  }

  // MARK: Making

  private struct Run {
    var set: Int
    var minimum: Int
    var maximum: Int
  }

  /// A pattern written out as a row of runs.
  private struct Flat {
    var runs: [Run] = []
    var anchored = false
    var ended = false
    /// Nested repeats of the same run merge into one, so that counting runs alone would not bound the work.
    private var nodesLeft = 1_000

    mutating func append(_ node: PatternNode) -> Bool {
      nodesLeft -= 1
      guard nodesLeft > 0 else { return false }
      switch node {
      case .empty:
        return true
      case .assertion(.textStart):
        anchored = anchored || runs.isEmpty
        return anchored && runs.isEmpty
      case .assertion(.textEnd):
        ended = true
        return true
      case .set(let set):
        return append(Run(set: set, minimum: 1, maximum: 1))
      case .repeated(let body, let repeats) where PatternRun(body, repeats) != nil:
        guard let run = PatternRun(body, repeats) else { return false }
        return append(Run(set: run.set, minimum: run.minimum, maximum: run.maximum ?? .max))
      case .repeated(let body, let repeats) where repeats.minimum == repeats.maximum && repeats.minimum <= longest:
        for _ in 0..<repeats.minimum where !append(body) {
          return false
        }
        return true
      case .group(let body, _):
        return append(body)
      case .sequence(let nodes):
        for node in nodes where !append(node) {
          return false
        }
        return true
      default:
        return false
      }
    }

    private mutating func append(_ run: Run) -> Bool {
      guard anchored, !ended, runs.count < longest else { return false }
      if let last = runs.last, last.set == run.set {
        let minimum = last.minimum.addingReportingOverflow(run.minimum)
        let maximum = last.maximum.addingReportingOverflow(run.maximum)
        guard !minimum.overflow else { return false }
        runs[runs.count - 1].minimum = minimum.partialValue
        runs[runs.count - 1].maximum = maximum.overflow ? .max : maximum.partialValue
      } else {
        runs.append(run)
      }
      return true
    }
  }

  private static func isDeterministic(_ flat: inout Flat, _ sets: [CodePointSet]) -> Bool {
    if !flat.ended {
      // Where more may follow, the last run need not be read beyond what it must have.
      while let last = flat.runs.last, last.minimum == 0 { _ = flat.runs.popLast() }
      if let last = flat.runs.last { flat.runs[flat.runs.count - 1].maximum = last.minimum }
    }
    for (index, run) in flat.runs.enumerated() where run.minimum != run.maximum {
      for following in flat.runs[(index + 1)...] {
        guard sets[run.set].isDisjoint(with: sets[following.set]) else { return false }
        if following.minimum > 0 { break }
      }
    }
    return true
  }
}
