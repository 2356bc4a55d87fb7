import Muster

extension Operation {
  /// Checks all parameters of a request.
  ///
  /// A parameter is text: it is taken apart by its style, decoded, and turned into the types that its schema asks for.
  /// `+` in a query is a space; in a path it is not. Characters that delimit are never part of a value unless they are
  /// encoded; under the reading by intent, a list whose commas are all encoded is taken apart at these.
  /// - Returns: An inspection for each documented parameter, in the order of the document, one for each parameter that a
  ///   mistake in the document keeps from being known, then one for each query parameter that is not documented.
  /// - Throws: ``ContractError/Code/brokenPart`` where the operation as a whole has a mistake, and
  ///   ``ContractError/Code/malformed`` where the contract's program cannot be trusted.
  /// - Complexity: O(*parameters* × *n*) in the size of the request's head.
  public func check(
    parametersOf request: RequestParameters, reading: Reading = .intent, limits: Limits = .init(),
    disclosing disclosure: Disclosure = .safe
  ) throws(ContractError) -> [ParameterInspection] {
    try requireReadable(reading)
    try requireSound(reference, record.broken(reading))
    let query = NamedTexts(query: (request.query ?? "").utf8, limit: max(0, limits.parameters))
    let declared = DeclaredParameters(record.parameters, reading, keys: queryKeys)
    let path = try request.path.map { (path) throws(ContractError) in
      try check(path, reading: reading, limits: limits, disclosing: disclosure)
    }
    var inspections: [ParameterInspection] = []
    for parameter in record.parameters {
      let check = ParameterCheck(
        parameter: parameter, operation: self, reading: reading, limits: limits, disclosure: disclosure)
      let sent: ParameterCheck.Sent
      switch parameter.location {
      case .path:
        if let found = path?.first(where: { $0.name == parameter.name }) {
          inspections.append(found)
          continue
        }
        sent = .nothing
      case .query where query.isCut:
        inspections.append(Operation.stopped(parameter.name, limits))
        continue
      case .query: sent = check.sent(declared.own(query, of: parameter), .form)
      case .querystring:
        sent = request.query.map { $0.isEmpty ? .nothing : .content(EncodedText($0.utf8, .form)) } ?? .nothing
      case .header: sent = Operation.sent(header: parameter, in: request.headers, check)
      case .cookie: sent = Operation.sent(cookie: parameter, in: request.headers, check)
      }
      var inspection = try check.inspect(sent)
      if case .invalid = inspection.outcome { inspection.writing = writing(of: parameter, in: request, query) }
      inspections.append(inspection)
    }
    inspections += record.lostParameters.map { part in
      var inspection = ParameterInspection(name: "", location: nil, presence: .sent, outcome: .valid)
      inspection.skip = .broken(part)
      return inspection
    }
    if query.isCut {
      // That nothing was looked at is told in any case.
      return declared.names.isEmpty ? inspections + [Operation.stopped("", limits)] : inspections
    }
    return inspections + undocumented(query, declared)
  }

  /// A query parameter that was not looked for among too many entries.
  private static func stopped(_ name: String, _ limits: Limits) -> ParameterInspection {
    ParameterInspection(
      name: name, location: .query, presence: .sent,
      outcome: .stopped(LimitExceeded(ofText: .entries, limits.parameters)))
  }

  /// Checks the parameters of a path against their schemas.
  ///
  /// A path that can be read in several ways passes if one of them does, as the specification leaves open which one is
  /// meant (OpenAPI 3.1, section 4.8.8.2).
  /// - Returns: An inspection for each parameter of the path, in its order: by the first way to read it in which all pass,
  ///   or else by the likeliest.
  /// - Throws: ``ContractError/Code/malformed`` where the contract's program cannot be trusted.
  public func check(
    _ match: PathMatch, reading: Reading = .intent, limits: Limits = .init(),
    disclosing disclosure: Disclosure = .safe
  ) throws(ContractError) -> [ParameterInspection] {
    try requireSound(reference, storage.refusal(document: record.document, reading: reading))
    var likeliest: [ParameterInspection] = []
    for (index, parameters) in match.readings.enumerated() {
      let inspections = try inspect(parameters, reading, limits, disclosure)
      if inspections.allSatisfy({ $0.outcome.isValid }) { return inspections }
      if index == 0 { likeliest = inspections }
    }
    guard match.hasMoreReadings else { return likeliest }
    return likeliest.map { inspection in
      guard !inspection.outcome.isValid else { return inspection }
      var unknown = ParameterInspection(
        name: inspection.name, location: inspection.location, presence: inspection.presence, outcome: .valid)
      unknown.notices = inspection.notices
      unknown.skip = .ambiguous
      return unknown
    }
  }

  /// Checks the parameters of a path in one of the ways to read it.
  private func inspect(
    _ parameters: [PathMatch.Parameter], _ reading: Reading, _ limits: Limits, _ disclosure: Disclosure
  ) throws(ContractError) -> [ParameterInspection] {
    var inspections: [ParameterInspection] = []
    for found in parameters {
      guard let declared = record.parameters.first(where: { $0.location == .path && $0.name == found.name }) else {
        var inspection = ParameterInspection(
          name: found.name, location: .path, presence: .undocumented, outcome: .valid)
        inspection.skip = .noSchema
        inspections.append(inspection)
        continue
      }
      let check = ParameterCheck(
        parameter: declared, operation: self, reading: reading, limits: limits, disclosure: disclosure)
      inspections.append(try check.inspect(check.sent(found.raw)))
    }
    return inspections
  }

  /// Checks the headers of a response that the document describes.
  ///
  /// - Returns: An inspection for each of them, in the order of the document; none where nothing covers the status.
  /// - Throws: ``ContractError/Code/brokenPart`` where the document has a mistake there, and
  ///   ``ContractError/Code/malformed`` where the contract's program cannot be trusted.
  public func check(
    headers: [RequestParameters.Field], ofStatus status: Int, reading: Reading = .intent, limits: Limits = .init(),
    disclosing disclosure: Disclosure = .safe
  ) throws(ContractError) -> [ParameterInspection] {
    try requireReadable(reading)
    try requireSound(reference, record.broken(reading))
    guard let response = record.response(to: status, reading) else { return [] }
    try requireSound("response \(response.status) of \(reference)", response.broken(reading))
    var inspections: [ParameterInspection] = []
    for header in response.headers {
      let check = ParameterCheck(
        parameter: header, operation: self, reading: reading, limits: limits, disclosure: disclosure)
      inspections.append(
        header.name.asciiUppercased == "SET-COOKIE"
          ? try Operation.inspect(cookies: header, in: headers, check)
          : try check.inspect(Operation.sent(header: header, in: headers, check)))
    }
    return inspections
  }

  private func writing(
    of parameter: Parameter, in request: RequestParameters, _ query: NamedTexts
  ) -> [ParameterInspection.Writing] {
    switch parameter.location {
    case .query: return ParameterCheck.remarks(on: query.texts(parameter.name, .form))
    case .header:
      let name = parameter.name.asciiUppercased
      return ParameterCheck.remarks(
        on: request.headers.filter { $0.name.asciiUppercased == name }.map {
          EncodedText($0.value.utf8, .none)
        })
    case .cookie:
      let cookies = request.headers.filter { $0.name.asciiUppercased == "COOKIE" }.map(\.value)
      return ParameterCheck.remarks(on: NamedTexts(cookies: cookies, .lenient).texts(parameter.name, .lenient))
    case .path, .querystring: return []
    }
  }

  /// Each cookie that is set has a field of its own, with commas that part nothing (RFC 6265, section 3).
  private static func inspect(
    cookies header: Parameter, in fields: [RequestParameters.Field], _ check: ParameterCheck
  ) throws(ContractError) -> ParameterInspection {
    let found = fields.filter { $0.name.asciiUppercased == "SET-COOKIE" }
    guard !found.isEmpty else { return try check.inspect(.nothing) }
    if header.contentType != nil {
      // In text they are a line each (OpenAPI 3.2, section 4.21).
      return try check.inspect(check.sent(EncodedText(found.map(\.value).joined(separator: "\n").utf8, .none).trimmed))
    }
    let values = found.map { EncodedText($0.value.utf8, .none).trimmed }
    if header.shape.isArray {
      return try check.inspect(.values([.list(values.map { .text($0.decoded ?? "") })]))
    }
    var first: ParameterInspection?
    for value in values {
      let inspection = try check.inspect(check.sent(value))
      if !inspection.outcome.isValid { return inspection }
      first = first ?? inspection
    }
    if let first { return first }
    return try check.inspect(.nothing)
  }

  /// Fields of one name are one field with commas (RFC 9110, section 5.2); for a single value that is one too many.
  private static func sent(
    header: Parameter, in fields: [RequestParameters.Field], _ check: ParameterCheck
  ) -> ParameterCheck.Sent {
    let name = header.name.asciiUppercased
    let found = fields.filter { $0.name.asciiUppercased == name }
    guard let first = found.first else { return .nothing }
    let isSingle = header.shape.types.isDisjoint(with: [.array, .object])
    if found.count > 1, isSingle || header.contentType != nil {
      return .malformed(
        StyleDecoder.Mistake("style", Reason(.repeatedParameter, found: FoundValue(.array, count: found.count))))
    }
    if header.shape.types == .any { return check.sent(EncodedText(first.value.utf8, .none).trimmed) }
    return check.sent(EncodedText(found.map(\.value).joined(separator: ",").utf8, .none).trimmed)
  }

  private static func sent(
    cookie: Parameter, in fields: [RequestParameters.Field], _ check: ParameterCheck
  ) -> ParameterCheck.Sent {
    let cookies = fields.filter { $0.name.asciiUppercased == "COOKIE" }.map(\.value)
    let encoding: EncodedText.Encoding = cookie.style == .cookie ? .none : .lenient
    let isSplit = cookie.style == .form && cookie.explodes && !cookie.shape.types.isDisjoint(with: [.array, .object])
    guard isSplit, cookie.shape.types != .any else {
      return check.sent(NamedTexts(cookies: cookies, encoding), encoding)
    }
    // The form style writes an ampersand between items, which no cookie needs to have inside of it.
    let pieces = cookies.map { String(decoding: $0.utf8.map { $0 == 0x26 ? 0x3B : $0 }, as: UTF8.self) }
    return check.sent(NamedTexts(cookies: pieces, encoding), encoding)
  }

  /// The entries of a query that prove who sends it.
  private var queryKeys: [String] {
    storage.securitySchemes.filter { $0.type == "apiKey" && $0.location == "query" }.map(\.parameter)
  }

  // MARK: What is not documented

  private func undocumented(_ query: NamedTexts, _ declared: DeclaredParameters) -> [ParameterInspection] {
    // Whatever is there may be what could not be read of the document, or part of the whole that is a parameter.
    guard record.lostParameters.isEmpty, !record.parameters.contains(where: { $0.location == .querystring }) else {
      return []
    }
    // A query in the path template documents its names.
    let selecting = Set(record.template(.intent).query.map { TextKey($0.name) })
    var seen: Set<TextKey> = []
    var inspections: [ParameterInspection] = []
    for entry in query.entries where seen.insert(TextKey(entry.name)).inserted {
      if declared.take(entry.name) || selecting.contains(TextKey(entry.name)) { continue }
      var inspection = ParameterInspection(
        name: entry.name, location: .query, presence: .undocumented, outcome: .valid)
      // Looking for a name costs more than the rest: many that nobody knows are no slips.
      if inspections.count < 16 { inspection.nearest = NearestName.of(entry.name, among: declared.names) }
      inspections.append(inspection)
    }
    return inspections
  }
}
