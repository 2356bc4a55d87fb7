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
  /// The same entries, for use on a check's way.
  private let borrowed: [Borrowed<Entry>]
  private let names: NameTable
  /// Made when a URL is first asked for: an SDK that names its operations never pays for it.
  private let routes = SetOnceReference<RouteTable>()
  private let contract: Contract

  init(_ contract: Contract) {
    self.contract = contract
    entries = (contract.operations + contract.incomingOperations).map(Entry.init)
    borrowed = entries.map { Borrowed($0) }
    var byName: [String: Int] = [:]
    var ambiguous: [String] = []
    for (index, entry) in entries.enumerated() {
      byName[entry.reference] = index
      guard let id = entry.operation.id else { continue }
      if byName.updateValue(index, forKey: id) != nil { ambiguous.append(id) }
    }
    for id in ambiguous { byName[id] = nil }
    names = NameTable(byName)
  }

  /// The operation of an `operationId`, or of a method and path template; `nil` where there is none, or are several.
  @inline(__always)
  func entry(named name: String) -> Borrowed<Entry>? {
    guard let index = names.number(of: name) else { return nil }
    return borrowed[index]
  }

  /// The operation that a method and a URL belong to.
  @inline(__always)
  func entry(method: String, url: String) -> Borrowed<Entry>? {
    // The entries begin with the operations that the routes lead to, in the same order.
    guard let index = routeTable.with({ $0.find(method: method, url: url)?.entry }) else { return nil }
    return borrowed[index]
  }

  /// The path parameters that a URL has by the template of its operation.
  func parameters(method: String, url: String) -> PathMatch? {
    routeTable.owned.parameters(method: method, url: url)
  }

  /// A method and URL as a message may show them.
  func wording(method: String, url: String) -> String { routeTable.owned.wording(method: method, url: url) }

  private var routeTable: Borrowed<RouteTable> {
    @inline(__always) get { routes.borrow() ?? makeRouteTable() }
  }

  @inline(never)
  private func makeRouteTable() -> Borrowed<RouteTable> {
    Borrowed(routes.storeIfNil(contract.storage.routes))
  }
}
