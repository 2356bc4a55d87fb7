@testable import Muster
@testable import MusterContracts
@testable import MusterDocuments
@testable import MusterYAML

extension FuzzTarget {
  /// A YAML stream, by the letter and by intent.
  public static let yaml = FuzzTarget(name: "yaml") { input in
    let source = SourceText(name: "t", bytes: input)
    let letter = try? YAMLReader().readAll(source)
    let events = try? YAMLReader().events(of: source)
    let intent = try? YAMLReader(reading: .intent).readAll(source)
    guard let letter else {
      let isTold = intent?.contains { $0.warnings.contains(where: \.code.isSlip) } != false
      return hold(isTold, "what the letter refuses passes without a word")
    }
    hold(events != nil, "what can be read has no events")
    hold(intent?.map(\.json.bytes) == letter.map(\.json.bytes), "the readings disagree about right YAML")
  }

  /// A document or page: what compiles is the same when it was written and loaded again.
  public static let document = FuzzTarget(name: "document") { input in
    guard let contract = try? Contract(compiling: [SourceText(name: "d", bytes: input)]) else { return }
    let encoded = contract.encoded()
    guard let loaded = try? Contract(compiled: encoded) else {
      return hold(false, "what was compiled cannot be loaded")
    }
    hold(loaded.encoded() == encoded, "what was loaded is written otherwise")
    for (operation, other) in zip(contract.operations, loaded.operations) {
      for payload in [Array("{}".utf8), Array("[1]".utf8), Array(#""a""#.utf8)] {
        for reading in [Reading.intent, .letter] {
          let first = (try? operation.request(reading: reading)).map { $0.accepts(payload.span) }
          let second = (try? other.request(reading: reading)).map { $0.accepts(payload.span) }
          hold(first == second, "the verdicts of compiled and loaded contract differ")
          for response in operation.responses {
            guard case .code(let status) = response.status, let rule = try? operation.response(status: status) else {
              continue
            }
            let outcome = rule.check(payload.span)
            if case .stopped = outcome { continue }
            hold(rule.accepts(payload.span) == outcome.isValid, "verdict and explanation of \(status) differ")
          }
        }
      }
    }
  }

  /// An overlay, a byte of zero, and a document; or a query of JSONPath in the overlay's place.
  public static let overlay = FuzzTarget(name: "overlay") { input in
    let parts = input.parts(2)
    if parts[0].first == UInt8(ascii: "$") {
      guard let document = try? JSONDocument(SourceText(name: "d", bytes: parts[1])),
        let query = try? JSONPath(parts[0].text)
      else { return }
      let root = OverlayNode(document.root)
      var (steps, stepsAgain) = (20_000, 20_000)
      let first = try? query.nodes(in: root, steps: &steps)
      let second = try? query.nodes(in: root, steps: &stepsAgain)
      return hold(first?.count == second?.count, "a query finds other nodes the second time")
    }
    let options = Contract.CompileOptions(overlays: [SourceText(name: "o", bytes: parts[0])])
    guard
      let contract = try? Contract(compiling: [SourceText(name: "d", bytes: parts[1])], options: options)
    else { return }
    _ = contract.encoded()
  }
}
