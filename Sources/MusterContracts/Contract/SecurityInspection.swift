/// Whether a request proves who sends it, as far as its credentials are there; their values are never looked at.
public struct SecurityInspection: Sendable, Hashable {
  /// What the check came to.
  public enum Verdict: Sendable, Hashable {
    /// The document asks for nothing, or for nothing that a request has to have.
    case notRequired
    /// All that one alternative needs is there.
    case satisfied
    /// No alternative is satisfied.
    case missing
    /// No alternative is satisfied as far as can be seen, but one has what cannot be seen in a request.
    case undecided
  }

  /// One of the alternatives, with what it needs together.
  public struct Alternative: Sendable, Hashable {
    /// The names of the schemes.
    public let schemes: [String]
    /// Those whose credentials are not there.
    public let missing: [String]
    /// Those that a request does not show: of the connection, or not defined in the document.
    public let unseen: [String]
  }

  /// What the check came to.
  public let verdict: Verdict
  /// The alternatives in the order of the document.
  public let alternatives: [Alternative]

  /// What is missing, in a sentence without an end; `nil` where nothing is.
  public var message: String? {
    guard verdict == .missing else { return nil }
    let needs = alternatives.map { $0.schemes.joined(separator: " and ") }.joined(separator: ", or ")
    let nearest = alternatives.min { $0.missing.count < $1.missing.count }?.missing ?? []
    return "credentials are missing: expected \(needs); not there: \(nearest.joined(separator: ", "))"
  }
}

extension Operation {
  /// Checks that a request has the credentials that the document asks for.
  ///
  /// The entries of `security` are alternatives, the schemes of one entry are needed together, and an empty entry makes
  /// them all optional (OpenAPI 3.1, section 4.8.30).
  /// - Complexity: O(*schemes* × *n*) in the size of the request's head.
  public func check(securityOf request: RequestParameters) -> SecurityInspection {
    guard let security = record.security, !security.isEmpty else {
      return SecurityInspection(verdict: .notRequired, alternatives: [])
    }
    let credentials = Credentials(request)
    let alternatives = security.map { names in
      var missing: [String] = []
      var unseen: [String] = []
      for name in names {
        let scheme = storage.securitySchemes.first { $0.name == name }
        switch scheme.flatMap(credentials.has) {
        case true?: break
        case false?: missing.append(name)
        case nil: unseen.append(name)
        }
      }
      return SecurityInspection.Alternative(schemes: names, missing: missing, unseen: unseen)
    }
    let verdict: SecurityInspection.Verdict
    if alternatives.contains(where: { !$0.schemes.isEmpty && $0.missing.isEmpty && $0.unseen.isEmpty }) {
      verdict = .satisfied
    } else if alternatives.contains(where: \.schemes.isEmpty) {
      verdict = .notRequired
    } else {
      verdict = alternatives.contains { $0.missing.isEmpty } ? .undecided : .missing
    }
    return SecurityInspection(verdict: verdict, alternatives: alternatives)
  }
}

/// The credentials that a request has.
struct Credentials {
  private let headers: [RequestParameters.Field]
  /// The query, which is taken apart only for a scheme that needs it.
  private let query: String

  init(_ request: RequestParameters) {
    headers = request.headers
    query = request.query ?? ""
  }

  /// Whether what a scheme needs is there; `nil` where a request does not show it.
  func has(_ scheme: SecurityScheme) -> Bool? {
    switch scheme.type {
    case "apiKey":
      switch scheme.location {
      case "header": return header(scheme.parameter) != nil
      case "query": return NamedTexts(query: query.utf8).texts(scheme.parameter, .form).contains { !$0.isEmpty }
      case "cookie": return cookies.texts(scheme.parameter, .lenient).contains { !$0.isEmpty }
      default: return nil
      }
    case "http": return hasAuthorization(scheme.scheme)
    // How a token is sent is written down elsewhere, and nearly always this way (RFC 6750, section 2.1).
    case "oauth2", "openIdConnect": return hasAuthorization("bearer")
    default: return nil
    }
  }

  private var cookies: NamedTexts {
    NamedTexts(cookies: headers.filter { $0.name.asciiUppercased == "COOKIE" }.map(\.value), .lenient)
  }

  private func hasAuthorization(_ scheme: String) -> Bool {
    guard let value = header("Authorization") else { return false }
    let parts = value.split(separator: " ", maxSplits: 1)
    guard parts.count == 2 else { return false }
    return scheme.isEmpty || String(parts[0]).asciiUppercased == scheme.asciiUppercased
  }

  private func header(_ name: String) -> String? {
    let name = name.asciiUppercased
    return headers.first { $0.name.asciiUppercased == name && !$0.value.isEmpty }?.value
  }
}
