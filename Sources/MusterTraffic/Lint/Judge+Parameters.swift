import Muster
import MusterContracts

extension Judge {
  /// Judges the parameters of a request: those of the path, the query, cookies and header fields.
  func judgeParameters(
    _ parameters: RequestParameters, _ operation: MusterContracts.Operation, isRefused: Bool,
    _ judgement: inout Judgement
  ) {
    let inspections: [ParameterInspection]
    do throws(ContractError) {
      inspections = try operation.check(parametersOf: parameters, reading: options.reading, limits: options.limits)
    } catch {
      judgement.remarks.append(.unreadableContract(error))
      judgement.skipped((parameters.path?.parameters ?? []).map { _ in .pathParameter }, .contractUnreadable)
      return
    }
    let shownNames = Presentable.queryNames(parameters.query ?? "")
    for inspection in inspections {
      let path = parameters.path?.parameters.first { $0.name == inspection.name }
      let judge = ParameterJudgement(
        inspection: inspection, side: .request, operation: operation, isRefused: isRefused,
        pathText: inspection.location == .path ? path?.text : nil,
        isNameShown: inspection.presence != .undocumented || shownNames.contains(inspection.name))
      judge.judge(&judgement)
    }
    // What the template has and the document does not describe is there all the same.
    for parameter in parameters.path?.parameters ?? []
    where !inspections.contains(where: { $0.location == .path && $0.name == parameter.name }) {
      judgement.skipped(.pathParameter, .noSchema)
    }
  }

  /// Judges the header fields of a response that the contract describes.
  func judgeHeaders(
    _ fields: HeaderFields, status: Int, _ operation: MusterContracts.Operation, _ judgement: inout Judgement
  ) throws(ContractError) {
    let inspections = try operation.check(
      headers: fields.parameters, ofStatus: status, reading: options.reading, limits: options.limits)
    for inspection in inspections {
      let judge = ParameterJudgement(
        inspection: inspection, side: .response, operation: operation, isRefused: false, pathText: nil,
        isNameShown: true, status: status)
      judge.judge(&judgement)
    }
  }

  /// Judges whether the credentials are there that the contract asks for; their values are not looked at.
  func judgeCredentials(
    _ parameters: RequestParameters, _ operation: MusterContracts.Operation, status: Int?,
    _ judgement: inout Judgement
  ) {
    let inspection = operation.check(securityOf: parameters)
    switch inspection.verdict {
    case .notRequired: break
    case .satisfied: judgement.checked(.credentials, isInspected: false)
    case .undecided: judgement.skipped(.credentials, .unseenCredentials)
    case .missing where status == 401 || status == 403:
      judgement.remarks.append(.missingCredentials(inspection.message ?? "credentials are missing", of: operation))
      judgement.checked(.credentials, isFailure: true, isInspected: false)
    // What the server took had credentials, which many tools leave out of what they record.
    case .missing:
      if let status, status < 400 {
        judgement.remarks.append(.unrecordedCredentials(inspection.message ?? "credentials are missing", of: operation))
      }
      judgement.skipped(.credentials, .credentialsNotRecorded)
    }
  }
}

/// Judges one parameter or header field by what its check came to.
private struct ParameterJudgement {
  let inspection: ParameterInspection
  let side: BodyRule.Side
  let operation: MusterContracts.Operation
  let isRefused: Bool
  /// The decoded text of a path parameter.
  let pathText: String?
  /// Whether the name may be shown, as it is the document's or a plain one.
  let isNameShown: Bool
  var status: Int?

  private var part: ExchangePart {
    switch inspection.location {
    case .path, nil: .pathParameter
    case .query, .querystring: .queryParameter
    case .cookie: .cookieParameter
    case .header: side == .request ? .requestHeader : .responseHeader
    }
  }

  func judge(_ judgement: inout Judgement) {
    for notice in inspection.notices where notice.code == .deprecatedParameter {
      add(.deprecatedParameter(notice, parameter: inspection.name), &judgement)
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
      let issue = Issue(Reason(.notJSON, quote: error.detail), keyword: "content", position: error.position)
      fail([issue], &judgement)
    case .invalid(let issues): fail(issues, &judgement)
    }
  }

  private func fail(_ issues: [Issue], _ judgement: inout Judgement) {
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
    switch inspection.location {
    case .path, nil:
      let message = ParameterWording.message(issue, "path parameter", name, value: pathText)
      return .pathParameterInvalid(issue, parameter: name, message: message)
    case .query, .querystring:
      let message = ParameterWording.message(issue, "query parameter", name, value: nil, inspection.writing)
      return .queryParameterInvalid(issue, parameter: name, message: message)
    case .cookie:
      let message = ParameterWording.message(issue, "cookie", name, value: nil, inspection.writing)
      return .cookieParameterInvalid(issue, parameter: name, message: message)
    case .header:
      let message = ParameterWording.message(issue, "header", name, value: nil, inspection.writing)
      return .headerInvalid(issue, side: side, header: name, message: message)
    }
  }

  private func add(_ remark: Remark, _ judgement: inout Judgement) {
    var remark = remark
    remark.side = side
    remark.status = status
    judgement.remarks.append(remark)
  }
}

/// Messages about parameters, which are texts without a name of their own to tell secrets by.
private enum ParameterWording {
  /// An issue's message about a parameter, without the value where that may be a secret.
  ///
  /// - Parameter value: The value, where it may be shown if it is a plain word; `nil` where it never is.
  static func message(
    _ issue: Issue, _ kind: String, _ name: String, value: String?, _ writing: [ParameterInspection.Writing] = []
  ) -> String {
    message(issue, kind, name, value: value, isEmpty: writing.contains(.empty))
      + (writing.contains(.plusAsSpace) ? "; a '+' in it was read as a space, write %2B for a plus sign" : "")
  }

  private static func message(
    _ issue: Issue, _ kind: String, _ name: String, value: String?, isEmpty: Bool
  ) -> String {
    let subject = "\(kind) '\(name)': "
    // What is no schema's has no value in it, but may have a part of a name.
    if issue.keyword == "style" || issue.keyword == "in" { return subject + plain(issue, name) }
    // The names of properties that are required are the contract's; what follows may name the sender's.
    if issue.keyword == "required" || issue.keyword == "dependentRequired" {
      return subject + String(decoding: issue.message.utf8.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
    }
    let isShown = value.map { !Sensitivity.isSensitive(name: name) && SecretShape.isPlainWord($0) } ?? false
    if isShown || value == "" { return subject + issue.message }
    guard let head = Text.before(", found ", in: issue.message) else {
      if isEmpty { return subject + "the value is empty and does not pass '\(issue.keyword)'" }
      let hasValue = value.map { Text.contains(issue.message, $0) } ?? true
      return subject + (hasValue ? "the value does not pass '\(issue.keyword)'" : issue.message)
    }
    guard let value else { return subject + head + (isEmpty ? ", found an empty value" : ", found another value") }
    let count = value.unicodeScalars.count
    return subject + head + ", found a value of \(count) character\(count == 1 ? "" : "s")"
  }

  private static func plain(_ issue: Issue, _ name: String) -> String {
    // Names of members that a message quotes are the sender's; the parameter's own is the document's.
    let quoted = issue.message.utf8.count { $0 == UInt8(ascii: "'") } / 2
    let own = Text.contains(issue.message, "'\(name)'") ? 1 : 0
    return quoted > own ? "the value is not written as the parameter's style has it" : issue.message
  }
}
