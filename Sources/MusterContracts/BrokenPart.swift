import Muster

/// Why a part of a document cannot be used: a mistake in it, or in what it refers to.
///
/// A broken part takes down what needs it and nothing else: its operation, or one parameter, response or kind of content.
public struct BrokenPart: Sendable, Hashable {
  /// What kind of mistake it is.
  public let code: ContractError.Code
  /// Where the mistake is.
  public let location: SourceLocation
  /// What is wrong, what was expected and what to do next.
  public let detail: String
}

extension BrokenPart {
  init(_ error: ContractError) {
    code = error.code
    location = SourceLocation(
      source: error.source ?? "", pointer: error.pointer ?? "", line: error.position?.line ?? 1,
      column: error.position?.column ?? 1)
    detail = error.detail
  }

  /// The error for a check that needs the part; `subject` says what cannot be checked.
  public func error(_ subject: String) -> ContractError {
    ContractError(
      .brokenPart, source: location.source, position: location.position, pointer: location.pointer,
      detail: "\(subject) cannot be checked: \(detail)")
  }
}

extension BrokenPart {
  /// A part of an operation that a mistake takes down.
  public struct Use: Sendable, Hashable {
    /// What cannot be checked, as in `response 200 of GET /items`.
    public let subject: String
    /// The mistake.
    public let part: BrokenPart
  }
}

extension DocumentModel.Operation {
  /// What cannot be checked, and why.
  var brokenParts: [BrokenPart.Use] {
    let reference = "\(method) \(path)"
    if let broken { return [BrokenPart.Use(subject: reference, part: broken)] }
    var uses = lostParameters.map { BrokenPart.Use(subject: "a parameter of \(reference)", part: $0) }
    for parameter in parameters {
      guard let broken = parameter.broken else { continue }
      let subject = "\(parameter.location.rawValue) parameter '\(parameter.name)' of \(reference)"
      uses.append(BrokenPart.Use(subject: subject, part: broken))
    }
    if let requestBody {
      let subject = "the request of \(reference)"
      if let broken = requestBody.broken { uses.append(BrokenPart.Use(subject: subject, part: broken)) }
      uses += DocumentModel.Operation.uses(of: requestBody.content, subject)
    }
    for response in responses {
      let subject = "response \(response.status) of \(reference)"
      if let broken = response.broken { uses.append(BrokenPart.Use(subject: subject, part: broken)) }
      uses += DocumentModel.Operation.uses(of: response.content, subject)
      for header in response.headers {
        guard let broken = header.broken else { continue }
        uses.append(BrokenPart.Use(subject: "header '\(header.name)' of \(subject)", part: broken))
      }
    }
    return uses
  }

  private static func uses(of content: [MediaType], _ subject: String) -> [BrokenPart.Use] {
    content.compactMap { media in
      media.broken.map { BrokenPart.Use(subject: "\(subject) as \(media.name)", part: $0) }
    }
  }

  /// Whether there is anything of it that can be checked.
  var hasSoundPart: Bool {
    guard broken == nil else { return false }
    if parameters.contains(where: { $0.broken == nil }) { return true }
    if let requestBody, requestBody.broken == nil, requestBody.content.contains(where: { $0.broken == nil }) {
      return true
    }
    return responses.contains { response in
      response.broken == nil && (response.content.isEmpty || response.content.contains { $0.broken == nil })
    }
  }
}
