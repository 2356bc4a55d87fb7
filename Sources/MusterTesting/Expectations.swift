import Foundation
import Muster
import MusterContracts

/// Expects that a payload passes.
///
/// ```swift
/// let contract = try Contract(contentsOf: "Schemas/example")
/// try expectValid(body, against: contract.response("updateToken", status: 200))
/// ```
/// A failure is reported at the line of the call, in Swift Testing and in XCTest, with the three issues that say most.
/// - Parameters:
///   - payload: Bytes, a `String` or `Data` with a JSON text, or any other value to encode as one.
///   - rule: A schema, or the rule for a body.
///   - undocumented: What it means that the payload has more than is documented: `.fails` makes a failure of it.
///   - disclosure: What a failure shows of the payload's values.
///   - encoder: What encodes a value.
/// - Returns: Whether it passes.
@discardableResult
public func expectValid(
  _ payload: some Encodable, against rule: some PayloadRule, undocumented: AdditionPolicy = .drift,
  showing disclosure: Disclosure = .safe, encoder: JSONEncoder = JSONEncoder(), fileID: String = #fileID,
  filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> Bool {
  let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
  return met(failure(payload, rule, (undocumented, disclosure), encoder) { FailureMessage.notValid($0) }, site)
}

/// Expects that a payload does not pass, and why.
///
/// - Parameters:
///   - payload: Bytes, a `String` or `Data` with a JSON text, or any other value to encode as one.
///   - rule: A schema, or the rule for a body.
///   - pointer: The JSON Pointer where an issue must be; `nil` for anywhere.
///   - keyword: The keyword that an issue must be of, or `json` for what is not JSON; `nil` for any issue.
///   - undocumented: What it means that the payload has more than is documented: `.fails` makes a failure of it.
///   - disclosure: What a failure shows of the payload's values.
///   - encoder: What encodes a value.
/// - Returns: Whether there is such an issue.
@discardableResult
public func expectInvalid(
  _ payload: some Encodable, against rule: some PayloadRule, at pointer: String? = nil, keyword: String? = nil,
  undocumented: AdditionPolicy = .drift, showing disclosure: Disclosure = .safe, encoder: JSONEncoder = JSONEncoder(),
  fileID: String = #fileID, filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> Bool {
  let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
  return met(
    failure(payload, rule, (undocumented, disclosure), encoder) {
      FailureMessage.notInvalid($0, at: pointer, keyword: keyword)
    }, site)
}

/// Requires that a payload passes, and ends the test where it does not.
///
/// - Throws: ``RequirementFailure``, after it was reported at the line of the call; in Swift Testing what `#require`
///   throws, which is reported once.
public func requireValid(
  _ payload: some Encodable, against rule: some PayloadRule, undocumented: AdditionPolicy = .drift,
  showing disclosure: Disclosure = .safe, encoder: JSONEncoder = JSONEncoder(), fileID: String = #fileID,
  filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) throws {
  let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
  try requireMet(failure(payload, rule, (undocumented, disclosure), encoder) { FailureMessage.notValid($0) }, site)
}

/// Requires that a payload does not pass, and why, and ends the test where it does.
///
/// - Throws: ``RequirementFailure``, after it was reported at the line of the call; in Swift Testing what `#require`
///   throws, which is reported once.
public func requireInvalid(
  _ payload: some Encodable, against rule: some PayloadRule, at pointer: String? = nil, keyword: String? = nil,
  undocumented: AdditionPolicy = .drift, showing disclosure: Disclosure = .safe, encoder: JSONEncoder = JSONEncoder(),
  fileID: String = #fileID, filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) throws {
  let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
  try requireMet(
    failure(payload, rule, (undocumented, disclosure), encoder) {
      FailureMessage.notInvalid($0, at: pointer, keyword: keyword)
    }, site)
}

private func failure(
  _ payload: some Encodable, _ rule: some PayloadRule, _ policies: (AdditionPolicy, Disclosure), _ encoder: JSONEncoder,
  _ message: (Judgement) -> String?
) -> String? {
  do throws(PayloadBytes.Failure) {
    let bytes = try PayloadBytes.of(payload, encoder: encoder)
    return message(rule.judge(bytes, additions: policies.0, disclosing: policies.1))
  } catch {
    return error.message
  }
}

private func met(_ failure: String?, _ site: CallSite) -> Bool {
  guard let failure else { return true }
  FailureReport.record(failure, at: site)
  return false
}

private func requireMet(_ failure: String?, _ site: CallSite) throws {
  guard let failure else { return }
  try FailureReport.end(failure, at: site)
}
