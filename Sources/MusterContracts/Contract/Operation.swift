import Muster

/// One operation of a vendor: a method on a path (OpenAPI 3.1, section 4.8.10).
public struct Operation: Sendable {
  let storage: Contract.Storage
  let index: Int
  let record: OperationRecord

  init(storage: Contract.Storage, index: Int) {
    self.storage = storage
    self.index = index
    record = storage.operations[index]
  }

  /// The `operationId`, if the document gives one.
  public var id: String? { record.id }

  /// The method, in upper case.
  public var method: String { record.method }

  /// The path template, as in `/items/{id}`.
  ///
  /// A request that the vendor sends has no path: that of a webhook has `webhook:` and its name, that of a callback
  /// `callback:`, the path and method it is of, its name, and the expression for its URL, with colons between.
  public var path: String { record.path }

  /// Whether the vendor sends the request: it is of a webhook or callback (OpenAPI 3.1, sections 4.8.1 and 4.8.18).
  public var isIncoming: Bool { record.isIncoming }

  /// The method and the path template: what every operation can be found by.
  public var reference: String { "\(method) \(path)" }

  /// Where the document has it.
  public var location: SourceLocation { record.location }

  /// Whether the document calls it deprecated.
  public var isDeprecated: Bool { record.isDeprecated }

  /// The URLs of its servers, their variables replaced as far as the document says by what.
  public var servers: [String] { record.servers.flatMap(\.urls) }

  /// Its servers as the document writes them.
  public var serverTemplates: [ServerTemplate] { record.servers }

  /// What of it cannot be checked, each with the mistake that is to blame.
  public var brokenParts: [BrokenPart.Use] { record.brokenParts }

  /// The alternatives for proving who sends the request, each with the schemes that it needs together.
  ///
  /// `nil` where the document says nothing, empty where it needs none.
  public var security: [[String]]? { record.security }

  /// The parameters, the path item's among them.
  public var parameters: [Parameter] { record.parameters }

  /// What the document says of the request's body; `nil` where it says nothing.
  public var requestBody: RequestBody? { record.requestBody }

  /// The documented responses, in the order of the document.
  public var responses: [Response] { record.responses }
}

extension Operation {
  /// The rule for the body of a request.
  ///
  /// - Parameters:
  ///   - media: The `Content-Type` that it is sent with; `nil` to take it as JSON.
  ///   - reading: How to take the schema's words.
  /// - Throws: ``ContractError/Code/brokenPart`` where the document has a mistake there, and
  ///   ``ContractError/Code/malformed`` where the contract's program cannot be trusted.
  public func request(media: String? = nil, reading: Reading = .intent) throws(ContractError) -> BodyRule {
    try requireReadable(reading)
    try requireSound("\(reference)", record.broken(reading))
    let body = record.requestBody
    try requireSound("the request of \(reference)", body?.broken(reading))
    return try rule(
      .request, content: body?.content ?? [], media: media, reading: reading, status: nil, key: nil,
      isRequired: body?.isRequired ?? false, location: body?.location ?? record.location)
  }

  /// The rule for the body of a response: an explicit status beats a range, a range beats `default`.
  ///
  /// - Parameters:
  ///   - status: The status code.
  ///   - media: The `Content-Type` that it is sent with; `nil` to take it as JSON.
  ///   - reading: How to take the schema's words.
  /// - Throws: ``ContractError/Code/brokenPart`` where the document has a mistake there, and
  ///   ``ContractError/Code/malformed`` where the contract's program cannot be trusted.
  public func response(
    status: Int, media: String? = nil, reading: Reading = .intent
  ) throws(ContractError) -> BodyRule {
    try requireReadable(reading)
    try requireSound("\(reference)", record.broken(reading))
    guard let response = record.response(to: status, reading) else {
      return BodyRule(
        side: .response, operation: reference, status: status, statusKey: nil, mediaType: nil, isRequired: false,
        schema: nil, absence: .undocumentedStatus(documented: record.responses.map(\.status)), notices: [],
        location: record.location, sentMediaType: media, owner: self)
    }
    try requireSound("response \(response.status) of \(reference)", response.broken(reading))
    return try rule(
      .response, content: response.content, media: media, reading: reading, status: status, key: response.status,
      isRequired: !response.content.isEmpty, location: response.location)
  }

  private var isSwagger: Bool {
    storage.documents.indices.contains(record.document)
      && storage.documents[record.document].dialect == Dialect.swagger20.name
  }

  /// Throws if a mistake keeps the whole operation from being checked under a reading.
  func requireReadable(_ reading: Reading) throws(ContractError) {
    try requireSound(reference, record.broken)
    try requireSound(reference, storage.refusal(document: record.document, reading: reading))
  }

  /// Throws where a part has a mistake.
  func requireSound(_ subject: String, _ broken: BrokenPart?) throws(ContractError) {
    if let broken { throw broken.error(subject) }
  }

  private func rule(
    _ side: BodyRule.Side, content: [MediaType], media sent: String?, reading: Reading, status: Int?, key: StatusKey?,
    isRequired: Bool, location: SourceLocation
  ) throws(ContractError) -> BodyRule {
    let media = SentMediaType(sent).lookup
    var notices: [Notice] = []
    var mediaType: MediaType?
    var schema: Schema?
    var absence: BodyRule.Absence?
    var decoded: BodyContent?
    let isBodiless = HTTPStatus.isBodiless(status, to: method)
    if content.isEmpty || isBodiless {
      absence = .noContent
    } else if let choice = ContentChoice(content, sent: media) {
      mediaType = choice.mediaType
      let subject = status == nil ? "the request" : "response \(key?.description ?? "")"
      try requireSound("\(subject) of \(reference) as \(choice.mediaType.name)", choice.mediaType.broken(reading))
      if choice.isMismatch, let media { notices.append(mismatch(sent: media, declared: choice.mediaType)) }
      if choice.kind != .json {
        let content = try self.content(choice, sent: media, reading: reading)
        if content.isCheckable {
          decoded = content
        } else {
          absence = .notJSON
          notices.append(unchecked(choice.mediaType, isJSON: false))
        }
      } else if let index = choice.mediaType.schema {
        schema = try storage.schema(index, document: record.document, reading: reading)
      } else {
        absence = .noSchema
        notices.append(unchecked(choice.mediaType, isJSON: true))
      }
    } else {
      absence = .undocumentedMediaType(nearest: ContentChoice.nearest(to: media ?? "", in: content))
    }
    var rule = BodyRule(
      side: side, operation: reference, status: status, statusKey: key, mediaType: mediaType,
      isRequired: isRequired && !isBodiless, schema: schema, absence: absence, notices: notices, location: location,
      sentMediaType: sent, owner: self)
    rule.content = decoded
    rule.forbidsBody = absence == .noContent && side == .response && (isBodiless || isSwagger)
    return rule
  }

  /// Content that JSON has to be made of first.
  private func content(
    _ choice: ContentChoice, sent: String?, reading: Reading
  ) throws(ContractError) -> BodyContent {
    var schemas: [Schema?] = []
    for index in [choice.mediaType.schema, choice.mediaType.itemSchema, choice.mediaType.dataSchema] {
      guard let index else {
        schemas.append(nil)
        continue
      }
      schemas.append(try storage.schema(index, document: record.document, reading: reading))
    }
    return BodyContent(
      kind: choice.kind, mediaType: choice.mediaType, sent: sent, reading: reading, schema: schemas[0],
      itemSchema: schemas[1], dataSchema: schemas[2])
  }

  private func mismatch(sent: String, declared: MediaType) -> Notice {
    let sent = MediaTypeName(sent)?.description ?? "another type"
    return Notice(
      code: .mediaTypeMismatch,
      reason: Reason(.mediaTypeMismatch, expected: Reason.Expected(values: [declared.name]), found: .text(sent)),
      pointer: declared.location.pointer, source: declared.location.source,
      position: TextPosition(offset: 0, line: declared.location.line, column: declared.location.column))
  }

  private func unchecked(_ declared: MediaType, isJSON: Bool) -> Notice {
    notice(
      .notChecked, declared,
      isJSON
        ? "\(declared.name) has no schema here: any JSON passes"
        : "the body is not checked: nothing can be made of \(declared.name) that a schema checks")
  }

  private func notice(_ code: Notice.Code, _ media: MediaType, _ message: String) -> Notice {
    Notice(
      code: code, pointer: media.location.pointer, source: media.location.source,
      position: TextPosition(offset: 0, line: media.location.line, column: media.location.column), message: message)
  }
}

extension Operation {
  /// The parameters of a concrete path; `nil` if the path is not this operation's.
  ///
  /// - Parameters:
  ///   - path: The path, perhaps with a query or fragment.
  ///   - reading: Whether a query in the template and `x-multi-segment` count; they do by intent.
  /// - Complexity: O(*n*) in the size of the path, times the parameters that share a segment.
  public func match(path: String, reading: Reading = .intent) -> PathMatch? {
    record.template(reading).match(path)
  }
}
