import Muster
import MusterContracts

/// The overlays of one compilation, in the order that they are applied.
final class OverlaySet: Sendable {
  private let overlays: [Overlay]
  /// All that was given to compile, which tells what an overlay is for.
  private let sources: [SourceText]
  /// The actions of each overlay that changed something.
  private let used: Locked<[Set<Int>]>
  /// How many nodes may be looked at and made for one document, by all overlays together.
  private static let steps = 10_000_000

  /// Reads the overlays.
  ///
  /// - Throws: ``ContractError`` with the place of the mistake in the overlay.
  init(_ texts: [SourceText], sources: [SourceText]) throws(ContractError) {
    var overlays: [Overlay] = []
    for text in texts { overlays.append(try Overlay(text)) }
    self.overlays = overlays
    self.sources = sources
    used = Locked(Array(repeating: [], count: overlays.count))
  }

  /// A document of a source with the changes made.
  func apply(to document: JSONDocument, of source: SourceText) throws(ContractError) -> JSONDocument {
    var document = document
    var steps = OverlaySet.steps
    for (index, overlay) in overlays.enumerated() where overlay.isFor(source, among: sources) {
      var uses: Set<Int> = []
      document = try overlay.apply(to: document, used: &uses, steps: &steps)
      used.withLock { $0[index].formUnion(uses) }
    }
    return document
  }

  /// What is noteworthy about the overlays, once all is compiled.
  var notices: [Notice] {
    used.withLock { used in zip(overlays, used).flatMap { $0.notices(used: $1) } }
  }
}
