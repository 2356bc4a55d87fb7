import Foundation
import Muster
import MusterContracts

/// What a test expects of payloads, and what that comes to.
struct PayloadExpectation {
  /// What is expected.
  enum Aim {
    case valid
    /// An issue at a JSON Pointer and of a keyword; `nil` for any.
    case invalid(pointer: String?, keyword: String?)
  }

  let aim: Aim
  let additions: AdditionPolicy
  let notices: NoticePolicy
  let disclosure: Disclosure

  /// What some payloads come to.
  func result(
    of payloads: Result<[PayloadText], PayloadFailure>, against rule: some PayloadRule,
    _ comment: () -> (any TestComment)?
  ) -> ExpectationResult {
    var result = ExpectationResult()
    do throws(PayloadFailure) {
      for payload in try payloads.get() {
        add(rule.judge(payload.bytes, additions: additions, disclosing: disclosure), of: payload, to: &result)
      }
    } catch {
      result.failures.append(error.description)
    }
    return result.isEmpty ? result : result.adding(comment())
  }

  private func add(_ judgement: Judgement, of payload: PayloadText, to result: inout ExpectationResult) {
    let message = FailureMessage(judgement, payload, disclosure)
    let count = (result.failures.count, result.warnings.count)
    switch aim {
    case .valid:
      if let failure = message.notValid() { result.failures.append(failure) }
      if additions == .drift, let drift = message.drift() { result.warnings.append(drift) }
    case .invalid(let pointer, let keyword):
      if let failure = message.notInvalid(at: pointer, keyword: keyword) { result.failures.append(failure) }
    }
    if let noticed = message.noticed() {
      switch notices {
      case .ignored: break
      case .warns: result.warnings.append(noticed)
      case .fails: result.failures.append(noticed)
      }
    }
    if count != (result.failures.count, result.warnings.count) {
      result.reports.append(TestReport(judgement, of: payload))
    }
  }
}
