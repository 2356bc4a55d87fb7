import Muster
import Synchronization

/// A contract's operations, by name and by method and URL.
final class OperationTable: Sendable {
  /// An operation with the rules that were asked for.
  final class Entry: Sendable {
    let operation: Operation
    let reference: String
    let rules = RuleMemo()

    init(_ operation: Operation) {
      self.operation = operation
      reference = operation.reference
    }
  }

  private let entries: [Entry]
  private let byName: [String: Entry]
  /// Made when a URL is first asked for: an SDK that names its operations never pays for it.
  private let routes = SetOnceReference<RouteTable>()

  init(_ contract: Contract) {
    entries = (contract.operations + contract.incomingOperations).map(Entry.init)
    var byName: [String: Entry] = [:]
    var ambiguous: [String] = []
    for entry in entries {
      byName[entry.reference] = entry
      guard let id = entry.operation.id else { continue }
      if byName.updateValue(entry, forKey: id) != nil { ambiguous.append(id) }
    }
    for id in ambiguous { byName[id] = nil }
    self.byName = byName
  }

  /// The operation of an `operationId`, or of a method and path template; `nil` where there is none, or are several.
  func entry(named name: String) -> Entry? { byName[name] }

  /// The operation that a method and a URL belong to.
  func entry(method: String, url: String) -> Entry? {
    routeTable.operation(method: method, url: url).map { entries[$0] }
  }

  /// The path parameters that a URL has by the template of its operation.
  func parameters(method: String, url: String) -> PathMatch? {
    routeTable.parameters(method: method, url: url)
  }

  /// A method and URL as a message may show them.
  func wording(method: String, url: String) -> String { routeTable.wording(method: method, url: url) }

  private var routeTable: RouteTable {
    routes.load() ?? routes.storeIfNil(RouteTable(entries.map(\.operation)))
  }
}
