extension OperationRecord {
  /// What cannot be checked, and why.
  package var brokenParts: [BrokenPart.Use] {
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
      uses += OperationRecord.uses(of: requestBody.content, subject)
    }
    for response in responses {
      let subject = "response \(response.status) of \(reference)"
      if let broken = response.broken { uses.append(BrokenPart.Use(subject: subject, part: broken)) }
      uses += OperationRecord.uses(of: response.content, subject)
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
  package var hasSoundPart: Bool {
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
