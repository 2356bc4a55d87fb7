import Muster

extension ContractModel {
  func write(to writer: inout ContractWriter) {
    writer.write(optional: vendor) { $0.write($1) }
    writer.write(list: documents) { writer, document in
      writer.write(document.source)
      writer.write(document.form.rawValue)
      writer.write(optional: document.declaredVersion) { $0.write($1) }
      writer.write(document.dialect)
      writer.write(list: document.parts) { writer, part in
        writer.write(part.pointer)
        writer.write(part.line)
        writer.write(part.column)
      }
    }
    writer.write(list: securitySchemes) { writer, scheme in
      for text in [scheme.name, scheme.type, scheme.parameter, scheme.location, scheme.scheme] { writer.write(text) }
    }
    writer.write(list: notices) { writer, notice in
      writer.write(notice.code.rawValue)
      writer.write(notice.pointer)
      writer.write(optional: notice.source) { $0.write($1) }
      writer.write(notice.position.offset)
      writer.write(notice.position.line)
      writer.write(notice.position.column)
      writer.write(notice.message)
    }
    writer.write(list: operations) { $0.write($1) }
  }

  init(from reader: inout ContractReader) throws(ContractError) {
    vendor = try reader.readOptional { (reader) throws(ContractError) in try reader.readText() }
    documents = try reader.readList(width: 17) { (reader) throws(ContractError) in try ContractDocument(from: &reader) }
    securitySchemes = try reader.readList(width: 20) { (reader) throws(ContractError) in
      SecurityScheme(
        name: try reader.readText(), type: try reader.readText(), parameter: try reader.readText(),
        location: try reader.readText(), scheme: try reader.readText())
    }
    notices = try reader.readList(width: 25) { (reader) throws(ContractError) in
      let code = Notice.Code(rawValue: try reader.readText())
      let pointer = try reader.readText()
      let source = try reader.readOptional { (reader) throws(ContractError) in try reader.readText() }
      let position = TextPosition(
        offset: try reader.readInt(), line: try reader.readInt(), column: try reader.readInt())
      return Notice(code: code, pointer: pointer, source: source, position: position, message: try reader.readText())
    }
    operations = try reader.readList(width: 40) { (reader) throws(ContractError) in try reader.readOperation() }
    for operation in operations where !documents.indices.contains(operation.document) {
      throw ContractFile.malformed("an operation is from document \(operation.document), which there is not")
    }
  }
}

extension ContractDocument {
  fileprivate init(from reader: inout ContractReader) throws(ContractError) {
    source = try reader.readText()
    let name = try reader.readText()
    guard let form = PageForm(rawValue: name) else { throw ContractFile.malformed("there is no form '\(name)'") }
    self.form = form
    declaredVersion = try reader.readOptional { (reader) throws(ContractError) in try reader.readText() }
    dialect = try reader.readText()
    parts = try reader.readList(width: 12) { (reader) throws(ContractError) in
      Part(pointer: try reader.readText(), line: try reader.readInt(), column: try reader.readInt())
    }
  }
}

extension ContractWriter {
  fileprivate mutating func write(_ operation: DocumentModel.Operation) {
    write(optional: operation.id) { $0.write($1) }
    write(operation.method)
    write(operation.path)
    write(operation.document)
    write(operation.location)
    write(operation.isDeprecated)
    write(list: operation.servers) { $0.write($1) }
    write(optional: operation.security) { writer, alternatives in
      writer.write(list: alternatives) { writer, names in writer.write(list: names) { $0.write($1) } }
    }
    write(list: operation.parameters) { writer, parameter in
      writer.write(parameter.name)
      writer.write(parameter.location.rawValue)
      writer.write(parameter.isRequired)
      writer.write(parameter.source)
      writer.write(optional: parameter.schema) { $0.write($1) }
      writer.write(parameter.types.rawValue)
    }
    write(optional: operation.requestBody) { writer, body in
      writer.write(body.isRequired)
      writer.write(list: body.content) { $0.write($1) }
      writer.write(body.location)
    }
    write(list: operation.responses) { writer, response in
      writer.write(response.status.description)
      writer.write(list: response.content) { $0.write($1) }
      writer.write(response.location)
    }
  }

  private mutating func write(_ location: SourceLocation) {
    write(location.source)
    write(location.pointer)
    write(location.line)
    write(location.column)
  }

  private mutating func write(_ media: MediaType) {
    write(media.name)
    write(media.location)
    write(optional: media.schema) { $0.write($1) }
  }
}

extension ContractReader {
  fileprivate mutating func readOperation() throws(ContractError) -> DocumentModel.Operation {
    DocumentModel.Operation(
      id: try readOptional { (reader) throws(ContractError) in try reader.readText() },
      method: try readText(), path: try readText(), document: try readInt(), location: try readLocation(),
      isDeprecated: try readBool(),
      servers: try readList(width: 4) { (reader) throws(ContractError) in try reader.readText() },
      security: try readOptional { (reader) throws(ContractError) in
        try reader.readList(width: 4) { (reader) throws(ContractError) in
          try reader.readList(width: 4) { (reader) throws(ContractError) in try reader.readText() }
        }
      },
      parameters: try readList(width: 27) { (reader) throws(ContractError) in try reader.readParameter() },
      requestBody: try readOptional { (reader) throws(ContractError) in
        RequestBody(
          isRequired: try reader.readBool(), content: try reader.readContent(), location: try reader.readLocation())
      },
      responses: try readList(width: 24) { (reader) throws(ContractError) in
        let key = try reader.readText()
        guard let status = StatusKey(key) else { throw ContractFile.malformed("'\(key)' is no status") }
        return Response(status: status, content: try reader.readContent(), location: try reader.readLocation())
      })
  }

  private mutating func readParameter() throws(ContractError) -> Parameter {
    let name = try readText()
    let place = try readText()
    guard let location = Parameter.Location(rawValue: place) else {
      throw ContractFile.malformed("'\(place)' is no place for a parameter")
    }
    return Parameter(
      name: name, location: location, isRequired: try readBool(), source: try readLocation(),
      schema: try readOptional { (reader) throws(ContractError) in try reader.readInt() },
      types: Parameter.Types(rawValue: try readByte()))
  }

  private mutating func readContent() throws(ContractError) -> [MediaType] {
    try readList(width: 21) { (reader) throws(ContractError) in
      MediaType(
        name: try reader.readText(), location: try reader.readLocation(),
        schema: try reader.readOptional { (reader) throws(ContractError) in try reader.readInt() })
    }
  }

  private mutating func readLocation() throws(ContractError) -> SourceLocation {
    SourceLocation(
      source: try readText(), pointer: try readText(), line: try readInt(), column: try readInt())
  }
}
