import Muster

extension Contract {
  /// The operation of an `operationId`, of a method and path template such as `PUT /items/{id}`, or of a method and a
  /// concrete path such as `PUT /items/7`.
  ///
  /// - Throws: ``ContractError/Code/unknownOperation`` with the nearest names, or
  ///   ``ContractError/Code/ambiguousOperation`` where an `operationId` is there twice.
  /// - Complexity: O(*operations*).
  public func operation(_ reference: String) throws(ContractError) -> Operation {
    let operations = storage.operations
    let named = operations.indices.filter { operations.isCalled($0, reference) }
    if named.count > 1 {
      throw ContractError(
        .ambiguousOperation,
        detail: "\(named.count) operations are called '\(reference)'; give method and path instead: "
          + named.map { operations.names($0) }.map { "'\($0.method) \($0.path)'" }.joined(separator: ", "))
    }
    if let index = named.first { return Operation(storage: storage, index: index) }
    let parts = reference.split(maxSplits: 1, omittingEmptySubsequences: true) { $0 == " " || $0 == "\t" }
    if parts.count == 2 {
      let methods = Contract.methods(String(parts[0]))
      let path = String(parts[1].filter { $0 != " " })
      // The name of a webhook may have spaces.
      let names = [path, String(parts[1])]
      for method in methods {
        if let index = operations.indices.first(where: { index in
          names.contains { operations.isPath(index, $0) } && operations.isMethod(index, method)
        }) {
          return Operation(storage: storage, index: index)
        }
      }
      if let match = match(method: String(parts[0]), path: path) { return match.operation }
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

  /// The operation that a method and a concrete path, or a URL, belong to, as ``Router`` finds it.
  ///
  /// A method that is not documented as it is written is looked for in upper case: case counts in methods (RFC 9110,
  /// section 9.1), but only OpenAPI 3.2 has other than those in upper case.
  /// - Returns: `nil` if there is none.
  /// - Complexity: O(*n*) in the size of the path; O(*operations*) the first time.
  public func match(method: String, path: String) -> Match? {
    let routes = storage.routes
    guard let hit = routes.find(method: method, url: path), let found = routes.parameters(hit, url: path) else {
      return nil
    }
    let operation = Operation(storage: storage, index: routes.entries[hit.entry].operation)
    return Match(operation: operation, path: found)
  }

  /// A method as it is given, and in upper case.
  private static func methods(_ method: String) -> [String] {
    let upper = method.asciiUppercased
    return upper == method ? [method] : [method, upper]
  }

  private func unknown(_ reference: String) -> ContractError {
    let names = storage.operations.indices.flatMap { index in
      let operation = storage.operations.names(index)
      return [operation.id, "\(operation.method) \(operation.path)"].compactMap { $0 }
    }
    var detail = "there is no operation '\(reference)'"
    if let nearest = NearestName.of(reference, among: names) {
      detail += "; the nearest is '\(nearest)'"
    } else if names.count <= 6 {
      detail += "; there are " + names.map { "'\($0)'" }.joined(separator: ", ")
    } else {
      detail +=
        "; give an operationId or METHOD /path/{template}: 'muster describe' lists the \(storage.operations.count) there are"
    }
    return ContractError(.unknownOperation, detail: detail)
  }
}
