import Muster

/// Puts documents together into the model and the programs of one contract.
struct ContractCompiler {
  private(set) var model: ContractModel
  private(set) var programs: [LazyProgram] = []

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
        note(set.notices)
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
    if let other = model.operations.first(where: { $0.method == operation.method && $0.path == operation.path }) {
      throw ContractError(
        .duplicateOperation, source: operation.location.source,
        position: TextPosition(offset: 0, line: operation.location.line, column: operation.location.column),
        pointer: operation.location.pointer,
        detail: "\(operation.method) \(operation.path) is also at \(other.location.source):\(other.location.line):"
          + "\(other.location.column); keep one of them")
    }
    model.operations.append(operation)
  }

  /// Keeps notices once, though both readings or several documents give them.
  private mutating func note(_ notices: [Notice]) {
    for notice in notices where !model.notices.contains(notice) { model.notices.append(notice) }
  }
}
