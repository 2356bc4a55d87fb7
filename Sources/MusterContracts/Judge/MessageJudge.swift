import Muster

/// Judges messages against the operations that they belong to: parameters, credentials, media type, status and body.
///
/// The linter, the guard, assertions and `validate` all judge with it, so that the same bytes give the same findings.
public struct MessageJudge: Sendable {
  /// How to judge.
  public let options: JudgeOptions

  /// A judge.
  public init(options: JudgeOptions = .init()) { self.options = options }

  // MARK: Bodies

  /// Judges a body by its rule.
  ///
  /// - Parameters:
  ///   - body: The body.
  ///   - mediaType: The `Content-Type` that it was sent with; `nil` if there was none.
  ///   - rule: What the body has to look like, as looked up by that media type.
  /// - Complexity: That of a verdict, and of explaining it if the body does not pass.
  public func judge(_ body: [UInt8], mediaType: String?, by rule: BodyRule) -> MessageJudgement {
    judge(body, mediaType: mediaType, by: rule, otherStatuses: nil)
  }

  /// The same where the other statuses that the body may be meant for are known.
  package func judge(
    _ body: [UInt8], mediaType: String?, by rule: BodyRule, otherStatuses: OtherStatuses?
  ) -> MessageJudgement {
    var judgement = MessageJudgement()
    var bodies = BodyJudgement(rule: rule, options: options)
    bodies.otherStatuses = otherStatuses
    judge(body.isEmpty ? .none : .bytes(body), SentMediaType(mediaType), bodies, &judgement)
    return judgement
  }

  /// Judges a body, and for a response the status before it.
  func judge(
    _ body: SentBody, _ media: SentMediaType, _ bodies: BodyJudgement, _ judgement: inout MessageJudgement
  ) {
    let rule = bodies.rule
    if rule.side == .response {
      if case .undocumentedStatus(let documented) = rule.absence {
        judgement.remarks.append(.undocumentedStatus(rule.status ?? 0, documented: documented, at: rule.location))
        judgement.undocumented(.status, isInspected: true)
        judgement.skipped([.responseMediaType, .responseBody], .statusUndocumented)
        return
      }
      judgement.checked(.status)
    }
    bodies.judge(body, media, &judgement)
  }
}
