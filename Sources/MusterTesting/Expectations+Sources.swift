import Muster
import MusterContracts

/// Expects that payloads pass.
///
/// ```swift
/// expectValid(.file("Fixtures/token.json"), against: rule)
/// ```
/// A failure begins with the file's name. Each payload of a folder that does not pass is a failure of its own.
///
/// - Parameters:
///   - payload: A file, a folder of which each payload is checked, or a slice or span of a JSON text.
///   - rule: A schema, or the rule for a body.
///   - comment: What the test says beside it, the last line of a failure.
///   - undocumented: What it means that the payload has more than is documented: `.drift` makes a warning of it, `.fails`
///     a failure.
///   - notices: What it means that something is noteworthy beside the verdict, such as a keyword that is not checked.
///   - disclosure: What a failure shows of the payload's values.
///   - sourceLocation: Where Swift Testing reports a failure; `nil` for the line of the call, as the parameters after it
///     have it.
/// - Returns: Whether all of them pass.
@discardableResult
public func expectValid(
  _ payload: borrowing some PayloadSource & ~Copyable & ~Escapable, against rule: some PayloadRule,
  _ comment: @autoclosure () -> (any TestComment)? = nil, undocumented: AdditionPolicy = .drift,
  notices: NoticePolicy = .ignored, showing disclosure: Disclosure = .safe,
  sourceLocation: TestSourceLocation? = nil, fileID: String = #fileID, filePath: StaticString = #filePath,
  line: Int = #line, column: Int = #column
) -> Bool {
  let expectation = PayloadExpectation(
    aim: .valid, additions: undocumented, notices: notices, disclosure: disclosure)
  let result = expectation.result(of: payload.read(), against: rule, comment)
  return FailureReport.record(result, at: CallSite(sourceLocation, fileID, filePath, line, column))
}

/// Expects that payloads do not pass, and why.
///
/// - Parameters:
///   - payload: A file, a folder of which each payload is checked, or a slice or span of a JSON text.
///   - rule: A schema, or the rule for a body.
///   - pointer: The JSON Pointer where an issue must be; `nil` for anywhere.
///   - keyword: The keyword that an issue must be of, or `json` for what is not JSON; `nil` for any issue.
///   - comment: What the test says beside it, the last line of a failure.
///   - undocumented: What it means that the payload has more than is documented: `.fails` makes an issue of
///     it.
///   - notices: What it means that something is noteworthy beside the verdict, such as a keyword that is not checked.
///   - disclosure: What a failure shows of the payload's values.
///   - sourceLocation: Where Swift Testing reports a failure; `nil` for the line of the call, as the parameters after it
///     have it.
/// - Returns: Whether each of them has such an issue.
@discardableResult
public func expectInvalid(
  _ payload: borrowing some PayloadSource & ~Copyable & ~Escapable, against rule: some PayloadRule,
  at pointer: String? = nil, keyword: String? = nil,
  _ comment: @autoclosure () -> (any TestComment)? = nil, undocumented: AdditionPolicy = .drift,
  notices: NoticePolicy = .ignored, showing disclosure: Disclosure = .safe,
  sourceLocation: TestSourceLocation? = nil, fileID: String = #fileID, filePath: StaticString = #filePath,
  line: Int = #line, column: Int = #column
) -> Bool {
  let expectation = PayloadExpectation(
    aim: .invalid(pointer: pointer, keyword: keyword), additions: undocumented, notices: notices, disclosure: disclosure
  )
  let result = expectation.result(of: payload.read(), against: rule, comment)
  return FailureReport.record(result, at: CallSite(sourceLocation, fileID, filePath, line, column))
}

/// Requires that payloads pass, and ends the test if one does not.
///
/// - Parameters:
///   - payload: A file, a folder of which each payload is checked, or a slice or span of a JSON text.
///   - rule: A schema, or the rule for a body.
///   - comment: What the test says beside it, the last line of a failure.
///   - undocumented: What it means that the payload has more than is documented: `.drift` makes a warning of it, `.fails`
///     a failure.
///   - notices: What it means that something is noteworthy beside the verdict, such as a keyword that is not checked.
///   - disclosure: What a failure shows of the payload's values.
///   - sourceLocation: Where Swift Testing reports a failure; `nil` for the line of the call, as the parameters after it
///     have it.
/// - Throws: ``RequirementFailure``, after it was reported at the line of the call; in Swift Testing what `#require`
///   throws, which is reported once.
public func requireValid(
  _ payload: borrowing some PayloadSource & ~Copyable & ~Escapable, against rule: some PayloadRule,
  _ comment: @autoclosure () -> (any TestComment)? = nil, undocumented: AdditionPolicy = .drift,
  notices: NoticePolicy = .ignored, showing disclosure: Disclosure = .safe,
  sourceLocation: TestSourceLocation? = nil, fileID: String = #fileID, filePath: StaticString = #filePath,
  line: Int = #line, column: Int = #column
) throws {
  let expectation = PayloadExpectation(
    aim: .valid, additions: undocumented, notices: notices, disclosure: disclosure)
  let result = expectation.result(of: payload.read(), against: rule, comment)
  try FailureReport.require(result, at: CallSite(sourceLocation, fileID, filePath, line, column))
}

/// Requires that payloads do not pass, and why, and ends the test if one does.
///
/// - Parameters:
///   - payload: A file, a folder of which each payload is checked, or a slice or span of a JSON text.
///   - rule: A schema, or the rule for a body.
///   - pointer: The JSON Pointer where an issue must be; `nil` for anywhere.
///   - keyword: The keyword that an issue must be of, or `json` for what is not JSON; `nil` for any issue.
///   - comment: What the test says beside it, the last line of a failure.
///   - undocumented: What it means that the payload has more than is documented: `.fails` makes an issue of
///     it.
///   - notices: What it means that something is noteworthy beside the verdict, such as a keyword that is not checked.
///   - disclosure: What a failure shows of the payload's values.
///   - sourceLocation: Where Swift Testing reports a failure; `nil` for the line of the call, as the parameters after it
///     have it.
/// - Throws: ``RequirementFailure``, after it was reported at the line of the call; in Swift Testing what `#require`
///   throws, which is reported once.
public func requireInvalid(
  _ payload: borrowing some PayloadSource & ~Copyable & ~Escapable, against rule: some PayloadRule,
  at pointer: String? = nil, keyword: String? = nil,
  _ comment: @autoclosure () -> (any TestComment)? = nil, undocumented: AdditionPolicy = .drift,
  notices: NoticePolicy = .ignored, showing disclosure: Disclosure = .safe,
  sourceLocation: TestSourceLocation? = nil, fileID: String = #fileID, filePath: StaticString = #filePath,
  line: Int = #line, column: Int = #column
) throws {
  let expectation = PayloadExpectation(
    aim: .invalid(pointer: pointer, keyword: keyword), additions: undocumented, notices: notices, disclosure: disclosure
  )
  let result = expectation.result(of: payload.read(), against: rule, comment)
  try FailureReport.require(result, at: CallSite(sourceLocation, fileID, filePath, line, column))
}
