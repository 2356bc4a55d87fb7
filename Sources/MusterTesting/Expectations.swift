import Foundation
import Muster
import MusterContracts

/// Expects that a payload passes.
///
/// ```swift
/// let contract = try Contract(contentsOf: "Schemas/example")
/// try expectValid(body, against: contract.response("updateToken", status: 200))
/// ```
/// A failure is reported at the line of the call, in Swift Testing and in XCTest, with the three issues that say most. Of a
/// value that was encoded it shows the JSON. Swift Testing gets all issues as an attachment.
///
/// - Parameters:
///   - payload: A `String`, a `Data` or an array of bytes with a JSON text, or any other value to encode as one.
///   - rule: A schema, or the rule for a body.
///   - comment: What the test says beside it, the last line of a failure.
///   - undocumented: What it means that the payload has more than is documented: `.drift` makes a warning of it, `.fails`
///     a failure.
///   - notices: What it means that something is noteworthy beside the verdict, such as a keyword that is not checked.
///   - disclosure: What a failure shows of the payload's values.
///   - encoder: What encodes a value.
///   - sourceLocation: Where Swift Testing reports a failure; `nil` for the line of the call, as the parameters after it
///     have it.
/// - Returns: Whether it passes.
@discardableResult
public func expectValid(
  _ payload: some Encodable, against rule: some PayloadRule,
  _ comment: @autoclosure () -> (any TestComment)? = nil, undocumented: AdditionPolicy = .drift,
  notices: NoticePolicy = .ignored, showing disclosure: Disclosure = .safe, encoder: JSONEncoder = JSONEncoder(),
  sourceLocation: TestSourceLocation? = nil, fileID: String = #fileID, filePath: StaticString = #filePath,
  line: Int = #line, column: Int = #column
) -> Bool {
  let expectation = PayloadExpectation(
    aim: .valid, additions: undocumented, notices: notices, disclosure: disclosure)
  let result = expectation.result(of: PayloadText.of(payload, encoder), against: rule, comment)
  return FailureReport.record(result, at: CallSite(sourceLocation, fileID, filePath, line, column))
}

/// Expects that a payload does not pass, and why.
///
/// - Parameters:
///   - payload: A `String`, a `Data` or an array of bytes with a JSON text, or any other value to encode as one.
///   - rule: A schema, or the rule for a body.
///   - pointer: The JSON Pointer where an issue must be; `nil` for anywhere.
///   - keyword: The keyword that an issue must be of, or `json` for what is not JSON; `nil` for any issue.
///   - comment: What the test says beside it, the last line of a failure.
///   - undocumented: What it means that the payload has more than is documented: `.fails` makes an issue of
///     it.
///   - notices: What it means that something is noteworthy beside the verdict, such as a keyword that is not checked.
///   - disclosure: What a failure shows of the payload's values.
///   - encoder: What encodes a value.
///   - sourceLocation: Where Swift Testing reports a failure; `nil` for the line of the call, as the parameters after it
///     have it.
/// - Returns: Whether there is such an issue.
@discardableResult
public func expectInvalid(
  _ payload: some Encodable, against rule: some PayloadRule,
  at pointer: String? = nil, keyword: String? = nil,
  _ comment: @autoclosure () -> (any TestComment)? = nil, undocumented: AdditionPolicy = .drift,
  notices: NoticePolicy = .ignored, showing disclosure: Disclosure = .safe, encoder: JSONEncoder = JSONEncoder(),
  sourceLocation: TestSourceLocation? = nil, fileID: String = #fileID, filePath: StaticString = #filePath,
  line: Int = #line, column: Int = #column
) -> Bool {
  let expectation = PayloadExpectation(
    aim: .invalid(pointer: pointer, keyword: keyword), additions: undocumented, notices: notices, disclosure: disclosure
  )
  let result = expectation.result(of: PayloadText.of(payload, encoder), against: rule, comment)
  return FailureReport.record(result, at: CallSite(sourceLocation, fileID, filePath, line, column))
}

/// Requires that a payload passes, and ends the test if it does not.
///
/// - Parameters:
///   - payload: A `String`, a `Data` or an array of bytes with a JSON text, or any other value to encode as one.
///   - rule: A schema, or the rule for a body.
///   - comment: What the test says beside it, the last line of a failure.
///   - undocumented: What it means that the payload has more than is documented: `.drift` makes a warning of it, `.fails`
///     a failure.
///   - notices: What it means that something is noteworthy beside the verdict, such as a keyword that is not checked.
///   - disclosure: What a failure shows of the payload's values.
///   - encoder: What encodes a value.
///   - sourceLocation: Where Swift Testing reports a failure; `nil` for the line of the call, as the parameters after it
///     have it.
/// - Throws: ``RequirementFailure``, after it was reported at the line of the call; in Swift Testing what `#require`
///   throws, which is reported once.
public func requireValid(
  _ payload: some Encodable, against rule: some PayloadRule,
  _ comment: @autoclosure () -> (any TestComment)? = nil, undocumented: AdditionPolicy = .drift,
  notices: NoticePolicy = .ignored, showing disclosure: Disclosure = .safe, encoder: JSONEncoder = JSONEncoder(),
  sourceLocation: TestSourceLocation? = nil, fileID: String = #fileID, filePath: StaticString = #filePath,
  line: Int = #line, column: Int = #column
) throws {
  let expectation = PayloadExpectation(
    aim: .valid, additions: undocumented, notices: notices, disclosure: disclosure)
  let result = expectation.result(of: PayloadText.of(payload, encoder), against: rule, comment)
  try FailureReport.require(result, at: CallSite(sourceLocation, fileID, filePath, line, column))
}

/// Requires that a payload does not pass, and why, and ends the test if it does.
///
/// - Parameters:
///   - payload: A `String`, a `Data` or an array of bytes with a JSON text, or any other value to encode as one.
///   - rule: A schema, or the rule for a body.
///   - pointer: The JSON Pointer where an issue must be; `nil` for anywhere.
///   - keyword: The keyword that an issue must be of, or `json` for what is not JSON; `nil` for any issue.
///   - comment: What the test says beside it, the last line of a failure.
///   - undocumented: What it means that the payload has more than is documented: `.fails` makes an issue of
///     it.
///   - notices: What it means that something is noteworthy beside the verdict, such as a keyword that is not checked.
///   - disclosure: What a failure shows of the payload's values.
///   - encoder: What encodes a value.
///   - sourceLocation: Where Swift Testing reports a failure; `nil` for the line of the call, as the parameters after it
///     have it.
/// - Throws: ``RequirementFailure``, after it was reported at the line of the call; in Swift Testing what `#require`
///   throws, which is reported once.
public func requireInvalid(
  _ payload: some Encodable, against rule: some PayloadRule,
  at pointer: String? = nil, keyword: String? = nil,
  _ comment: @autoclosure () -> (any TestComment)? = nil, undocumented: AdditionPolicy = .drift,
  notices: NoticePolicy = .ignored, showing disclosure: Disclosure = .safe, encoder: JSONEncoder = JSONEncoder(),
  sourceLocation: TestSourceLocation? = nil, fileID: String = #fileID, filePath: StaticString = #filePath,
  line: Int = #line, column: Int = #column
) throws {
  let expectation = PayloadExpectation(
    aim: .invalid(pointer: pointer, keyword: keyword), additions: undocumented, notices: notices, disclosure: disclosure
  )
  let result = expectation.result(of: PayloadText.of(payload, encoder), against: rule, comment)
  try FailureReport.require(result, at: CallSite(sourceLocation, fileID, filePath, line, column))
}
