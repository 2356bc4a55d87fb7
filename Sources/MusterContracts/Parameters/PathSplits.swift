import Muster

/// The ways in which one segment of a path may fall into the parameters of its template.
///
/// `{a}-{b}` takes `x-y-z` as `x` and `y-z` or as `x-y` and `z`; the specification leaves open which (OpenAPI 3.1, section
/// 4.8.8.1).
struct PathSplits {
  /// The names of the segment's parameters.
  let names: [String]
  /// What they are in each of the ways.
  private(set) var ways: [[String]] = []

  /// How many ways are looked at.
  private static let wayLimit = 64
  /// How many steps finding them may take.
  private static let stepLimit = 4_096

  /// The splits of each segment with several parameters.
  ///
  /// - Complexity: O(*n*) in the size of the path, times `stepLimit` at most.
  static func of(_ template: String, _ match: PathMatch) -> [PathSplits] {
    var splits: [PathSplits] = []
    for pieces in PathTemplate(template).segments {
      let split = PathSplits(pieces, match)
      if split.ways.count > 1 { splits.append(split) }
    }
    return splits
  }

  private init(_ pieces: [PathTemplate.Piece], _ match: PathMatch) {
    var names: [String] = []
    var segment: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .literal(let literal): segment += Array(literal.utf8)
      case .parameter(let name):
        names.append(name)
        segment += Array((match[name] ?? "").utf8)
      }
    }
    self.names = names
    // With a name that occurs twice the segment cannot be put together again.
    guard names.count > 1, Set(names).count == names.count else { return }
    find(pieces, in: segment)
  }

  /// A way that was followed up to a piece.
  private struct Step {
    var piece = 0
    var offset = 0
    var texts: [String] = []
  }

  private mutating func find(_ pieces: [PathTemplate.Piece], in segment: [UInt8]) {
    var open = [Step()]
    var steps = 0
    while let step = open.popLast(), ways.count < PathSplits.wayLimit, steps < PathSplits.stepLimit {
      steps += 1
      guard pieces.indices.contains(step.piece) else {
        if step.offset == segment.count { ways.append(step.texts) }
        continue
      }
      switch pieces[step.piece] {
      case .literal(let literal):
        guard segment[step.offset...].starts(with: literal.utf8) else { continue }
        open.append(Step(piece: step.piece + 1, offset: step.offset + literal.utf8.count, texts: step.texts))
      case .parameter:
        let isLast = step.piece + 1 == pieces.count
        guard step.offset < segment.count else { continue }
        let ends = isLast ? segment.count...segment.count : step.offset + 1...segment.count
        for end in ends.reversed() where end == segment.count || segment[end] & 0xC0 != 0x80 {
          if !isLast, case .literal(let next) = pieces[step.piece + 1], !segment[end...].starts(with: next.utf8) {
            continue
          }
          guard open.count < PathSplits.stepLimit else { return }
          let text = String(decoding: segment[step.offset..<end], as: UTF8.self)
          open.append(Step(piece: step.piece + 1, offset: end, texts: step.texts + [text]))
        }
      }
    }
  }
}

extension Operation {
  /// Replaces what was found in the parameters of a path by what another way to split it comes to, if all pass then.
  func retrySplits(
    of match: PathMatch, _ inspections: inout [ParameterInspection], _ reading: Reading, _ limits: Limits,
    _ disclosure: Disclosure
  ) throws(ContractError) {
    guard inspections.contains(where: { $0.location == .path && !$0.outcome.isValid }) else { return }
    for split in PathSplits.of(record.path, match) {
      let indices = inspections.indices.filter { index in
        inspections[index].location == .path && split.names.contains(inspections[index].name)
      }
      guard indices.contains(where: { !inspections[$0].outcome.isValid }) else { continue }
      for way in split.ways {
        let texts = Dictionary(zip(split.names, way)) { first, _ in first }
        var found: [(index: Int, inspection: ParameterInspection)] = []
        for index in indices {
          guard let text = texts[inspections[index].name],
            let declared = record.parameters.first(where: {
              $0.location == .path && $0.name == inspections[index].name
            })
          else { continue }
          let check = ParameterCheck(parameter: declared, operation: self, reading: reading, limits: limits, disclosure: disclosure)
          found.append((index, try check.inspect(check.sent(EncodedText(text.utf8, .none)))))
        }
        guard found.allSatisfy({ $0.inspection.outcome.isValid }) else { continue }
        for (index, inspection) in found { inspections[index] = inspection }
        break
      }
    }
  }
}
