import Muster

/// What one body has to look like: a schema to check it with, or the reason why there is none.
public struct BodyRule: Sendable {
  /// Which way the body goes.
  public enum Side: String, Sendable, Hashable {
    /// From the client.
    case request
    /// From the server.
    case response
  }

  /// Why there is no schema to check a body with; new reasons may be added.
  public enum Absence: Sendable, Hashable {
    /// The document gives this request or response no content: any body is a finding.
    case noContent
    /// The document has no response for the status: neither its own, nor a range, nor `default`.
    case undocumentedStatus(documented: [StatusKey])
    /// The document has content, but none that covers the media type.
    case undocumentedMediaType(nearest: String?)
    /// The media type is there, without a schema: any JSON will do.
    case noSchema
    /// The media type is there, but no JSON can be made of it: the body is not checked.
    case notJSON
  }

  /// Which way the body goes.
  public let side: Side
  /// The operation as messages call it.
  public let operation: String
  /// The status asked for; `nil` for a request.
  public let status: Int?
  /// The key of the response that covers the status; `nil` where none does, and for a request.
  public let statusKey: StatusKey?
  /// What the document says of the body's media type; `nil` where it says nothing.
  public let mediaType: MediaType?
  /// Whether a body must be there at all.
  public let isRequired: Bool
  /// The schema; `nil` where `absence` says why.
  public let schema: Schema?
  /// Why there is no schema; `nil` where there is one.
  public let absence: Absence?
  /// What is noteworthy without being an issue: a media type that is checked with another's schema, what is not checked.
  public let notices: [Notice]
  /// Where the document says so, for issues that are not a schema's.
  let location: SourceLocation
  /// The `Content-Type` that the rule was looked up by; `nil` if none was given.
  package var sentMediaType: String?
  /// The operation that the rule is of, to look at its other statuses.
  let owner: Operation
  /// Whether a body is a mistake, rather than something that the document leaves out: the status never has one, or the
  /// document is Swagger 2.0, where a response without a schema has no content.
  public internal(set) var forbidsBody = false
  /// How JSON is made of the body, and the schemas for that, where it is not JSON itself; `schema` is `nil` then.
  var content: BodyContent?

  /// Whether the document has content that may be anything: it has no schema, or one that says nothing.
  ///
  /// A body that is not there contradicts nothing then.
  public var allowsAnything: Bool {
    if let schema { return schema.acceptsAll }
    if let content { return content.schema?.acceptsAll ?? (content.itemSchema == nil) }
    return absence == .noSchema || (absence == .notJSON && !(mediaType?.hasSchema ?? false))
  }
}

/// The outcome of a body with what is noteworthy beside it.
public struct BodyInspection: Sendable, Hashable {
  /// What the check came to.
  public let outcome: Outcome
  /// What is noteworthy about the body without being an issue.
  public let notices: [Notice]
  /// How many issues there were beyond `Limits.issues`.
  public let omittedIssues: Int
  /// The fields that the body has although no schema which it passes documents them, if they were looked for.
  public let undocumented: [Issue]
  /// How many of those there were beyond `Limits.issues`.
  public let omittedUndocumented: Int

  init(
    outcome: Outcome, notices: [Notice], omittedIssues: Int = 0, undocumented: [Issue] = [],
    omittedUndocumented: Int = 0
  ) {
    self.outcome = outcome
    self.notices = notices
    self.omittedIssues = omittedIssues
    self.undocumented = undocumented
    self.omittedUndocumented = omittedUndocumented
  }
}

extension BodyRule {
  /// The schema, if it alone decides about a body; that another media type was meant may be noteworthy.
  package var plainSchema: Schema? {
    guard notices.allSatisfy({ $0.code == .mediaTypeMismatch }), content == nil, let schema,
      !schema.hasUncheckedKeywords
    else { return nil }
    return schema
  }

  /// What a rule is looked up by for the text of a `Content-Type`.
  package static func lookup(_ contentType: String?) -> String? { SentMediaType(contentType).lookup }

  /// Checks a body and explains what is wrong with it.
  ///
  /// An empty body is no body: fine where there is no content and where a request's body is not required. An issue that is
  /// not the schema's has the keyword of OpenAPI that says so: `content`, `responses` or `required`.
  public func check(_ body: Span<UInt8>, limits: Limits = .init()) -> Outcome {
    inspect(body, limits: limits).outcome
  }

  /// Whether a body passes; builds nothing where a schema decides.
  public func accepts(_ body: Span<UInt8>) -> Bool {
    if isFinding(body) { return false }
    if isAbsent(body) { return true }
    if let schema { return schema.accepts(body) }
    if let content { return content.inspect(BodyRule.copy(body), limits: Limits()).outcome.isValid }
    return absence != .noSchema || mistake(in: body, limits: Limits()) == nil
  }

  /// Checks a body and gives, beside the outcome, what is noteworthy.
  ///
  /// - Parameters:
  ///   - undocumented: Whether to look for fields that nothing documents.
  ///   - disclosure: What issues and notices may show of the body's values.
  public func inspect(
    _ body: Span<UInt8>, limits: Limits = .init(), duplicateNames: DuplicateNames = .warn, undocumented: Bool = false,
    disclosing disclosure: Disclosure = .safe
  ) -> BodyInspection {
    if let issue = issue(for: body) {
      return BodyInspection(outcome: .invalid([issue]), notices: notices)
    }
    if let content, !isAbsent(body) {
      let result = content.inspect(
        BodyRule.copy(body), limits: limits, undocumented: undocumented, disclosing: disclosure)
      return BodyInspection(
        outcome: result.outcome, notices: notices + result.notices, omittedIssues: result.omitted,
        undocumented: result.undocumented, omittedUndocumented: result.omittedUndocumented)
    }
    guard let schema, !isAbsent(body) else {
      let mistake = absence == .noSchema && !isAbsent(body) ? mistake(in: body, limits: limits) : nil
      let hasMark = absence == .noSchema && mistake == nil && BodyRule.hasByteOrderMark(body)
      return BodyInspection(
        outcome: mistake.map { BodyRule.outcome(of: $0, body.count, limits) } ?? .valid,
        notices: hasMark ? notices + [.byteOrderMark()] : notices)
    }
    let inspection = schema.inspect(
      body, limits: limits, duplicateNames: duplicateNames, undocumented: undocumented, disclosing: disclosure)
    return BodyInspection(
      outcome: inspection.outcome, notices: notices + inspection.notices, omittedIssues: inspection.omittedIssues,
      undocumented: inspection.undocumented.members.map(\.issue), omittedUndocumented: inspection.undocumented.omitted)
  }

  /// Checks a body and explains what is wrong with it.
  public func check(_ body: [UInt8], limits: Limits = .init()) -> Outcome { check(body.span, limits: limits) }

  /// Whether a body passes.
  public func accepts(_ body: [UInt8]) -> Bool { accepts(body.span) }

  /// Checks a body and gives, beside the outcome, what is noteworthy.
  public func inspect(
    _ body: [UInt8], limits: Limits = .init(), duplicateNames: DuplicateNames = .warn, undocumented: Bool = false,
    disclosing disclosure: Disclosure = .safe
  ) -> BodyInspection {
    inspect(
      body.span, limits: limits, duplicateNames: duplicateNames, undocumented: undocumented, disclosing: disclosure)
  }

  /// Whether there is no body and need not be one.
  private func isAbsent(_ body: Span<UInt8>) -> Bool { body.isEmpty && side == .request && !isRequired }

  /// Why a body that no schema describes is not the JSON that its media type says it is.
  private func mistake(in body: Span<UInt8>, limits: Limits) -> JSONError? {
    do throws(JSONError) {
      _ = try JSONDocument(SourceText(name: "", bytes: BodyRule.copy(body)), limits: limits)
      return nil
    } catch {
      return error
    }
  }

  /// That a body is no JSON, or that a limit kept it from being read.
  private static func outcome(of mistake: JSONError, _ count: Int, _ limits: Limits) -> Outcome {
    guard mistake.isLimit else { return .unreadable(mistake) }
    return .stopped(
      mistake.code == .depth
        ? LimitExceeded(limit: .depth, position: mistake.position, value: limits.depth)
        : LimitExceeded(limit: .bytes, position: mistake.position, value: limits.bytes, size: count))
  }

  private static func hasByteOrderMark(_ body: Span<UInt8>) -> Bool {
    body.count >= 3 && body[0] == 0xEF && body[1] == 0xBB && body[2] == 0xBF
  }

  private static func copy(_ body: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(body.count)
    for index in body.indices { bytes.append(body[index]) }
    return bytes
  }

  private func isFinding(_ body: Span<UInt8>) -> Bool {
    switch absence {
    case .undocumentedStatus: true
    case .noContent: !body.isEmpty
    case .undocumentedMediaType: !isAbsent(body)
    case .noSchema, .notJSON, nil: body.isEmpty && side == .request && isRequired
    }
  }

  private func issue(for body: Span<UInt8>) -> Issue? {
    guard isFinding(body) else { return nil }
    let subject = Reason.Subject(side == .request ? .request : .response, name)
    if body.isEmpty, side == .request, isRequired {
      return issue("required", Reason(.missingRequestBody, subject: subject))
    }
    switch absence {
    case .undocumentedStatus(let documented):
      let keys = documented.map(\.description)
      return issue(
        "responses",
        Reason(.undocumentedStatus, expected: Reason.Expected(values: keys), subject: subject, status: status))
    case .undocumentedMediaType(let nearest):
      return issue("content", Reason(.undocumentedMediaType, suggestion: nearest, subject: subject))
    default:
      return issue(
        "content", Reason(side == .request ? .undocumentedRequestBody : .unexpectedBody, subject: subject))
    }
  }

  private var name: String {
    side == .request ? operation : "\(statusKey?.description ?? "") of \(operation)"
  }

  private func issue(_ keyword: String, _ reason: Reason) -> Issue {
    Issue(
      reason, keyword: keyword,
      schema: location)
  }
}
