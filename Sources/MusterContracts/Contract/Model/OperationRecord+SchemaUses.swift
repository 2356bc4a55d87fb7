extension OperationRecord {
  /// A schema that a part of an operation is checked with.
  package struct SchemaUse {
    /// What is checked with it, as in `response 200 of GET /items as application/json`.
    package let subject: String
    /// The schema's index.
    package let schema: Int
    /// Whether the part is a body.
    package let isBody: Bool
  }

  /// The schemas that the operation's parts are checked with.
  package var schemaUses: [SchemaUse] {
    let reference = "\(method) \(path)"
    var uses: [SchemaUse] = []
    for parameter in parameters {
      guard let schema = parameter.schema else { continue }
      let subject = "\(parameter.location.rawValue) parameter '\(parameter.name)' of \(reference)"
      uses.append(SchemaUse(subject: subject, schema: schema, isBody: false))
    }
    if let requestBody { uses += OperationRecord.uses(of: requestBody.content, in: "the request of \(reference)") }
    for response in responses {
      let subject = "response \(response.status) of \(reference)"
      uses += OperationRecord.uses(of: response.content, in: subject)
      for header in response.headers {
        guard let schema = header.schema else { continue }
        uses.append(SchemaUse(subject: "header '\(header.name)' of \(subject)", schema: schema, isBody: false))
      }
    }
    return uses
  }

  private static func uses(of content: [MediaType], in subject: String) -> [SchemaUse] {
    content.flatMap { media in
      [media.schema, media.itemSchema, media.dataSchema].compactMap { schema in
        schema.map { SchemaUse(subject: "\(subject) as \(media.name)", schema: $0, isBody: true) }
      }
    }
  }
}
