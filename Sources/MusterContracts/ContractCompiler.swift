import Muster

/// Puts documents together into the model and the programs of one contract.
struct ContractCompiler {
  private(set) var model: ContractModel
  private(set) var programs: [LazyProgram] = []
  private var known: Set<Notice> = []
  private var references: [String: SourceLocation] = [:]

  init(vendor: String?) {
    model = ContractModel(vendor: vendor)
  }

  /// Adds a document with its operations, and compiles its schemas under both readings.
  mutating func add(_ page: PageDocument) throws(ContractError) {
    let index = model.documents.count
    var reader = DocumentModelReader(page.json, document: index)
    _ = try DocumentVersion.declared(by: reader.root)
    let content = try reader.read()
    let version = try DocumentVersion(of: reader.root, schemas: content.schemas + reader.componentSchemas)
    model.documents.append(
      ContractDocument(
        source: page.source.name, form: page.form, declaredVersion: version.declared, dialect: version.dialect.name,
        parts: page.parts.map { part in
          let position = page.source.position(at: part.offset)
          return ContractDocument.Part(
            pointer: part.pointer.description, line: position.line, column: position.column)
        }))
    for operation in content.operations { try add(operation) }
    for scheme in content.securitySchemes where !model.securitySchemes.contains(where: { $0.name == scheme.name }) {
      model.securitySchemes.append(scheme)
    }
    note(page.notices + version.notices + content.notices)
    let pointers = content.schemas.map(\.pointer)
    for reading in Contract.Storage.readings {
      let options = Schema.Options(reading: reading, dialect: version.dialect)
      do {
        let set = try SchemaSet(page.json, at: pointers, options: options)
        if reading == .letter { note(ofLetter: set.notices) } else { note(set.notices) }
        programs.append(LazyProgram(set))
      } catch {
        let place = error.location
        throw ContractError(
          .schema, source: place.source,
          position: TextPosition(offset: 0, line: place.line, column: place.column), pointer: place.pointer,
          detail: error.detail)
      }
    }
  }

  private mutating func add(_ operation: DocumentModel.Operation) throws(ContractError) {
    let reference = "\(operation.method) \(operation.path)"
    if let other = references[reference] {
      throw ContractError(
        .duplicateOperation, source: operation.location.source,
        position: TextPosition(offset: 0, line: operation.location.line, column: operation.location.column),
        pointer: operation.location.pointer,
        detail: "\(reference) is also at \(other.source):\(other.line):\(other.column); keep one of them")
    }
    references[reference] = operation.location
    model.operations.append(operation)
  }

  /// Keeps a notice once, though several documents give it.
  private mutating func note(_ notices: [Notice]) {
    for notice in notices where known.insert(notice).inserted { model.notices.append(notice) }
  }

  /// Keeps what only the letter of the version has to say, and says so.
  private mutating func note(ofLetter notices: [Notice]) {
    note(
      notices.filter { !known.contains($0) }.map { notice in
        Notice(
          code: notice.code, pointer: notice.pointer, source: notice.source, position: notice.position,
          message: "by the letter, " + notice.message)
      })
  }
}
