import Muster
import MusterContracts

/// Judges the media type and the body of one message.
struct BodyJudgement {
  let side: BodyRule.Side
  let options: LintOptions
  /// Whether what is wrong with the message is not held against its sender.
  var isRefused = false
  /// The status of the response; `nil` for a request.
  var status: Int?
  /// Whether a body that is documented may be missing, as for HEAD.
  var mayBeMissing = false

  /// The media type that a body was sent with.
  struct SentMediaType {
    /// What to look up: the type and subtype, or a text that is none; `nil` where nothing is said.
    let sent: String?
    let type: ContentType?
    /// The whole field, where its parameters are needed to read the body.
    var field: String?

    /// What to look the rule of the body up by.
    var lookup: String? { field ?? sent }
  }

  /// The media type of the body that is judged.
  fileprivate(set) var type: ContentType?

  private var mediaPart: ExchangePart { side == .request ? .requestMediaType : .responseMediaType }
  private var bodyPart: ExchangePart { side == .request ? .requestBody : .responseBody }

  /// The media type that a body was sent with: the header field's, or else what the recording states beside the body.
  func mediaType(_ headers: HeaderFields, _ body: MessageBody) -> SentMediaType {
    guard let text = headers["content-type"] ?? body.mediaType else { return SentMediaType(sent: nil, type: nil) }
    let type = ContentType(text)
    // Keys of a contract may have parameters; a multipart body has its boundary there, and text its charset.
    let hasParameters = text.utf8.contains(UInt8(ascii: ";"))
    return SentMediaType(
      sent: type?.essence ?? "malformed", type: type, field: type != nil && hasParameters ? text : nil)
  }

  /// Judges.
  ///
  /// - Parameter otherStatuses: Gives the other statuses, to tell what a body that is wrong here would be right for.
  mutating func judge(
    _ body: MessageBody, _ media: SentMediaType, _ headers: HeaderFields, _ rule: BodyRule,
    _ operation: MusterContracts.Operation, _ judgement: inout Judgement,
    otherStatuses: () -> [OtherStatus] = { [] }
  ) {
    type = media.type
    if let bytes = body.bytes, bytes.isEmpty {
      judgeAbsence(rule, operation, &judgement)
      return
    }
    if rule.absence == .noContent {
      judgeUnexpected(body, rule, operation, &judgement)
      return
    }
    judgeMediaType(media, rule, operation, &judgement)
    if case .undocumentedMediaType = rule.absence {
      judgement.skipped(bodyPart, .mediaTypeUndocumented)
      return
    }
    if let reason = body.skipReason {
      judgement.skipped(bodyPart, reason)
      return
    }
    judge(body.bytes ?? [], media, headers, rule, &judgement, otherStatuses)
  }

  // MARK: No body

  private func judgeAbsence(
    _ rule: BodyRule, _ operation: MusterContracts.Operation, _ judgement: inout Judgement
  ) {
    judgement.checked(mediaPart, isInspected: false)
    switch side {
    case .request:
      guard rule.isRequired, let location = operation.requestBody?.location else { break }
      judgement.remarks.append(.missingRequestBody(at: location))
      failed(bodyPart, &judgement)
      return
    case .response:
      guard let status, rule.absence != .noContent, !mayBeMissing else { break }
      let place = location(rule, operation)
      if rule.allowsAnything {
        judgement.remarks.append(.emptyResponseBody(status: status, at: place))
        break
      }
      judgement.remarks.append(.missingResponseBody(status: status, at: place))
      failed(bodyPart, &judgement)
      return
    }
    judgement.checked(bodyPart, isInspected: false)
  }

  private func judgeUnexpected(
    _ body: MessageBody, _ rule: BodyRule, _ operation: MusterContracts.Operation, _ judgement: inout Judgement
  ) {
    guard let bytes = body.bytes, !bytes.isEmpty else {
      // Whether there was a body at all, nobody knows.
      judgement.skipped([mediaPart, bodyPart], body.skipReason ?? .notRecorded)
      return
    }
    switch side {
    case .request:
      judgement.remarks.append(
        .undocumentedRequestBody(at: operation.requestBody?.location ?? operation.location))
      judgement.undocumented(mediaPart)
      judgement.undocumented(bodyPart)
    case .response:
      let place = location(rule, operation)
      judgement.undocumented(mediaPart)
      if rule.forbidsBody {
        judgement.remarks.append(.unexpectedBody(status: status ?? 0, at: place))
        judgement.checked(bodyPart, isFailure: true)
      } else {
        judgement.remarks.append(.undocumentedResponseBody(status: status ?? 0, at: place))
        judgement.undocumented(bodyPart, isInspected: true)
      }
    }
  }

  // MARK: Media type

  private func judgeMediaType(
    _ media: SentMediaType, _ rule: BodyRule, _ operation: MusterContracts.Operation, _ judgement: inout Judgement
  ) {
    if case .undocumentedMediaType(let nearest) = rule.absence {
      var remark = Remark.undocumentedMediaType(
        media.sent ?? "none", side: side, nearest: nearest, at: location(rule, operation))
      remark.status = status
      judgement.remarks.append(remark)
      judgement.undocumented(mediaPart)
      return
    }
    guard let sent = media.sent else {
      judgement.skipped(mediaPart, .noContentType)
      return
    }
    let isMismatch = rule.notices.contains { $0.code == .mediaTypeMismatch }
    if isMismatch, let declared = rule.mediaType {
      var remark = Remark.mediaTypeMismatch(sent: sent, declared: declared, side: side)
      remark.status = status
      judgement.remarks.append(remark)
    }
    judgement.checked(mediaPart, isFailure: isMismatch, isInspected: false)
  }

  // MARK: The body itself

  private mutating func judge(
    _ bytes: [UInt8], _ media: SentMediaType, _ headers: HeaderFields, _ rule: BodyRule,
    _ judgement: inout Judgement, _ otherStatuses: () -> [OtherStatus]
  ) {
    if bytes.starts(with: [0x1F, 0x8B]) {
      judgement.skipped(bodyPart, .gzip)
      return
    }
    if rule.absence == .notJSON {
      judgement.skipped(bodyPart, .notJSON)
      return
    }
    let inspection = rule.inspect(bytes.span, limits: options.limits)
    judgement.omittedIssues += inspection.omittedIssues
    if media.sent == nil {
      if case .unreadable = inspection.outcome {
        remark(.missingContentType(side: side, isJSON: false), &judgement)
        judgement.skipped(bodyPart, .notJSON)
        return
      }
      remark(.missingContentType(side: side, isJSON: true), &judgement)
    }
    for notice in inspection.notices where notice.code == .duplicateName {
      remark(.duplicateNames(notice, side: side), &judgement)
    }
    for notice in inspection.notices where notice.code == .wrongDirection {
      remark(.wrongDirection(notice, side: side), &judgement)
    }
    for notice in inspection.notices where notice.code == .byteOrderMark {
      remark(.byteOrderMark(notice, side: side), &judgement)
    }
    switch inspection.outcome {
    case .valid: judgeValid(bytes, media, rule, &judgement)
    case .stopped(let limit):
      remark(.checkStopped(limit, side: side), &judgement)
      judgement.skipped(bodyPart, .limit)
    case .unreadable(let error):
      if ContentCoding.isUnread(headers["content-encoding"], bytes) {
        judgement.skipped(bodyPart, .encoded)
      } else {
        remark(.bodyNotJSON(error, side: side), &judgement)
        failed(bodyPart, &judgement)
      }
    case .invalid(let issues): judgeInvalid(issues, bytes, media, rule, &judgement, otherStatuses)
    }
  }

  private func judgeValid(
    _ bytes: [UInt8], _ media: SentMediaType, _ rule: BodyRule, _ judgement: inout Judgement
  ) {
    let echoes = statusEchoes(bytes, media)
    for echo in echoes { remark(.statusContradiction(echo, status: status ?? 0), &judgement) }
    if rule.absence == .noSchema {
      judgement.skipped(bodyPart, .noSchema)
    } else {
      judgement.checked(bodyPart, isFailure: !echoes.isEmpty)
    }
  }

  private func judgeInvalid(
    _ issues: [Issue], _ bytes: [UInt8], _ media: SentMediaType, _ rule: BodyRule, _ judgement: inout Judgement,
    _ otherStatuses: () -> [OtherStatus]
  ) {
    defer { failed(bodyPart, &judgement) }
    guard side == .response, let status else {
      for issue in issues { remark(.requestBodyInvalid(issue), &judgement) }
      return
    }
    let echoes = statusEchoes(bytes, media)
    for echo in echoes { remark(.statusContradiction(echo, status: status), &judgement) }
    let stated = Set(echoes.map { JSONPointer([$0.name]) })
    let rest = issues.filter { !(stated.contains($0.instance) && ($0.keyword == "enum" || $0.keyword == "const")) }
    let violations = rest.filter { !options.isForwardCompatible || !ResponseAddition.isAddition($0) }
    if let first = violations.first, let other = otherStatuses().first(where: { $0.schema.accepts(bytes) }) {
      // What another status documents says it all: its differences from this one's schema do not.
      if echoes.isEmpty { remark(.statusContradiction(first, status: status, other: other.key), &judgement) }
      return
    }
    for issue in rest {
      let addition = options.isForwardCompatible ? ResponseAddition.remark(issue) : nil
      remark(addition ?? .responseBodyInvalid(issue), &judgement)
    }
  }

  private func statusEchoes(_ bytes: [UInt8], _ media: SentMediaType) -> [StatusEcho] {
    guard side == .response, let status else { return [] }
    return StatusEcho.contradictions(
      in: bytes, status: status, isProblem: media.type?.isProblem ?? false, limits: options.limits)
  }

  // MARK: Noting

  private func remark(_ remark: Remark, _ judgement: inout Judgement) {
    var remark = remark
    remark.status = status
    remark.mediaType = type?.essence
    judgement.remarks.append(remark)
  }

  private func failed(_ part: ExchangePart, _ judgement: inout Judgement) {
    if isRefused { judgement.skipped(part, .refused) } else { judgement.checked(part, isFailure: true) }
  }

  private func location(_ rule: BodyRule, _ operation: MusterContracts.Operation) -> SourceLocation {
    if side == .request { return operation.requestBody?.location ?? operation.location }
    return operation.responses.first { $0.status == rule.statusKey }?.location ?? operation.location
  }
}
