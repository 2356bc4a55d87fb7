import Muster

/// Judges the media type and the body of one message.
struct BodyJudgement {
  let rule: BodyRule
  let options: JudgeOptions
  /// Whether what is wrong with the message is not held against its sender.
  var isRefused = false
  /// The content coding that the body is said to have.
  var contentEncoding: String?
  /// The other statuses that the body may be meant for, if they are known.
  var otherStatuses: OtherStatuses?

  private var side: BodyRule.Side { rule.side }
  private var mediaPart: ExchangePart { side == .request ? .requestMediaType : .responseMediaType }
  private var bodyPart: ExchangePart { side == .request ? .requestBody : .responseBody }
  /// Whether a body that is documented may be missing, as for HEAD.
  private var mayBeMissing: Bool { HTTPStatus.isBodiless(rule.status, to: rule.owner.method) }

  /// Judges.
  func judge(_ body: SentBody, _ media: SentMediaType, _ judgement: inout MessageJudgement) {
    if let bytes = body.bytes, bytes.isEmpty {
      judgeAbsence(&judgement)
      return
    }
    if rule.absence == .noContent {
      judgeUnexpected(body, &judgement)
      return
    }
    judgeMediaType(media, &judgement)
    if case .undocumentedMediaType = rule.absence {
      judgement.skipped(bodyPart, .mediaTypeUndocumented)
      return
    }
    guard let bytes = body.bytes else {
      if case .unavailable(let reason) = body { judgement.skipped(bodyPart, reason) }
      return
    }
    judge(bytes, media, &judgement)
  }

  // MARK: No body

  private func judgeAbsence(_ judgement: inout MessageJudgement) {
    judgement.checked(mediaPart, isInspected: false)
    switch side {
    case .request:
      guard rule.isRequired else { break }
      judgement.remarks.append(.missingRequestBody(at: rule.location))
      failed(bodyPart, &judgement)
      return
    case .response:
      guard let status = rule.status, rule.absence != .noContent, !mayBeMissing else { break }
      if rule.allowsAnything {
        judgement.remarks.append(.emptyResponseBody(status: status, at: rule.location))
        break
      }
      judgement.remarks.append(.missingResponseBody(status: status, at: rule.location))
      failed(bodyPart, &judgement)
      return
    }
    judgement.checked(bodyPart, isInspected: false)
  }

  private func judgeUnexpected(_ body: SentBody, _ judgement: inout MessageJudgement) {
    if case .unavailable(let reason) = body, !reason.tellsOfBody {
      // Whether there was a body at all, nobody knows.
      judgement.skipped([mediaPart, bodyPart], reason)
      return
    }
    judgement.undocumented(mediaPart)
    switch side {
    case .request:
      judgement.remarks.append(.undocumentedRequestBody(at: rule.location))
      judgement.undocumented(bodyPart)
    case .response where rule.forbidsBody:
      judgement.remarks.append(.unexpectedBody(status: rule.status ?? 0, at: rule.location))
      judgement.checked(bodyPart, isFailure: true)
    case .response:
      judgement.remarks.append(.undocumentedResponseBody(status: rule.status ?? 0, at: rule.location))
      judgement.undocumented(bodyPart, isInspected: true)
    }
  }

  // MARK: Media type

  private func judgeMediaType(_ media: SentMediaType, _ judgement: inout MessageJudgement) {
    if case .undocumentedMediaType(let nearest) = rule.absence {
      var remark = Remark.undocumentedMediaType(
        media.shown ?? "none", side: side, nearest: nearest, at: rule.location)
      remark.status = rule.status
      judgement.remarks.append(remark)
      judgement.undocumented(mediaPart)
      return
    }
    guard let sent = media.shown else {
      judgement.skipped(mediaPart, .noContentType)
      return
    }
    let isMismatch = rule.notices.contains { $0.code == .mediaTypeMismatch }
    if isMismatch, let declared = rule.mediaType {
      var remark = Remark.mediaTypeMismatch(sent: sent, declared: declared, side: side)
      remark.status = rule.status
      judgement.remarks.append(remark)
    }
    judgement.checked(mediaPart, isFailure: isMismatch, isInspected: false)
  }

  // MARK: The body itself

  private func judge(_ bytes: [UInt8], _ media: SentMediaType, _ judgement: inout MessageJudgement) {
    if bytes.starts(with: [0x1F, 0x8B]) {
      judgement.skipped(bodyPart, .gzip)
      return
    }
    if rule.absence == .notJSON {
      let isXML = media.lookup.flatMap { MediaTypeName($0) }?.isXML ?? false
      judgement.skipped(bodyPart, isXML ? .xml : .notJSON)
      return
    }
    if !isJSON(media), let reason = ContentCoding.unreadUnlessText(contentEncoding, bytes) {
      judgement.skipped(bodyPart, reason)
      return
    }
    let inspection = inspect(bytes)
    judgement.omit(inspection.omittedIssues, of: side == .request ? .requestBodyInvalid : .responseBodyInvalid)
    judgement.outcome = inspection.outcome
    if media.shown == nil {
      if case .unreadable = inspection.outcome {
        add(.missingContentType(side: side, isJSON: false), media, &judgement)
        judgement.skipped(bodyPart, .notJSON)
        return
      }
      add(.missingContentType(side: side, isJSON: true), media, &judgement)
    }
    for notice in inspection.notices {
      switch notice.code {
      case .duplicateName: add(.duplicateNames(notice, side: side), media, &judgement)
      case .wrongDirection: add(.wrongDirection(notice, side: side), media, &judgement)
      case .byteOrderMark: add(.byteOrderMark(notice, side: side), media, &judgement)
      case .notChecked where notice.reason != nil:
        add(.notChecked(notice, side: side), media, &judgement)
        judgement.skipped(.keyword, .unusableKeyword)
      default: break
      }
    }
    switch inspection.outcome {
    case .valid:
      judgeUndocumented(inspection, media, &judgement)
      if rule.absence == .noSchema {
        judgement.skipped(bodyPart, .noSchema)
      } else {
        judgement.checked(bodyPart)
      }
    case .stopped(let limit):
      add(.checkStopped(limit, side: side), media, &judgement)
      judgement.skipped(bodyPart, .limit)
    case .unreadable(let error):
      if let placeholders = options.placeholders, bytes.count <= 1_024,
        placeholders.contains(String(decoding: bytes, as: UTF8.self))
      {
        judgement.skipped(bodyPart, .placeholder)
      } else if let reason = ContentCoding.unread(contentEncoding, bytes) {
        judgement.skipped(bodyPart, reason)
      } else {
        add(.bodyNotJSON(error, side: side), media, &judgement)
        failed(bodyPart, &judgement)
      }
    case .invalid(let issues):
      let held = issues.filter { !isPlaceholder($0, in: bytes) }
      for _ in held.count..<issues.count { judgement.skipped(.value, .placeholder) }
      guard !held.isEmpty || inspection.omittedIssues > 0 else {
        judgeUndocumented(inspection, media, &judgement)
        judgement.checked(bodyPart)
        return
      }
      judgeInvalid(held, inspection, bytes, media, &judgement)
    }
  }

  private func isJSON(_ media: SentMediaType) -> Bool {
    media.lookup.flatMap { MediaTypeName($0) }?.isJSON ?? true
  }

  private func isPlaceholder(_ issue: Issue, in bytes: [UInt8]) -> Bool {
    options.placeholders?.contains(stringAt: issue.position.offset, of: bytes) ?? false
  }

  private func inspect(_ bytes: [UInt8], _ limits: Limits) -> BodyInspection {
    rule.inspect(
      bytes.span, limits: limits, duplicateNames: options.duplicateNames, undocumented: options.additions != .ignored,
      disclosing: options.disclosure)
  }

  /// Checks the body; of more issues than are asked for, violations come before additions.
  private func inspect(_ bytes: [UInt8]) -> BodyInspection {
    let inspection = inspect(bytes, options.limits)
    guard side == .response, options.additions != .fails, inspection.omittedIssues > 0,
      case .invalid(let first) = inspection.outcome, first.allSatisfy(isAddition)
    else { return inspection }
    var limits = options.limits
    limits.issues = .max
    guard case .invalid(let all) = inspect(bytes, limits).outcome else { return inspection }
    let violations = all.filter { !isAddition($0) }.prefix(first.count)
    guard !violations.isEmpty else { return inspection }
    let shown = violations + first.prefix(first.count - violations.count)
    return BodyInspection(
      outcome: .invalid(Array(shown)), notices: inspection.notices, omittedIssues: inspection.omittedIssues)
  }

  private func isAddition(_ issue: Issue) -> Bool {
    !ResponseAddition.contradictsStatus(issue) && ResponseAddition.remark(issue) != nil
  }

  /// Fields that nothing documents, of a body that passes or has nothing wrong but additions.
  private func judgeUndocumented(
    _ inspection: BodyInspection, _ media: SentMediaType, _ judgement: inout MessageJudgement
  ) {
    for issue in inspection.undocumented {
      var remark: Remark = side == .request ? .undocumentedRequestField(issue) : .undocumentedResponseField(issue)
      if options.additions == .fails { remark.category = .violation }
      add(remark, media, &judgement)
    }
    judgement.omit(
      inspection.omittedUndocumented, of: side == .request ? .undocumentedRequestField : .undocumentedResponseField)
  }

  private func judgeInvalid(
    _ issues: [Issue], _ inspection: BodyInspection, _ bytes: [UInt8], _ media: SentMediaType,
    _ judgement: inout MessageJudgement
  ) {
    guard side == .response, let status = rule.status else {
      for issue in issues { add(.requestBodyInvalid(issue), media, &judgement) }
      judgeUndocumented(inspection, media, &judgement)
      failed(bodyPart, &judgement)
      return
    }
    if options.additions == .ignored, inspection.omittedIssues == 0, issues.allSatisfy(isAddition) {
      judgement.checked(bodyPart)
      return
    }
    defer { failed(bodyPart, &judgement) }
    var contradictions: [Remark] = []
    var additions: [Remark] = []
    var violations: [Issue] = []
    for issue in issues {
      if ResponseAddition.contradictsStatus(issue) {
        contradictions.append(.statusContradiction(issue, status: status))
      } else if options.additions != .fails, let addition = ResponseAddition.remark(issue) {
        additions.append(addition)
      } else {
        violations.append(issue)
      }
    }
    for remark in contradictions { add(remark, media, &judgement) }
    if let first = violations.first,
      let other = (otherStatuses?.list ?? OtherStatus.telling(of: rule, options.reading)).first(where: {
        $0.schema.accepts(bytes)
      })
    {
      // What another status documents says it all: its differences from this one's schema do not.
      if contradictions.isEmpty {
        add(.statusContradiction(first, status: status, other: other.key), media, &judgement)
      }
      return
    }
    for issue in violations { add(.responseBodyInvalid(issue), media, &judgement) }
    if options.additions == .drift { for remark in additions { add(remark, media, &judgement) } }
    judgeUndocumented(inspection, media, &judgement)
  }

  // MARK: Noting

  private func add(_ remark: Remark, _ media: SentMediaType, _ judgement: inout MessageJudgement) {
    var remark = remark
    remark.status = rule.status
    remark.mediaType = media.type?.essence
    judgement.remarks.append(remark)
  }

  private func failed(_ part: ExchangePart, _ judgement: inout MessageJudgement) {
    if isRefused { judgement.skipped(part, .refused) } else { judgement.checked(part, isFailure: true) }
  }
}
