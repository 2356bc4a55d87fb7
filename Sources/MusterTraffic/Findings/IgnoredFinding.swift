import MusterContracts

/// Findings that are known and not wanted in a report, by what they have in common.
///
/// ```swift
/// options.ignoring = [
///   IgnoredFinding(.addedResponseField, of: "updateTokenAuthToken", at: "/token/region"),
///   IgnoredFinding(fingerprint: "0f3a…"),
/// ]
/// ```
/// A finding is ignored if all that is given holds of it. The report says how often each rule found something ignored, and
/// the ledger counts the parts that do not pass as it always does.
public struct IgnoredFinding: Sendable, Hashable {
  /// The rule; `nil` for any.
  public var rule: Rule?
  /// The operation, by its `operationId` or its method and path template; `nil` for any.
  public var operation: String?
  /// The place in the payload as `Finding.instancePattern` has it, with `*` for indices and keys; `nil` for any.
  public var instance: String?
  /// The name of the parameter; `nil` for any.
  public var parameter: String?
  /// The finding's `Finding.fingerprint`; `nil` for any.
  public var fingerprint: String?

  /// The findings of a rule.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - operation: The operation, by its `operationId` or its method and path template; `nil` for any.
  ///   - instance: The place in the payload, with `*` for indices and keys that are data; `nil` for any.
  ///   - parameter: The name of the parameter; `nil` for any.
  public init(_ rule: Rule, of operation: String? = nil, at instance: String? = nil, parameter: String? = nil) {
    self.rule = rule
    self.operation = operation
    self.instance = instance
    self.parameter = parameter
  }

  /// The finding of a fingerprint, which a JSON report has.
  public init(fingerprint: String) { self.fingerprint = fingerprint }

  /// Whether a remark makes a finding that is ignored.
  ///
  /// - Parameters:
  ///   - pattern: Where in the payload it is, as a finding has it; `nil` if it is about no body.
  ///   - names: What the operation is called.
  ///   - digest: The finding's fingerprint.
  func covers(_ remark: Remark, pattern: String?, names: [String?], digest: () -> FindingDigest) -> Bool {
    if let rule, rule.id != remark.rule.id { return false }
    if let operation, !names.contains(operation) { return false }
    if let instance, instance != pattern { return false }
    if let parameter, parameter != remark.parameter { return false }
    return fingerprint.map { $0 == digest().description } ?? true
  }
}
