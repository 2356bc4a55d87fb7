import Muster

/// Holds the text of one parameter to what the document says of it.
struct ParameterCheck {
  let parameter: Parameter
  let operation: Operation
  let reading: Reading
  let limits: Limits
  let disclosure: Disclosure

  /// What the parameter was sent as.
  enum Sent {
    /// It was not.
    case nothing
    /// What it may stand for, the likeliest first; never empty.
    case values([WrittenValue])
    /// Its text, to be read by its media type.
    case content(EncodedText)
    /// Nothing that is of its style.
    case malformed(StyleDecoder.Mistake)
    /// Nothing behind its name, which it may be.
    case empty
  }

  /// What a parameter that is one text was sent as.
  func sent(_ raw: EncodedText) -> Sent {
    if parameter.contentType != nil { return .content(raw) }
    do throws(StyleDecoder.Mistake) {
      return .values(try decoder.values(of: raw))
    } catch {
      return .malformed(error)
    }
  }

  /// What a parameter among others was sent as.
  func sent(_ texts: NamedTexts, _ encoding: EncodedText.Encoding) -> Sent {
    let found = texts.texts(parameter.name, encoding)
    if parameter.contentType != nil {
      guard let first = found.first else { return .nothing }
      guard found.count == 1 else {
        return .malformed(
          StyleDecoder.Mistake("style", Reason(.repeatedParameter, found: FoundValue(.array, count: found.count))))
      }
      return .content(first)
    }
    if parameter.allowsEmptyValue, !found.isEmpty, found.allSatisfy(\.isEmpty) { return .empty }
    do throws(StyleDecoder.Mistake) {
      return try decoder.values(of: texts, encoding: encoding).map { .values($0) } ?? .nothing
    } catch {
      return .malformed(error)
    }
  }

  private var decoder: StyleDecoder { parameter.decoder(reading) }

  /// What the check comes to.
  func inspect(_ sent: Sent) throws(ContractError) -> ParameterInspection {
    let candidates: [[UInt8]]
    var isCut = false
    switch sent {
    case .nothing:
      if let broken = parameter.broken(reading), parameter.location == .path {
        var result = inspection(.absent, .valid)
        result.skip = .broken(broken)
        return result
      }
      guard parameter.isRequired else { return inspection(.absent, .valid) }
      return inspection(.absent, .invalid([issue("required", Reason(.missingParameter))]))
    case .malformed(let mistake): return inspection(.sent, outcome(of: mistake))
    case .empty: return inspection(.sent, .valid)
    case .values(let values):
      candidates = values.flatMap { $0.candidates(parameter.shape) }
      isCut = values.contains { $0.isBeyond(parameter.shape) }
    case .content(let raw):
      switch json(of: raw) {
      case .success(let texts):
        candidates = texts
        isCut = parameter.shape.isCut
      case .failure(let mistake): return inspection(.sent, outcome(of: mistake))
      case nil:
        var result = inspection(.sent, .valid)
        result.skip = .mediaType(parameter.contentType ?? "")
        return result
      }
    }
    return try inspect(candidates, isCut: isCut)
  }

  private func inspect(_ candidates: [[UInt8]], isCut: Bool) throws(ContractError) -> ParameterInspection {
    var result = inspection(.sent, .valid)
    if let broken = parameter.broken(reading) {
      result.skip = .broken(broken)
      return result
    }
    guard let index = parameter.schema else {
      result.skip = .noSchema
      return result
    }
    let schema = try operation.storage.schema(index, document: operation.record.document, reading: reading)
    var first: Outcome?
    for (position, candidate) in candidates.enumerated() where !candidates[..<position].contains(candidate) {
      let outcome = schema.check(candidate, limits: limits, disclosing: shown)
      if schema.hasUncheckedKeywords, outcome.isValid || position == 0 {
        let notices = schema.inspect(candidate.span, limits: limits, disclosing: shown).notices
        result.notices = result.notices.filter { $0.code != .notChecked } + notices.filter { $0.code == .notChecked }
      }
      if outcome.isValid { return result }
      first = first ?? outcome
    }
    if isCut, case .invalid? = first {
      return inspection(.sent, .stopped(ValueShape.cut))
    }
    var failed = inspection(.sent, first ?? .valid)
    failed.failedValue = candidates.first
    failed.notices = result.notices
    return failed
  }

  /// What may be shown of the value: nothing of one whose name says that it is a secret.
  private var shown: Disclosure {
    disclosure != .all && Sensitivity.isSensitive(name: parameter.name) ? .never : disclosure
  }

  private func outcome(of mistake: StyleDecoder.Mistake) -> Outcome {
    if let limit = mistake.limit { return .stopped(limit) }
    return .invalid([issue(mistake.keyword, mistake.reason)])
  }

  /// What is noteworthy about the way that a value was written, as far as it may explain a finding.
  static func remarks(on texts: [EncodedText]) -> [ParameterInspection.Writing] {
    guard !texts.isEmpty else { return [] }
    if texts.allSatisfy(\.isEmpty) { return [.empty] }
    let hasPlus = texts.contains { $0.encoding == .form && $0.bytes.contains(UInt8(ascii: "+")) }
    return hasPlus ? [.plusAsSpace] : []
  }

  /// The JSON texts of a value that has a media type; `nil` where it is none that is read.
  private func json(of raw: EncodedText) -> Result<[[UInt8]], StyleDecoder.Mistake>? {
    guard let type = parameter.contentType.flatMap({ MediaTypeName($0) }) else { return nil }
    if type.kind == .form, let form = parameter.form {
      do throws(StyleDecoder.Mistake) {
        let decoder = FormDecoder(form: form, isTolerant: reading == .intent)
        return .success(try decoder.values(of: NamedTexts(query: raw.bytes)).flatMap { $0.candidates(form.shape) })
      } catch {
        return .failure(error)
      }
    }
    guard type.kind == .json || type.kind == .text else { return nil }
    guard let text = raw.decoded else {
      return .failure(.encoding(of: parameter.name))
    }
    if type.kind == .json { return .success([Array(text.utf8)]) }
    return .success(WrittenValue.text(text).candidates(parameter.shape))
  }

  private func inspection(_ presence: ParameterInspection.Presence, _ outcome: Outcome) -> ParameterInspection {
    var result = ParameterInspection(
      name: parameter.name, location: parameter.location, presence: presence, outcome: outcome)
    if presence == .sent, parameter.isDeprecated {
      let place = parameter.source
      result.notices.append(
        Notice(
          code: .deprecatedParameter, reason: Reason(.deprecatedParameter, subject: parameter.subject),
          pointer: place.pointer, source: place.source, position: place.position))
    }
    return result
  }

  private func issue(_ keyword: String, _ reason: Reason) -> Issue {
    var reason = reason
    reason.subject = parameter.subject
    return Issue(reason, keyword: keyword, schema: parameter.source)
  }
}

extension Parameter {
  /// What takes the parameter's text apart.
  func decoder(_ reading: Reading) -> StyleDecoder {
    StyleDecoder(
      name: name, style: style, explodes: explodes, shape: shape, isTolerant: reading == .intent,
      mayHaveCommas: reading == .intent && location == .cookie)
  }

  /// The parameter as reasons speak of it.
  var subject: Reason.Subject { Reason.Subject(location.subjectKind, name) }
}

extension Parameter.Location {
  /// What a parameter of this location is called in reasons.
  var subjectKind: Reason.Subject.Kind {
    switch self {
    case .path: .pathParameter
    case .query: .queryParameter
    case .querystring: .querystring
    case .header: .header
    case .cookie: .cookie
    }
  }
}
