import Muster

extension ResponseGuard {
  /// A response as it came.
  public struct Response: Sendable, Hashable {
    /// The status code.
    public var status: Int
    /// The `Content-Type`; `nil` if there is none: the body is then taken as JSON, if it is any.
    public var mediaType: String?
    /// The body, decompressed.
    public var body: [UInt8]

    /// A response from its parts.
    public init(status: Int, mediaType: String?, body: [UInt8]) {
      self.status = status
      self.mediaType = mediaType
      self.body = body
    }
  }

  /// A request as it will go out.
  public struct Request: Sendable, Hashable {
    /// The method.
    public var method: String
    /// The URL, or its path.
    public var url: String
    /// The `Content-Type`; `nil` if there is none: the body is then taken as JSON, if it is any.
    public var mediaType: String?
    /// The body, before it is compressed; empty where there is none.
    public var body: [UInt8]

    /// A request from its parts.
    public init(method: String, url: String, mediaType: String? = nil, body: [UInt8] = []) {
      self.method = method
      self.url = url
      self.mediaType = mediaType
      self.body = body
    }
  }

  // MARK: Responses

  /// Checks a response.
  ///
  /// - Parameters:
  ///   - response: The response.
  ///   - operation: An `operationId`, or a method and path template such as `PUT /items/{id}`.
  ///   - key: What sampling goes by; `nil` to sample by the calls' numbers.
  /// - Returns: What the call came to.
  /// - Throws: ``Rejection`` under the policy `enforce`, where the response is a violation.
  /// - Complexity: That of one verdict; that of an explanation where the verdict is no.
  @discardableResult
  public func check(
    _ response: Response, for operation: String, key: String? = nil
  ) throws(Rejection) -> Verdict {
    try check(
      response.body.span, status: response.status, mediaType: response.mediaType, for: operation, key: key)
  }

  /// Checks a response to a request of a method and URL.
  ///
  /// - Throws: ``Rejection`` under the policy `enforce`, where the response is a violation.
  @discardableResult
  public func check(
    _ response: Response, method: String, url: String, key: String? = nil
  ) throws(Rejection) -> Verdict {
    try check(
      response.body.span, status: response.status, mediaType: response.mediaType, method: method, url: url, key: key)
  }

  /// Checks the bytes of a response, where they are.
  ///
  /// - Throws: ``Rejection`` under the policy `enforce`, where the response is a violation.
  @discardableResult
  public func check(
    _ body: Span<UInt8>, status: Int, mediaType: String?, for operation: String, key: String? = nil
  ) throws(Rejection) -> Verdict {
    let (action, reason) = begin(key)
    if let reason { return skip(reason) }
    guard let entry = entry(named: operation) else {
      return try conclude(unknown(operation, .response, status), 0, action)
    }
    return try check(body, .response, status, mediaType, entry, action)
  }

  /// Checks the bytes of a response to a request of a method and URL, where they are.
  ///
  /// - Throws: ``Rejection`` under the policy `enforce`, where the response is a violation.
  @discardableResult
  public func check(
    _ body: Span<UInt8>, status: Int, mediaType: String?, method: String, url: String, key: String? = nil
  ) throws(Rejection) -> Verdict {
    let (action, reason) = begin(key)
    if let reason { return skip(reason) }
    guard let entry = operations.entry(method: method, url: url) else {
      return try conclude(unknown(method, url, .response, status), 0, action)
    }
    return try check(body, .response, status, mediaType, entry, action)
  }

  // MARK: Requests

  /// Checks a request before it goes out: its path parameters and its body, by its method and URL.
  ///
  /// - Throws: ``Rejection`` under the policy `enforce`, where the request is a violation.
  @discardableResult
  public func check(_ request: Request, key: String? = nil) throws(Rejection) -> Verdict {
    let (action, reason) = begin(key)
    if let reason { return skip(reason) }
    guard let entry = operations.entry(method: request.method, url: request.url) else {
      return try conclude(unknown(request.method, request.url, .request, nil), 0, action)
    }
    let violations = pathViolations(request, entry.owned)
    guard violations.isEmpty else { return try check(request, entry.owned, alsoFound: violations, action) }
    return try check(request.body.span, .request, 0, request.mediaType, entry, action)
  }

  /// Checks the bytes of a request's body, where they are.
  ///
  /// - Throws: ``Rejection`` under the policy `enforce`, where the body is a violation.
  @discardableResult
  public func check(
    requestBody body: Span<UInt8>, mediaType: String?, for operation: String, key: String? = nil
  ) throws(Rejection) -> Verdict {
    let (action, reason) = begin(key)
    if let reason { return skip(reason) }
    guard let entry = entry(named: operation) else {
      return try conclude(unknown(operation, .request, nil), 0, action)
    }
    return try check(body, .request, 0, mediaType, entry, action)
  }

  // MARK: Before the check

  /// What to do with a violation, and why the call is not to be checked, if so.
  private func begin(_ key: String?) -> (action: Policy.Action, reason: SkipReason?) {
    let policy = settings.policy
    if policy.action == .off { return (.off, .off) }
    if policy.sampling.isAll { return (policy.action, nil) }
    let isTaken = key.map { policy.sampling.takes(key: $0) } ?? policy.sampling.takes(number: counts.nextNumber())
    return (policy.action, isTaken ? nil : .notSampled)
  }

  @inline(__always)
  private func entry(named name: String) -> Borrowed<OperationTable.Entry>? {
    if let entry = operations.entry(named: name) { return entry }
    return entry(calledBy: name)
  }

  /// The operation of a method and a concrete path, such as `PUT /items/7`.
  @inline(never)
  private func entry(calledBy name: String) -> Borrowed<OperationTable.Entry>? {
    guard let space = name.utf8.firstIndex(of: UInt8(ascii: " ")) else { return nil }
    return operations.entry(
      method: String(name[..<space]), url: String(name[space...].drop { $0 == " " }))
  }
}
