import Muster

extension MessageJudge {
  /// Judges the parameters of a request: those of the path, the query, cookies and header fields.
  func judgeParameters(
    _ parameters: RequestParameters, of message: Message, _ operation: Operation, isRefused: Bool,
    _ judgement: inout MessageJudgement
  ) {
    let inspections: [ParameterInspection]
    do throws(ContractError) {
      inspections = try operation.check(
        parametersOf: parameters, reading: options.reading, limits: options.limits, disclosing: options.disclosure)
    } catch {
      judgement.remarks.append(.unreadableContract(error))
      judgement.skipped((parameters.path?.parameters ?? []).map { _ in .pathParameter }, .contractUnreadable)
      return
    }
    let listed = inspections.lazy.filter { $0.presence == .undocumented }.prefix(max(0, options.limits.issues))
    let shownNames = Presentable.queryNames(parameters.query ?? "", among: listed.map(\.name))
    var undocumentedCount = 0
    for inspection in inspections {
      if inspection.isUnknown(of: message) {
        judgement.skipped(inspection.part(of: .request), .fieldsNotRecorded)
        continue
      }
      if inspection.presence == .undocumented {
        undocumentedCount += 1
        // A query may have any number of them; like issues beyond the limit they are counted.
        guard undocumentedCount <= options.limits.issues else {
          judgement.omit(1, of: .undocumentedQueryParameter)
          judgement.undocumented(inspection.part(of: .request))
          continue
        }
      }
      let judge = ParameterJudgement(
        inspection: inspection, side: .request, operation: operation, isRefused: isRefused,
        isNameShown: inspection.presence != .undocumented || shownNames.contains(inspection.name),
        placeholders: options.placeholders)
      judge.judge(&judgement)
    }
    // What the template has and the document does not describe is there all the same.
    for parameter in parameters.path?.parameters ?? []
    where !inspections.contains(where: { $0.location == .path && $0.name == parameter.name }) {
      judgement.skipped(.pathParameter, .noSchema)
    }
  }

  /// Judges the parameters of a path alone.
  func judgePath(_ path: PathMatch, _ operation: Operation, _ judgement: inout MessageJudgement) {
    let inspections = try? operation.check(
      path, reading: options.reading, limits: options.limits, disclosing: options.disclosure)
    for inspection in inspections ?? [] where inspection.presence == .sent {
      let judge = ParameterJudgement(
        inspection: inspection, side: .request, operation: operation, isRefused: false, isNameShown: true,
        placeholders: options.placeholders)
      judge.judge(&judgement)
    }
  }

  /// Judges the header fields of a response that the contract describes.
  func judgeHeaders(
    of message: Message, status: Int, _ operation: Operation, _ judgement: inout MessageJudgement
  ) throws(ContractError) {
    let inspections = try operation.check(
      headers: message.headers.parameters, ofStatus: status, reading: options.reading, limits: options.limits,
      disclosing: options.disclosure)
    for inspection in inspections {
      if inspection.isUnknown(of: message) {
        judgement.skipped(inspection.part(of: .response), .fieldsNotRecorded)
        continue
      }
      let judge = ParameterJudgement(
        inspection: inspection, side: .response, operation: operation, isRefused: false,
        isNameShown: true, status: status, placeholders: options.placeholders)
      judge.judge(&judgement)
    }
  }

  /// Judges whether the credentials are there that the contract asks for; their values are not looked at.
  func judgeCredentials(
    _ parameters: RequestParameters, of message: Message, _ operation: Operation, status: Int?,
    _ judgement: inout MessageJudgement
  ) {
    let inspection = operation.check(securityOf: parameters)
    switch inspection.verdict {
    case .notRequired: break
    case .satisfied: judgement.checked(.credentials, isInspected: false)
    case .undecided: judgement.skipped(.credentials, .unseenCredentials)
    case .missing where !message.areFieldsKnown: judgement.skipped(.credentials, .credentialsNotRecorded)
    case .missing where status == 401 || status == 403:
      judgement.remarks.append(.missingCredentials(inspection, of: operation, status: status))
      judgement.checked(.credentials, isFailure: true, isInspected: false)
    // What the server took had credentials, which many tools leave out of what they record.
    case .missing:
      if let status, status < 400 {
        judgement.remarks.append(.missingCredentials(inspection, of: operation, status: status))
      }
      judgement.skipped(.credentials, .credentialsNotRecorded)
    }
  }
}

extension ParameterInspection {
  /// The part of an exchange that the parameter belongs to.
  fileprivate func part(of side: BodyRule.Side) -> ExchangePart {
    switch location {
    case .path, nil: .pathParameter
    case .query, .querystring: .queryParameter
    case .cookie: .cookieParameter
    case .header: side == .request ? .requestHeader : .responseHeader
    }
  }

  /// Whether the parameter is missing and due, in a part of the message that was not recorded.
  fileprivate func isUnknown(of message: Message) -> Bool {
    guard presence == .absent, skip == nil else { return false }
    if case .valid = outcome { return false }
    switch location {
    case .query, .querystring: return !message.isQueryKnown
    case .header, .cookie: return !message.areFieldsKnown
    case .path, nil: return false
    }
  }
}

/// Judges one parameter or header field by what its check came to.
private struct ParameterJudgement {
  let inspection: ParameterInspection
  let side: BodyRule.Side
  let operation: Operation
  let isRefused: Bool
  /// Whether the name may be shown, as it is the document's or a plain one.
  let isNameShown: Bool
  var status: Int?
  var placeholders: Placeholders?

  private var part: ExchangePart { inspection.part(of: side) }

  func judge(_ judgement: inout MessageJudgement) {
    for notice in inspection.notices where notice.code == .deprecatedParameter {
      add(.deprecatedParameter(notice, parameter: inspection.name), &judgement)
    }
    for notice in inspection.notices where notice.code == .notChecked {
      var remark = Remark.notChecked(notice, side: side)
      remark.parameter = inspection.name
      add(remark, &judgement)
      judgement.skipped(.keyword, .unusableKeyword)
    }
    switch inspection.skip {
    case .broken(let damage):
      let what = inspection.name.isEmpty ? "a parameter" : "parameter '\(inspection.name)'"
      judgement.remarks.append(.unreadableContract(damage.error("\(what) of \(operation.reference)")))
      judgement.skipped(part, .contractUnreadable)
      return
    case .noSchema:
      judgement.skipped(part, .noSchema)
      return
    case .mediaType:
      judgement.skipped(part, .parameterMediaType)
      return
    case .ambiguous:
      judgement.skipped(part, .ambiguousPath)
      return
    case nil: break
    }
    if inspection.presence == .undocumented {
      let name = isNameShown ? inspection.name : Presentable.omission
      let nearest = isNameShown ? inspection.nearest : nil
      add(.undocumentedQueryParameter(name, nearest: nearest, of: operation), &judgement)
      judgement.undocumented(part)
      return
    }
    switch inspection.outcome {
    case .valid: if inspection.presence == .sent { judgement.checked(part) }
    case .stopped: judgement.skipped(part, .limit)
    case .unreadable(let error):
      let issue = Issue(Reason(error), keyword: "content", position: error.position)
      fail([issue], &judgement)
    case .invalid(let issues):
      let held = issues.filter { !isPlaceholder($0) }
      guard !held.isEmpty else { return judgement.skipped(part, .placeholder) }
      fail(held, &judgement)
    }
  }

  private func isPlaceholder(_ issue: Issue) -> Bool {
    guard let placeholders, let value = inspection.failedValue else { return false }
    return placeholders.contains(stringAt: issue.position.offset, of: value)
  }

  private func fail(_ issues: [Issue], _ judgement: inout MessageJudgement) {
    for issue in issues { add(remark(issue), &judgement) }
    if isRefused {
      judgement.skipped(part, .refused)
    } else {
      judgement.checked(part, isFailure: true)
    }
  }

  private func remark(_ issue: Issue) -> Remark {
    let name = inspection.name
    if inspection.presence == .absent { return .missingParameter(issue, side: side, parameter: name) }
    let issue = issue.replacing(explained(issue.reason))
    switch inspection.location {
    case .path, nil: return .pathParameterInvalid(issue, parameter: name)
    case .query, .querystring: return .queryParameterInvalid(issue, parameter: name)
    case .cookie: return .cookieParameterInvalid(issue, parameter: name)
    case .header: return .headerInvalid(issue, side: side, header: name)
    }
  }

  /// A reason with the parameter that it is about, and with what its writing tells.
  private func explained(_ reason: Reason) -> Reason {
    var reason = reason
    reason.subject = Reason.Subject(inspection.location?.subjectKind ?? .pathParameter, inspection.name)
    if inspection.writing.contains(.plusAsSpace) {
      reason = Reason(.plusAsSpace, subject: reason.subject, causes: [reason])
    }
    return reason
  }

  private func add(_ remark: Remark, _ judgement: inout MessageJudgement) {
    var remark = remark
    remark.side = side
    remark.status = status
    judgement.remarks.append(remark)
  }
}
