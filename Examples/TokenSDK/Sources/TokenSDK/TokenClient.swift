import Foundation
import MusterContracts

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A token as the service has it.
public struct Token: Codable, Sendable, Hashable {
  /// What the service knows it by.
  public var id: String
  /// What people call it.
  public var name: String
  /// How often it was used.
  public var uses: Int

  /// A token from its parts.
  public init(id: String, name: String, uses: Int) {
    self.id = id
    self.name = name
    self.uses = uses
  }
}

/// A client of the token service, with a guard in front of what it sends and what it gets.
public struct TokenClient: Sendable {
  /// What the client does with payloads that are not as documented, and what it saw of them.
  public let gate: ResponseGuard

  private let base: URL
  private let session: URLSession

  /// A client of the service at a URL.
  ///
  /// - Throws: `ContractError`, if the embedded contract is of another version of Muster.
  public init(
    base: URL, session: URLSession = .shared, policy: ResponseGuard.Policy = .report(sampling: 0.05),
    onViolation: @escaping @Sendable (Violation) -> Void = { _ in }
  ) throws {
    self.base = base
    self.session = session
    let contract = try Contract(compiled: TokenService.contract)
    gate = ResponseGuard(
      contract, policy: policy, budget: .init(bytes: 1 << 20, time: .seconds(1)), handler: onViolation)
  }

  /// Gives a token another name.
  ///
  /// - Throws: `ResponseGuard.Rejection` where the request or the response is not as documented and the policy enforces.
  public func rename(_ id: String, to name: String) async throws -> Token {
    var request = URLRequest(url: base.appending(path: "v1/tokens/\(id)"))
    let body = try JSONEncoder().encode(["name": name])
    request.httpMethod = "PATCH"
    request.httpBody = body
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    try gate.check(
      ResponseGuard.Request(
        method: "PATCH", url: "/v1/tokens/\(id)", mediaType: "application/json", body: Array(body)))

    let (data, response) = try await session.data(for: request)
    guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
    try gate.check(
      data.span, status: response.statusCode, mediaType: response.value(forHTTPHeaderField: "Content-Type"),
      for: "renameToken")
    return try JSONDecoder().decode(Token.self, from: data)
  }
}
