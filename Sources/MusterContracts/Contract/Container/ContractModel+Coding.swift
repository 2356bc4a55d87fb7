import Muster

extension ContractModel {
  /// The sections of the model, and the texts that they name.
  func sections() -> [(kind: ContractFile.Kind, index: Int, bytes: [UInt8])] {
    var writer = ContractWriter()
    // What operations are found by is together, so that looking for one reads little.
    for operation in operations { _ = operation.id.map { writer.number(of: $0) } }
    for operation in operations { _ = (writer.number(of: operation.method), writer.number(of: operation.path)) }
    writeSources(to: &writer)
    let sources = writer.endSection()
    writeNotices(to: &writer)
    let notices = writer.endSection()
    var rows = ContractWriter.Rows()
    for operation in operations {
      let start = writer.bytes.count
      writer.write(operation)
      rows.append(
        id: operation.id.map { writer.number(of: $0) }, method: writer.number(of: operation.method),
        path: writer.number(of: operation.path), record: start..<writer.bytes.count)
    }
    return [
      (.texts, 0, writer.textSection()), (.model, 0, sources), (.notices, 0, notices),
      (.operations, 0, rows.section(with: writer.bytes)),
    ]
  }

  private func writeSources(to writer: inout ContractWriter) {
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
      writer.write(list: document.lostPaths) { writer, lost in
        writer.write(lost.path)
        writer.write(lost.part)
      }
    }
    writer.write(list: securitySchemes) { writer, scheme in
      for text in [scheme.name, scheme.type, scheme.parameter, scheme.location, scheme.scheme] { writer.write(text) }
    }
  }

  private func writeNotices(to writer: inout ContractWriter) {
    writer.write(list: notices) { writer, notice in
      writer.write(notice.code.rawValue)
      writer.write(notice.pointer)
      writer.write(optional: notice.source) { $0.write($1) }
      writer.write(notice.position.offset)
      writer.write(notice.position.line)
      writer.write(notice.position.column)
      writer.write(notice.message)
    }
  }

  /// Reads the sources and schemes; notices and operations are read when they are asked for.
  init(from reader: inout ContractReader) throws(ContractError) {
    vendor = try reader.readOptional { (reader) throws(ContractError) in try reader.readText() }
    documents = try reader.readList(width: 21) { (reader) throws(ContractError) in try ContractDocument(from: &reader) }
    securitySchemes = try reader.readList(width: 20) { (reader) throws(ContractError) in
      SecurityScheme(
        name: try reader.readText(), type: try reader.readText(), parameter: try reader.readText(),
        location: try reader.readText(), scheme: try reader.readText())
    }
    try reader.finish()
  }
}

extension ContractReader {
  mutating func readNotices() throws(ContractError) -> [Notice] {
    let notices = try readList(width: 25) { (reader) throws(ContractError) in
      let code = Notice.Code(rawValue: try reader.readText())
      let pointer = try reader.readText()
      let source = try reader.readOptional { (reader) throws(ContractError) in try reader.readText() }
      let position = TextPosition(
        offset: try reader.readInt(), line: try reader.readInt(), column: try reader.readInt())
      return Notice(code: code, pointer: pointer, source: source, position: position, message: try reader.readText())
    }
    try finish()
    return notices
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
    lostPaths = try reader.readList(width: 28) { (reader) throws(ContractError) in
      LostPath(path: try reader.readText(), part: try reader.readBroken())
    }
  }
}

extension ContractWriter {
  fileprivate mutating func write(_ operation: OperationRecord) {
    write(optional: operation.id) { $0.write($1) }
    write(operation.method)
    write(operation.path)
    write(operation.document)
    write(operation.location)
    write(operation.isDeprecated)
    write(list: operation.servers) { $0.write($1) }
    write(list: operation.lostParameters) { $0.write($1) }
    write(optional: operation.broken ?? operation.brokenByLetter) { $0.write($1) }
    write(optional: operation.security) { writer, alternatives in
      writer.write(list: alternatives) { writer, names in writer.write(list: names) { $0.write($1) } }
    }
    write(list: operation.parameters) { $0.write($1) }
    write(optional: operation.requestBody) { writer, body in
      writer.write(body.isRequired)
      writer.write(list: body.content) { $0.write($1) }
      writer.write(body.location)
      writer.write(optional: body.broken ?? body.brokenByLetter) { $0.write($1) }
    }
    write(list: operation.responses) { writer, response in
      writer.write(response.status.description)
      writer.write(list: response.content) { $0.write($1) }
      writer.write(list: response.headers) { $0.write($1) }
      writer.write(response.location)
      writer.write(optional: response.broken ?? response.brokenByLetter) { $0.write($1) }
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
    write(optional: media.broken ?? media.brokenByLetter) { $0.write($1) }
    for schema in [media.schema, media.itemSchema, media.dataSchema] { write(optional: schema) { $0.write($1) } }
    write(optional: media.form) { $0.write($1) }
    write(media.shape)
  }

  fileprivate mutating func write(_ broken: BrokenPart) {
    write(broken.code.rawValue)
    write(broken.location)
    write(broken.detail)
  }

  private mutating func write(_ server: ServerTemplate) {
    write(server.url)
    write(list: server.variables) { writer, variable in
      writer.write(variable.name)
      writer.write(variable.standard)
      writer.write(list: variable.values) { $0.write($1) }
    }
  }

  private mutating func write(_ parameter: Parameter) {
    write(parameter.name)
    write(parameter.location.rawValue)
    for flag in [
      parameter.isRequired, parameter.isDeprecated, parameter.explodes, parameter.allowsReserved,
      parameter.allowsEmptyValue, parameter.isMultiSegment,
    ] {
      write(flag)
    }
    write(parameter.style.rawValue)
    write(optional: parameter.contentType) { $0.write($1) }
    write(parameter.source)
    write(optional: parameter.broken ?? parameter.brokenByLetter) { $0.write($1) }
    write(optional: parameter.schema) { $0.write($1) }
    write(parameter.shape)
    write(optional: parameter.form) { $0.write($1) }
  }

  private mutating func write(_ form: FormShape) {
    write(form.shape)
    write(list: Array(form.fields)) { writer, field in
      writer.write(field.name)
      writer.write(field.style.rawValue)
      writer.write(field.explodes)
      writer.write(optional: field.contentType) { $0.write($1) }
    }
  }

  /// Shapes nest no deeper than `ValueShape.depthLimit`.
  private mutating func write(_ shape: ValueShape) {
    write(shape.types.rawValue)
    write(list: shape.items) { $0.write($1) }
    write(list: Array(shape.members)) { writer, member in
      writer.write(member.name)
      writer.write(member.shape)
    }
    write(list: shape.additional) { $0.write($1) }
    write(shape.content.rawValue)
    write(shape.isCut)
  }
}

extension ContractReader {
  mutating func readOperation() throws(ContractError) -> OperationRecord {
    var operation = OperationRecord(
      id: try readOptional { (reader) throws(ContractError) in try reader.readText() },
      method: try readText(), path: try readText(), document: try readInt(), location: try readLocation(),
      isDeprecated: try readBool())
    operation.servers = try readList(width: 8) { (reader) throws(ContractError) in try reader.readServer() }
    operation.lostParameters = try readList(width: 24) { (reader) throws(ContractError) in try reader.readBroken() }
    (operation.broken, operation.brokenByLetter) = BrokenPart.split(
      try readOptional { (reader) throws(ContractError) in try reader.readBroken() })
    operation.security = try readOptional { (reader) throws(ContractError) in
      try reader.readList(width: 4) { (reader) throws(ContractError) in try reader.readTexts() }
    }
    operation.parameters = try readList(width: 43) { (reader) throws(ContractError) in try reader.readParameter() }
    operation.requestBody = try readOptional { (reader) throws(ContractError) in
      RequestBody(
        isRequired: try reader.readBool(), content: try reader.readContent(), location: try reader.readLocation(),
        broken: try reader.readOptional { (reader) throws(ContractError) in try reader.readBroken() })
    }
    operation.responses = try readList(width: 29) { (reader) throws(ContractError) in
      let key = try reader.readText()
      guard let status = StatusKey(key) else { throw ContractFile.malformed("'\(key)' is no status") }
      return Response(
        status: status, content: try reader.readContent(),
        headers: try reader.readList(width: 43) { (reader) throws(ContractError) in try reader.readParameter() },
        location: try reader.readLocation(),
        broken: try reader.readOptional { (reader) throws(ContractError) in try reader.readBroken() })
    }
    return operation
  }

  private mutating func readParameter() throws(ContractError) -> Parameter {
    let name = try readText()
    let place = try readText()
    guard let location = Parameter.Location(rawValue: place) else {
      throw ContractFile.malformed("'\(place)' is no place for a parameter")
    }
    var flags: [Bool] = []
    for _ in 0..<6 { flags.append(try readBool()) }
    return Parameter(
      name: name, location: location, isRequired: flags[0], isDeprecated: flags[1], style: try readStyle(),
      explodes: flags[2], allowsReserved: flags[3], allowsEmptyValue: flags[4],
      contentType: try readOptional { (reader) throws(ContractError) in try reader.readText() },
      source: try readLocation(),
      broken: try readOptional { (reader) throws(ContractError) in try reader.readBroken() },
      isMultiSegment: flags[5],
      schema: try readOptional { (reader) throws(ContractError) in try reader.readInt() },
      shape: try readShape(depth: 0),
      form: try readOptional { (reader) throws(ContractError) in try reader.readForm() })
  }

  private mutating func readContent() throws(ContractError) -> [MediaType] {
    try readList(width: 37) { (reader) throws(ContractError) in
      var media = MediaType(
        name: try reader.readText(), location: try reader.readLocation(),
        broken: try reader.readOptional { (reader) throws(ContractError) in try reader.readBroken() })
      for path in [\MediaType.schema, \.itemSchema, \.dataSchema] {
        media[keyPath: path] = try reader.readOptional { (reader) throws(ContractError) in try reader.readInt() }
      }
      media.form = try reader.readOptional { (reader) throws(ContractError) in try reader.readForm() }
      media.shape = try reader.readShape(depth: 0)
      return media
    }
  }

  private mutating func readForm() throws(ContractError) -> FormShape {
    FormShape(
      shape: try readShape(depth: 0),
      fields: NamedList(
        try readList(width: 10) { (reader) throws(ContractError) in
          FormShape.Field(
            name: try reader.readText(), style: try reader.readStyle(), explodes: try reader.readBool(),
            contentType: try reader.readOptional { (reader) throws(ContractError) in try reader.readText() })
        }))
  }

  private mutating func readShape(depth: Int) throws(ContractError) -> ValueShape {
    guard depth <= ValueShape.depthLimit else { throw ContractFile.malformed("a shape nests too deep") }
    var shape = ValueShape(
      types: ValueShape.Types(rawValue: try readByte()),
      items: try readList(width: 15) { (reader) throws(ContractError) in try reader.readShape(depth: depth + 1) },
      members: NamedList(
        try readList(width: 18) { (reader) throws(ContractError) in
          ValueShape.Member(
            name: try reader.readText(), shape: try reader.readShape(depth: depth + 1))
        }),
      additional: try readList(width: 15) { (reader) throws(ContractError) in try reader.readShape(depth: depth + 1) })
    let number = try readByte()
    guard let content = ValueShape.Content(rawValue: number) else {
      throw ContractFile.malformed("there is no content \(number)")
    }
    shape.content = content
    shape.isCut = try readBool()
    return shape
  }

  private mutating func readStyle() throws(ContractError) -> Parameter.Style {
    let text = try readText()
    guard let style = Parameter.Style(rawValue: text) else { throw ContractFile.malformed("'\(text)' is no style") }
    return style
  }

  private mutating func readServer() throws(ContractError) -> ServerTemplate {
    ServerTemplate(
      url: try readText(),
      variables: try readList(width: 12) { (reader) throws(ContractError) in
        ServerTemplate.Variable(
          name: try reader.readText(), standard: try reader.readText(), values: try reader.readTexts())
      })
  }

  fileprivate mutating func readBroken() throws(ContractError) -> BrokenPart {
    BrokenPart(
      code: ContractError.Code(rawValue: try readText()), location: try readLocation(), detail: try readText())
  }

  private mutating func readTexts() throws(ContractError) -> [String] {
    try readList(width: 4) { (reader) throws(ContractError) in try reader.readText() }
  }

  private mutating func readLocation() throws(ContractError) -> SourceLocation {
    SourceLocation(
      source: try readText(), pointer: try readText(), line: try readInt(), column: try readInt())
  }
}
