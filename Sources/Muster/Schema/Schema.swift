/// A compiled schema: checks payload bytes, over and over, from any thread.
///
/// ```swift
/// let schema = try Schema(#"{"type": "object", "required": ["id"]}"#.utf8)
/// schema.accepts(#"{"id": 5}"#)  // true
/// ```
/// A struct over one immutable storage: a copy is one retain.
public struct Schema: Sendable {
  private(set) var storage: SchemaStorage

  init(_ planned: PlannedSchemas.Planned, pool: ScratchPool, notices: [Notice]) {
    storage = SchemaStorage(
      program: planned.program, plan: planned.plan, root: planned.root, pool: pool, entry: planned.entry,
      notices: notices, checkNotices: planned.notices)
  }

  /// What compiling had to say: keywords and formats that are not known, and what has no effect.
  public var notices: [Notice] { storage.notices }

  var program: Program { storage.program }

  /// The same schema with what reading its text had to say before its own notices.
  package func adding(_ notices: [Notice]) -> Schema {
    var schema = self
    if !notices.isEmpty { schema.storage = storage.adding(notices) }
    return schema
  }

  /// Whether every JSON text passes, because the schema says nothing, as `{}` and `true` do.
  package var acceptsAll: Bool { storage.acceptsAll }

  /// Whether every string passes; `false` also where only checking tells.
  package var acceptsEveryString: Bool { storage.acceptsEveryString }

  /// Whether the schema has a keyword that cannot be used, which every check of it passes over.
  package var hasUncheckedKeywords: Bool { storage.checkNotices.contains(.unchecked) }

  /// Compiles the text of a schema, JSON.
  ///
  /// - Throws: ``SchemaError``: the text is not JSON, or not a schema of its dialect.
  /// - Complexity: O(*n*) in the size of the schema.
  public init(_ text: some Collection<UInt8>, options: Options = .init()) throws(SchemaError) {
    let source = SourceText(name: "<schema>", bytes: Array(text))
    let document: JSONDocument
    do throws(JSONError) { document = try JSONDocument(source) } catch { throw SchemaError(error, in: source) }
    try self.init(document, options: options)
    if document.hasByteOrderMark { storage = storage.adding([.byteOrderMark(source: source.name)]) }
  }

  /// Compiles a schema of a document that was read.
  ///
  /// - Parameters:
  ///   - document: A JSON Schema, or an OpenAPI document with the schema somewhere in it.
  ///   - pointer: Where the schema lies in the document.
  /// - Throws: ``SchemaError``, located in the document's source.
  public init(
    _ document: JSONDocument, at pointer: JSONPointer = .init(), options: Options = .init()
  ) throws(SchemaError) {
    self = try SchemaSet(document, at: [pointer], options: options)[0]
  }

  // MARK: Checking

  /// Whether a payload passes.
  ///
  /// It builds nothing and, in a steady state, allocates nothing.
  ///
  /// A payload that is not JSON, or that a limit stops, does not pass.
  /// - Complexity: O(*n*) in the payload for schemas without nested unions; bounded by `Limits.steps` for all.
  public func accepts(_ payload: Span<UInt8>, limits: Limits = .init()) -> Bool {
    storage.accepts(payload, limits)
  }

  /// Whether a payload passes.
  public func accepts(_ payload: [UInt8]) -> Bool { accepts(payload.span) }

  /// Whether a payload passes.
  public func accepts(_ payload: String) -> Bool { accepts(Array(payload.utf8)) }

  /// Whether a document that was read passes: the check alone.
  ///
  /// - Complexity: as for bytes, without the reading.
  public func accepts(_ document: JSONDocument, limits: Limits = .init()) -> Bool {
    storage.accepts(document, limits)
  }

  /// Whether a payload passes and there is nothing noteworthy about it; `false` also where that takes an inspection.
  package func passesWithoutNotice(_ payload: Span<UInt8>, limits: Limits) -> Bool {
    storage.passesWithoutNotice(payload, limits)
  }

  /// Checks a payload and explains what is wrong with it.
  ///
  /// - Complexity: that of `accepts`, and about as much again where the payload fails.
  ///
  /// - Parameter disclosure: What issues may show of the payload's values.
  public func check(
    _ payload: Span<UInt8>, limits: Limits = .init(), disclosing disclosure: Disclosure = .safe
  ) -> Outcome {
    storage.check(payload, limits, disclosure)
  }

  /// Checks a payload and explains what is wrong with it.
  public func check(
    _ payload: [UInt8], limits: Limits = .init(), disclosing disclosure: Disclosure = .safe
  ) -> Outcome {
    check(payload.span, limits: limits, disclosing: disclosure)
  }

  /// Checks a payload and explains what is wrong with it.
  public func check(
    _ payload: String, limits: Limits = .init(), disclosing disclosure: Disclosure = .safe
  ) -> Outcome {
    check(Array(payload.utf8), limits: limits, disclosing: disclosure)
  }

  /// Checks a payload that must pass.
  ///
  /// - Throws: ``Rejection`` with the outcome, when it does not.
  public func require(_ payload: Span<UInt8>, limits: Limits = .init()) throws(Rejection) {
    let outcome = check(payload, limits: limits)
    if !outcome.isValid { throw Rejection(outcome: outcome) }
  }

  /// Checks a payload that must pass.
  ///
  /// - Throws: ``Rejection`` with the outcome, when it does not.
  public func require(_ payload: [UInt8], limits: Limits = .init()) throws(Rejection) {
    try require(payload.span, limits: limits)
  }

  /// Checks a payload and gives, beside the outcome, what is noteworthy about the payload.
  ///
  /// - Parameters:
  ///   - undocumented: Whether to look for members that nothing documents, as ``undocumentedMembers(of:limits:)`` does.
  ///   - disclosure: What issues and notices may show of the payload's values.
  public func inspect(
    _ payload: Span<UInt8>, limits: Limits = .init(), duplicateNames: DuplicateNames = .warn,
    undocumented: Bool = false, disclosing disclosure: Disclosure = .safe
  ) -> Inspection {
    storage.inspect(
      payload, limits, duplicateNames: duplicateNames, undocumented: undocumented, disclosure)
  }

  /// Checks a payload and gives, beside the outcome, what is noteworthy about the payload.
  public func inspect(
    _ payload: [UInt8], limits: Limits = .init(), duplicateNames: DuplicateNames = .warn,
    disclosing disclosure: Disclosure = .safe
  ) -> Inspection {
    inspect(payload.span, limits: limits, duplicateNames: duplicateNames, disclosing: disclosure)
  }
}

/// What to do where a name occurs twice in an object.
public enum DuplicateNames: String, Sendable, Hashable {
  /// Check every occurrence and say it in a notice.
  case warn
  /// Take it as an issue.
  case reject
}

/// An outcome with what is noteworthy beside it.
public struct Inspection: Sendable, Hashable {
  /// What the check came to.
  public let outcome: Outcome
  /// What is noteworthy about the payload without being an issue.
  public let notices: [Notice]
  /// How many issues there were beyond `Limits.issues`.
  public let omittedIssues: Int
  /// The members that nothing documents, if they were asked for.
  ///
  /// There are none of a payload that fails, unless it fails for nothing but additions: members that closed objects do not
  /// declare, and strings that enumerations do not list.
  public let undocumented: UndocumentedMembers

  init(
    outcome: Outcome, notices: [Notice], omittedIssues: Int = 0, undocumented: UndocumentedMembers = .init()
  ) {
    self.outcome = outcome
    self.notices = notices
    self.omittedIssues = omittedIssues
    self.undocumented = undocumented
  }

  init(_ error: TapeError, _ bytes: ByteView, _ limits: Limits) {
    let error = bytes.withSpan(from: 0, count: bytes.count) { JSONError(error, in: $0, limits: limits) }
    notices = []
    omittedIssues = 0
    undocumented = UndocumentedMembers()
    guard error.isLimit else {
      outcome = .unreadable(error)
      return
    }
    outcome = .stopped(
      error.code == .depth
        ? LimitExceeded(limit: .depth, position: error.position, value: limits.depth)
        : LimitExceeded(limit: .bytes, position: error.position, value: limits.bytes, size: bytes.count))
  }
}

extension SchemaError {
  init(_ error: JSONError, in source: SourceText) {
    self.init(
      code: .unreadable,
      location: SchemaLocation(
        source: source.name, pointer: "", line: error.position.line, column: error.position.column),
      detail: error.detail)
  }
}
