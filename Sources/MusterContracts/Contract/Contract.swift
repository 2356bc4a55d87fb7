import Muster

/// A vendor's operations, compiled: what each request and response has to look like.
///
/// ```swift
/// let contract = try Contract(compiled: bytes)
/// let rule = try contract.operation("PUT /items/{id}").response(status: 200)
/// rule.check(body)
/// ```
/// A struct over one immutable storage: a copy is one retain.
public struct Contract: Sendable {
  final class Storage: Sendable {
    let vendor: String?
    let documents: [ContractDocument]
    let securitySchemes: [SecurityScheme]
    let operations: OperationRecords
    let notices: NoticeRecords
    /// Two for each document, in the order of `Contract.readings`.
    let programs: [LazyProgram]
    /// The mistakes in YAML, once they were asked for, or why they cannot be read.
    private let slips = Locked<Result<SlipIndex, ContractError>?>(nil)
    /// For each document the schemas that lead to keywords which cannot be used, if the contract was just compiled.
    let partlyChecked: [Int: Set<Int>]
    /// Made when an operation is first looked for by its path.
    let lazyRoutes = SetOnceReference<RouteTable>()

    init(
      _ model: ContractModel, operations: OperationRecords, notices: NoticeRecords, programs: [LazyProgram]
    ) {
      vendor = model.vendor
      documents = model.documents
      securitySchemes = model.securitySchemes
      self.operations = operations
      self.notices = notices
      self.programs = programs
      partlyChecked = model.partlyChecked
    }

    /// What routes to the operations are made of.
    var routeSource: RouteTable.Source { RouteTable.Source(operations: operations, documents: documents) }

    /// Why nothing of a document can be checked under a reading; `nil` if it can be.
    ///
    /// By the letter, YAML with a mistake is no document. A mistake in a text that is none of the contract's own documents
    /// is in one that any of them may refer to.
    func refusal(document: Int, reading: Reading) throws(ContractError) -> BrokenPart? {
      guard reading == .letter else { return nil }
      let own = documents.indices.contains(document) ? documents[document].source : nil
      return try slipIndex().first(in: own).map { slip in
        BrokenPart(
          ContractError(
            .yaml, source: slip.source, position: slip.position, pointer: slip.pointer,
            detail: "\(slip.message); by the letter, nothing of the text can be checked"))
      }
    }

    private func slipIndex() throws(ContractError) -> SlipIndex {
      if let known = slips.withLock({ $0 }) { return try known.get() }
      let index: Result<SlipIndex, ContractError>
      do throws(ContractError) {
        index = .success(SlipIndex(try notices.slips(), documents: documents.map(\.source)))
      } catch {
        index = .failure(error)
      }
      slips.withLock { $0 = index }
      return try index.get()
    }

    /// All but the programs, decoded.
    var model: ContractModel {
      ContractModel(
        vendor: vendor, documents: documents, operations: operations.all, securitySchemes: securitySchemes,
        notices: notices.all)
    }

    func schema(_ index: Int, document: Int, reading: Reading) throws(ContractError) -> Schema {
      let program = document * 2 + (reading == .intent ? 0 : 1)
      guard programs.indices.contains(program) else { throw ContractFile.malformed("there is no program \(program)") }
      return try programs[program].schema(index)
    }
  }

  /// The first mistake in the YAML of each source.
  private struct SlipIndex: Sendable {
    private var bySource: [String: (order: Int, slip: Notice)] = [:]
    /// The first one in a text that is none of the contract's own documents.
    private var foreign: (order: Int, slip: Notice)?

    init(_ slips: [Notice], documents: [String]) {
      let documents = Set(documents)
      for (order, slip) in slips.enumerated() {
        if let source = slip.source, documents.contains(source) {
          if bySource[source] == nil { bySource[source] = (order, slip) }
        } else if foreign == nil {
          foreign = (order, slip)
        }
      }
    }

    /// The first mistake that concerns a document.
    func first(in document: String?) -> Notice? {
      let own = document.flatMap { bySource[$0] }
      return [own, foreign].compactMap { $0 }.min { $0.order < $1.order }?.slip
    }
  }

  let storage: Storage

  /// The readings that a contract has schemas for, in the order of its programs.
  package static let readings: [Reading] = [.intent, .letter]

  private init(storage: Storage) { self.storage = storage }

  /// A contract that was just compiled.
  ///
  /// - Parameters:
  ///   - model: All but the schemas.
  ///   - schemas: Those of each document under each of the ``readings``.
  package init(_ model: ContractModel, schemas: [SchemaSet]) {
    storage = Storage(
      model, operations: OperationRecords(model.operations), notices: NoticeRecords(model.notices),
      programs: schemas.map { LazyProgram($0) })
  }

  /// The vendor's name, if one was given when the contract was compiled.
  public var vendor: String? { storage.vendor }

  /// The documents that the contract was compiled from.
  public var documents: [ContractDocument] { storage.documents }

  /// The operations in the order of the documents.
  public var operations: [Operation] { allOperations.filter { !$0.isIncoming } }

  /// The requests that the vendor sends, of webhooks and callbacks, in the order of the documents.
  ///
  /// They can be checked by name; no exchange is taken for one by its URL.
  public var incomingOperations: [Operation] { allOperations.filter(\.isIncoming) }

  private var allOperations: [Operation] {
    storage.operations.indices.map { Operation(storage: storage, index: $0) }
  }

  /// The ways to prove who sends a request that the documents define.
  public var securitySchemes: [SecurityScheme] { storage.securitySchemes }

  /// What compiling had to say.
  public var notices: [Notice] { storage.notices.all }

  /// Whether mistakes in the documents keep parts of them from being checked.
  ///
  /// Each mistake is among the notices, with the code `broken-part`; what it takes down is in `Operation.brokenParts`.
  public var hasBrokenParts: Bool { storage.notices.all.contains { $0.code == .brokenPart } }
}

extension Contract {
  /// The same contract with its operations at other servers, such as a mock's.
  ///
  /// - Parameter servers: URLs, each a host with a base path.
  /// - Complexity: O(*operations*).
  public func serving(at servers: [String]) -> Contract {
    let model = storage.model
    let templates = servers.map { ServerTemplate(url: $0, variables: []) }
    let operations = model.operations.map { operation in
      var operation = operation
      if !operation.isIncoming { operation.servers = templates }
      return operation
    }
    return Contract(
      storage: Storage(
        model, operations: OperationRecords(operations), notices: storage.notices, programs: storage.programs))
  }
}

extension Contract {
  /// Loads a compiled contract.
  ///
  /// The checksums are verified here, each operation and each schema when it is first used.
  /// - Throws: ``ContractError`` with one of the codes `notAContract`, `futureVersion`, `pastVersion`, `truncated`,
  ///   `checksum` and `malformed`.
  /// - Complexity: O(*n*) in the number of bytes, with hardly more than reading them for each.
  public init(compiled bytes: [UInt8]) throws(ContractError) {
    try self.init(try ContractFile(.bytes(bytes)))
  }

  /// Loads a compiled contract of which each part is read when it is first used.
  ///
  /// ```swift
  /// let contract = try Contract(compiledSize: size) { range in file.bytes(in: range) }
  /// ```
  /// The checksum of a part is verified when the part is read. A part that cannot be read any more, or that was changed, is
  /// an error of the check that needs it; of what only explaining needs, the schema's places are missing.
  /// - Parameters:
  ///   - size: How many bytes there are.
  ///   - read: Reads a range of them, from any thread; `nil` where that fails.
  /// - Throws: What ``init(compiled:)`` throws.
  /// - Complexity: O(*p*) in the number of pages of 4,096 bytes, with one number for each; for the first use of a schema
  ///   O(*n*) in the size of what it leads to.
  public init(
    compiledSize size: Int, read: @escaping @Sendable (Range<Int>) -> [UInt8]?
  ) throws(ContractError) {
    try self.init(try ContractFile(.file(size: max(size, 0), read: read)))
  }

  private init(_ file: ContractFile) throws(ContractError) {
    let texts = try ContractTexts(file.pages, in: try file.section(.texts).range)
    var reader = ContractReader(try file.piece(.model), texts: texts)
    let model = try ContractModel(from: &reader)
    let operations = try StoredOperations(
      file.pages, in: try file.section(.operations).range, texts: texts, documents: model.documents.count)
    _ = try file.section(.notices)
    let programs = try LazyProgram.all(file, count: model.documents.count * 2)
    storage = Storage(
      model, operations: OperationRecords(operations), notices: NoticeRecords(file, texts: texts), programs: programs)
  }

  /// The contract as one self-contained file; the same contract always gives the same bytes.
  ///
  /// - Complexity: O(*n*) in the size of the contract.
  public func encoded() -> [UInt8] {
    var sections = storage.model.sections()
    var known: [ObjectIdentifier: LazyProgram.Pieces] = [:]
    for (index, program) in storage.programs.enumerated() {
      guard let pieces = known[ObjectIdentifier(program)] ?? program.pieces() else { continue }
      known[ObjectIdentifier(program)] = pieces
      sections += [(.program, index, pieces.tables), (.origins, index, pieces.origins)]
    }
    return ContractFile.encode(sections)
  }

  /// Decodes and verifies all that is otherwise left until it is used.
  ///
  /// - Throws: ``ContractError/Code/malformed`` where one cannot be trusted.
  public func verify() throws(ContractError) {
    try storage.operations.verify()
    try storage.notices.verify()
    // Documents may share one.
    var verified: Set<ObjectIdentifier> = []
    for program in storage.programs where verified.insert(ObjectIdentifier(program)).inserted { try program.verify() }
  }
}
