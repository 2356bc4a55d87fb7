import Muster

extension Contract {
  /// The operation of an `operationId`, of a method and path template such as `PUT /items/{id}`, or of a method and a
  /// concrete path such as `PUT /items/7`.
  ///
  /// - Throws: ``ContractError/Code/unknownOperation`` with the nearest names, or
  ///   ``ContractError/Code/ambiguousOperation`` where an `operationId` is there twice.
  /// - Complexity: O(*operations*).
  public func operation(_ reference: String) throws(ContractError) -> Operation {
    let operations = storage.model.operations
    let named = operations.indices.filter { operations[$0].id == reference }
    if named.count > 1 {
      throw ContractError(
        .ambiguousOperation,
        detail: "\(named.count) operations are called '\(reference)'; give method and path instead: "
          + named.map { "'\(operations[$0].method) \(operations[$0].path)'" }.joined(separator: ", "))
    }
    if let index = named.first { return Operation(storage: storage, index: index) }
    let parts = reference.split(maxSplits: 1, omittingEmptySubsequences: true) { $0 == " " || $0 == "\t" }
    if parts.count == 2 {
      let method = PathItemMethod.uppercased(String(parts[0]))
      let path = String(parts[1].filter { $0 != " " })
      // The name of a webhook may have spaces.
      let names = [path, String(parts[1])]
      if let index = operations.firstIndex(where: { $0.method == method && names.contains($0.path) }) {
        return Operation(storage: storage, index: index)
      }
      if let match = match(method: method, path: path) { return match.operation }
    }
    throw unknown(reference)
  }

  /// The rule for the body of an operation's request.
  ///
  /// - Throws: What ``operation(_:)`` throws, and ``ContractError/Code/malformed``.
  public func request(
    _ reference: String, media: String? = nil, reading: Reading = .intent
  ) throws(ContractError) -> BodyRule {
    try operation(reference).request(media: media, reading: reading)
  }

  /// The rule for the body of an operation's response.
  ///
  /// - Throws: What ``operation(_:)`` throws, and ``ContractError/Code/malformed``.
  public func response(
    _ reference: String, status: Int, media: String? = nil, reading: Reading = .intent
  ) throws(ContractError) -> BodyRule {
    try operation(reference).response(status: status, media: media, reading: reading)
  }

  /// An operation that a concrete path belongs to, with the path's parameters.
  public struct Match: Sendable {
    /// The operation.
    public let operation: Operation
    /// The path's parameters.
    public let path: PathMatch
  }

  /// The operation that a method and a concrete path belong to; a literal segment beats a template's.
  ///
  /// - Returns: `nil` where there is none.
  /// - Complexity: O(*operations* × *length of the path*).
  public func match(method: String, path: String) -> Match? {
    let method = PathItemMethod.uppercased(method)
    var best: (match: Match, template: PathTemplate)?
    for index in storage.model.operations.indices where storage.model.operations[index].method == method {
      let operation = Operation(storage: storage, index: index)
      let template = PathTemplate(operation.path)
      guard let found = template.match(path) else { continue }
      if let current = best, !template.isMoreConcrete(than: current.template) { continue }
      best = (Match(operation: operation, path: found), template)
    }
    return best?.match
  }

  private func unknown(_ reference: String) -> ContractError {
    let names = storage.model.operations.flatMap { operation in
      [operation.id, "\(operation.method) \(operation.path)"].compactMap { $0 }
    }
    var detail = "there is no operation '\(reference)'"
    if let nearest = NearestName.of(reference, among: names) {
      detail += "; the nearest is '\(nearest)'"
    } else if names.count <= 6 {
      detail += "; there are " + names.map { "'\($0)'" }.joined(separator: ", ")
    } else {
      detail +=
        "; give an operationId or METHOD /path/{template}: 'muster describe' lists the \(operations.count) there are"
    }
    return ContractError(.unknownOperation, detail: detail)
  }
}
