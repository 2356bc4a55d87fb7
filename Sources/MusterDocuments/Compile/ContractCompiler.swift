import Muster
import MusterContracts

/// Puts documents together into the model and the programs of one contract.
struct ContractCompiler {
  private(set) var model: ContractModel
  /// The schemas of each document under each reading.
  private(set) var schemas: [SchemaSet] = []
  let options: Contract.CompileOptions
  let library: DocumentLibrary
  private let overlays: OverlaySet
  private var known: Set<Notice> = []
  private var references: [String: SourceLocation] = [:]
  /// The first operation of each `operationId`, and of each outline of a path with its method and servers.
  private var operationIDs: [String: SourceLocation] = [:]
  private var outlines: [Outline: OperationRecord] = [:]

  private struct Outline: Hashable {
    let method: String
    let segments: [[PathTemplate.Piece]]
    let servers: [ServerTemplate]
  }
  /// Mistakes with what they take down, in order of first use.
  private var damage: [Damage] = []
  /// The place of each mistake among them.
  private var damageIndices: [BrokenPart: Int] = [:]

  /// A mistake, with what it takes down and what it leaves checked but for one keyword.
  private struct Damage {
    var part: BrokenPart
    var subjects: [String] = []
    var partly: [String] = []
  }

  /// How many of the parts that one mistake takes down are named.
  private static let subjectLimit = 3

  /// A compiler of some sources.
  ///
  /// - Throws: ``ContractError`` for an overlay that cannot be read.
  init(sources: [SourceText], options: Contract.CompileOptions) throws(ContractError) {
    self.options = options
    overlays = try OverlaySet(options.overlays, sources: sources)
    model = ContractModel(vendor: options.vendor)
    library = DocumentLibrary(load: options.load, overlays: overlays)
    for source in sources { library.add(source, at: options.uri(of: source)) }
  }

  /// Adds a document with its operations, and compiles its schemas under both readings.
  mutating func add(_ page: PageDocument) throws(ContractError) {
    var page = page
    page.json = try overlays.apply(to: page.json, of: page.source)
    let index = model.documents.count
    let root = Place(value: page.json.root, pointer: JSONPointer())
    let shape = DocumentShape.of(try DocumentVersion.declared(by: root)?.dialect)
    let uri = library.base(of: page.json, shape, at: options.uri(of: page.source))
    page.json = DocumentReferences(root: page.json.root, uri: uri, library: library).expanded(page.json, shape)
    var reader = DocumentModelReader(page.json, uri: uri, library: library, document: index, shape: shape)
    var content = try reader.read()
    let version = try DocumentVersion(of: reader.root, schemas: content.schemas + reader.componentSchemas)
    model.documents.append(
      ContractDocument(
        source: page.source.name, form: page.form, declaredVersion: version.declared, dialect: version.dialect.name,
        parts: page.parts.map { part in
          let position = page.source.position(at: part.offset)
          return ContractDocument.Part(
            pointer: part.pointer.description, line: position.line, column: position.column)
        }, lostPaths: content.lostPaths))
    note(page.notices + library.notices + version.notices + content.notices)
    note(
      reader.structure(
        beside: content, declared: version.declared == nil ? nil : version.dialect,
        isWhole: page.form == .openAPIJSON || page.form == .openAPIYAML))
    let schemas = try compile(content.schemaPlaces, of: page.json, at: uri, version)
    noteUnchecked(schemas, content.operations)
    model.partlyChecked[index] = Set(schemas.partlyChecked.compactMap { schemas.indices[$0] })
    for index in content.operations.indices { schemas.place(into: &content.operations[index]) }
    for lost in content.lostPaths { take(lost.part, "the operations of \(lost.path)") }
    for lost in content.lost { take(lost, "what depends on it") }
    for operation in content.operations { add(operation) }
    for scheme in content.securitySchemes where !model.securitySchemes.contains(where: { $0.name == scheme.name }) {
      model.securitySchemes.append(scheme)
    }
  }

  /// The model with everything in it.
  ///
  /// - Throws: The first mistake, where mistakes leave nothing that could be checked.
  mutating func finish() throws(ContractError) -> ContractModel {
    if let first = damage.first(where: { !$0.subjects.isEmpty })?.part,
      !model.operations.contains(where: \.hasSoundPart)
    {
      throw ContractError(
        first.code, source: first.location.source, position: first.location.position, pointer: first.location.pointer,
        detail: first.detail)
    }
    note(library.notices + overlays.notices)
    for damage in damage {
      var words: [String] = []
      if !damage.subjects.isEmpty { words.append("not checked: " + ContractCompiler.named(damage.subjects)) }
      if !damage.partly.isEmpty {
        words.append("this alone is not checked in: " + ContractCompiler.named(damage.partly))
      }
      if words.isEmpty { words.append("this alone is not checked") }
      let place = damage.part.location
      note([
        Notice(
          code: damage.subjects.isEmpty ? .uncheckedKeyword : .brokenPart, pointer: place.pointer,
          source: place.source, position: place.position,
          message: "\(damage.part.detail) [\(words.joined(separator: "; "))]")
      ])
    }
    return model
  }

  /// The first of some parts, and how many more there are.
  private static func named(_ subjects: [String]) -> String {
    let more = subjects.count - subjectLimit
    return subjects.prefix(subjectLimit).joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "")
  }

  // MARK: Schemas

  /// What compiling the schemas of a document came to.
  fileprivate struct CompiledSchemas {
    /// The index of each schema in the program; `nil` for one that has a mistake.
    let indices: [Int?]
    let mistakes: [Int: BrokenPart]
    /// The mistakes that cost one keyword, with the schemas that have it.
    var unchecked: [(part: BrokenPart, schemas: [Int])] = []
    var partlyChecked: Set<Int> = []
  }

  /// Compiles the schemas under both readings; those with a mistake under either are left out.
  private mutating func compile(
    _ places: [SchemaPlace], of document: JSONDocument, at uri: String, _ version: DocumentVersion
  ) throws(ContractError) -> CompiledSchemas {
    let compiled = try sets(places, document, uri, version)
    var count = 0
    let indices = places.indices.map { position -> Int? in
      guard compiled.mistakes[position] == nil else { return nil }
      defer { count += 1 }
      return count
    }
    var result = CompiledSchemas(
      indices: indices, mistakes: compiled.mistakes.mapValues { part(for: $0) })
    for (reading, found) in zip(Contract.readings, compiled.sets) {
      schemas.append(found.isSame ? schemas[schemas.count - 1] : found.set)
      if found.isSame { continue }
      if reading == .intent {
        note(found.set.notices)
        result.unchecked = found.unchecked.map { (part(for: $0.mistake), $0.places) }
        result.partlyChecked = found.partlyChecked
      } else {
        let told = Set((compiled.sets.first?.set.notices ?? []).map(NoticePlace.init))
        note(ofLetter: found.set.notices.filter { !told.contains(NoticePlace($0)) })
      }
    }
    return result
  }

  /// Where a notice is: what intent has told of a place says what it means by the letter.
  private struct NoticePlace: Hashable {
    let source: String?
    let pointer: String

    init(_ notice: Notice) {
      source = notice.source
      pointer = notice.pointer
    }
  }

  /// Notes which keywords are left unchecked, and where that matters.
  private mutating func noteUnchecked(_ schemas: CompiledSchemas, _ operations: [OperationRecord]) {
    guard !schemas.unchecked.isEmpty else { return }
    var subjects: [Int: [String]] = [:]
    for operation in operations {
      for use in operation.schemaUses { subjects[use.schema, default: []].append(use.subject) }
    }
    for (part, indices) in schemas.unchecked {
      let index = damageIndex(of: part)
      for schema in indices where schemas.mistakes[schema] == nil { damage[index].partly += subjects[schema] ?? [] }
    }
  }

  private func sets(
    _ places: [SchemaPlace], _ document: JSONDocument, _ uri: String, _ version: DocumentVersion
  ) throws(ContractError) -> CompiledSets {
    let library = library
    var options = Schema.Options()
    if version.saysDialect { options.defaultDialect = version.dialect } else { options.dialect = version.dialect }
    options.registry.load = { try? library.document(at: $0) }
    options.registry.reason = { library.reason(for: $0) }
    options.baseURI = uri
    options.tracksUndocumented = true
    do throws(SchemaError) {
      return try SchemaSet.compile(document, at: places, under: Contract.readings, options: options)
    } catch {
      throw ContractCompiler.error(error, detail: error.detail)
    }
  }

  private func part(for error: SchemaError) -> BrokenPart {
    BrokenPart(ContractCompiler.error(error, detail: error.detail))
  }

  private static func error(_ error: SchemaError, detail: String) -> ContractError {
    let place = error.location
    return ContractError(
      error.code == .unresolvedReference ? .reference : .schema, source: place.source,
      position: TextPosition(offset: 0, line: place.line, column: place.column), pointer: place.pointer,
      detail: detail)
  }

  // MARK: Operations

  private mutating func add(_ operation: OperationRecord) {
    var operation = operation
    let reference = "\(operation.method) \(operation.path)"
    if let other = references[reference] {
      let error = ContractError(
        .duplicateOperation, source: operation.location.source, position: operation.location.position,
        pointer: operation.location.pointer,
        detail: "\(reference) is also at \(other.source):\(other.line):\(other.column); keep one of them")
      take(BrokenPart(error), "this second \(reference)")
      return
    }
    references[reference] = operation.location
    noteNames(of: operation)
    if !options.servers.isEmpty, !operation.isIncoming {
      operation.servers = options.servers.map { ServerTemplate(url: $0, variables: []) }
    }
    for use in operation.brokenParts { take(use.part, use.subject) }
    model.operations.append(operation)
  }

  /// Says where an operation cannot be told from another by its name or by its path.
  private mutating func noteNames(of operation: OperationRecord) {
    let place = operation.location
    func notice(_ code: Notice.Code, _ message: String) -> Notice {
      Notice(code: code, pointer: place.pointer, source: place.source, position: place.position, message: message)
    }
    if let id = operation.id {
      if let first = operationIDs[id] {
        note([
          notice(
            .operationID,
            "the operationId '\(id)' is also at \(first.source):\(first.line):\(first.column); name both by method and "
              + "path")
        ])
      } else {
        operationIDs[id] = place
      }
    }
    guard !operation.isIncoming else { return }
    let outline = Outline(
      method: operation.method, segments: PathTemplate(operation.path).outline, servers: operation.servers)
    guard let first = outlines[outline] else { return outlines[outline] = operation }
    note([
      notice(
        .samePaths,
        "\(operation.method) \(operation.path) takes the same paths as \(first.path) at \(first.location.source):"
          + "\(first.location.line):\(first.location.column), which is taken for all of them")
    ])
  }

  mutating func take(_ part: BrokenPart, _ subject: String) {
    damage[damageIndex(of: part)].subjects.append(subject)
  }

  private mutating func damageIndex(of part: BrokenPart) -> Int {
    if let known = damageIndices[part] { return known }
    damageIndices[part] = damage.count
    damage.append(Damage(part: part))
    return damage.count - 1
  }

  // MARK: Notices

  /// Keeps a notice once, though several documents give it.
  private mutating func note(_ notices: [Notice]) {
    for notice in notices where known.insert(notice).inserted { model.notices.append(notice) }
  }

  /// Keeps what only the letter of the version has to say, and says so.
  private mutating func note(ofLetter notices: [Notice]) {
    note(notices.filter { !known.contains($0) }.map { $0.ofLetter })
  }
}

extension ContractCompiler.CompiledSchemas {
  /// Gives the parts of an operation the schemas of the program, or the mistakes that keep them from having one.
  func place(into operation: inout OperationRecord) {
    for index in operation.parameters.indices { place(into: &operation.parameters[index]) }
    if var body = operation.requestBody {
      for index in body.content.indices { place(into: &body.content[index]) }
      operation.requestBody = body
    }
    for response in operation.responses.indices {
      for index in operation.responses[response].content.indices {
        place(into: &operation.responses[response].content[index])
      }
      for index in operation.responses[response].headers.indices {
        place(into: &operation.responses[response].headers[index])
      }
    }
  }

  private func place(into parameter: inout Parameter) {
    guard let schema = parameter.schema else { return }
    parameter.schema = indices[schema]
    parameter.broken = parameter.broken ?? mistakes[schema]
  }

  private func place(into media: inout MediaType) {
    for path in [\MediaType.schema, \.itemSchema, \.dataSchema] {
      guard let schema = media[keyPath: path] else { continue }
      media[keyPath: path] = indices[schema]
      media.broken = media.broken ?? mistakes[schema]
    }
  }
}
