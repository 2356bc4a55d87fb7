import Muster

/// A vendor's operations, compiled: what each request and response has to look like.
///
/// ```swift
/// let contract = try Contract(compiling: [page], vendor: "example")
/// let rule = try contract.operation("PUT /items/{id}").response(status: 200)
/// rule.check(body)
/// ```
/// A struct over one immutable storage: a copy is one retain.
public struct Contract: Sendable {
  final class Storage: Sendable {
    let model: ContractModel
    /// Two for each document, in the order of `readings`.
    let programs: [LazyProgram]

    init(model: ContractModel, programs: [LazyProgram]) {
      self.model = model
      self.programs = programs
    }

    static let readings: [Reading] = [.intent, .letter]

    func schema(_ index: Int, document: Int, reading: Reading) throws(ContractError) -> Schema {
      let program = document * 2 + (reading == .intent ? 0 : 1)
      guard programs.indices.contains(program) else { throw ContractFile.malformed("there is no program \(program)") }
      return try programs[program].schema(index)
    }
  }

  let storage: Storage

  private init(storage: Storage) { self.storage = storage }

  /// The vendor's name, if one was given when the contract was compiled.
  public var vendor: String? { storage.model.vendor }

  /// The documents that the contract was compiled from.
  public var documents: [ContractDocument] { storage.model.documents }

  /// The operations in the order of the documents.
  public var operations: [Operation] { allOperations.filter { !$0.isIncoming } }

  /// The requests that the vendor sends, of webhooks and callbacks, in the order of the documents.
  ///
  /// They can be checked by name; no exchange is taken for one by its URL.
  public var incomingOperations: [Operation] { allOperations.filter(\.isIncoming) }

  private var allOperations: [Operation] {
    storage.model.operations.indices.map { Operation(storage: storage, index: $0) }
  }

  /// The ways to prove who sends a request that the documents define.
  public var securitySchemes: [SecurityScheme] { storage.model.securitySchemes }

  /// What compiling had to say.
  public var notices: [Notice] { storage.model.notices }

  /// Whether mistakes in the documents keep parts of them from being checked.
  ///
  /// Each mistake is among the notices, with the code `broken-part`; what it takes down is in `Operation.brokenParts`.
  public var hasBrokenParts: Bool { storage.model.notices.contains { $0.code == .brokenPart } }
}

extension Contract {
  /// The same contract with its operations at other servers, such as a mock's.
  ///
  /// - Parameter servers: URLs, each a host with a base path.
  /// - Complexity: O(*operations*).
  public func serving(at servers: [String]) -> Contract {
    var model = storage.model
    let templates = servers.map { ServerTemplate(url: $0, variables: []) }
    for index in model.operations.indices where !model.operations[index].isIncoming {
      model.operations[index].servers = templates
    }
    return Contract(storage: Storage(model: model, programs: storage.programs))
  }
}

extension Contract {
  /// Compiles documentation pages and OpenAPI documents, of whatever form.
  ///
  /// - Parameters:
  ///   - sources: The texts; their names go into the contract, so give them as they shall be read.
  ///   - vendor: What messages call the vendor.
  /// - Throws: What ``init(compiling:options:)`` throws.
  /// - Complexity: O(*n*) in the size of the sources.
  public init(compiling sources: [SourceText], vendor: String? = nil) throws(ContractError) {
    try self.init(compiling: sources, options: CompileOptions(vendor: vendor))
  }

  /// Compiles documentation pages and OpenAPI documents, with what they refer to.
  ///
  /// A mistake in a document takes down what needs the part that it is in, and is a notice of the code `broken-part`.
  /// - Parameters:
  ///   - sources: The texts; their names go into the contract, so give them as they shall be read.
  ///   - options: The vendor, and where references may lead.
  /// - Throws: ``ContractError`` with the source, line and column, where a source cannot be read at all, or mistakes leave
  ///   nothing that could be checked.
  /// - Complexity: O(*n*) in the size of the sources.
  public init(compiling sources: [SourceText], options: CompileOptions) throws(ContractError) {
    guard !sources.isEmpty else {
      throw ContractError(.noSource, detail: "no source was given; give at least one page or OpenAPI document")
    }
    var compiler = try ContractCompiler(sources: sources, options: options)
    for source in sources { try compiler.add(source) }
    storage = Storage(model: try compiler.finish(), programs: compiler.programs)
  }

  /// Loads a compiled contract.
  ///
  /// The file's checksum and its model are verified here, each schema program when it is first used.
  /// - Throws: ``ContractError`` with one of the codes `notAContract`, `futureVersion`, `truncated`, `checksum` and
  ///   `malformed`.
  /// - Complexity: O(*n*) in the number of bytes.
  public init(compiled bytes: [UInt8]) throws(ContractError) {
    let file = try ContractFile(bytes)
    let texts = try ContractReader.texts(bytes, in: try file.section(.texts))
    var reader = ContractReader(bytes, in: try file.section(.model), texts: texts)
    let model = try ContractModel(from: &reader)
    try reader.finish()
    var programs: [LazyProgram] = []
    for index in 0..<(model.documents.count * 2) {
      programs.append(LazyProgram(file: bytes, range: try file.section(.program, index)))
    }
    storage = Storage(model: model, programs: programs)
  }

  /// The contract as one self-contained file; the same contract always gives the same bytes.
  ///
  /// - Complexity: O(*n*) in the size of the contract.
  public func encoded() -> [UInt8] {
    var writer = ContractWriter()
    storage.model.write(to: &writer)
    var sections: [(kind: ContractFile.Kind, index: Int, bytes: [UInt8])] = [
      (.texts, 0, writer.textSection()), (.model, 0, writer.bytes),
    ]
    for (index, program) in storage.programs.enumerated() { sections.append((.program, index, program.encoded)) }
    return ContractFile.encode(sections)
  }

  /// Decodes every program, which is otherwise left until it is used.
  ///
  /// - Throws: ``ContractError/Code/malformed`` where one cannot be trusted.
  public func verify() throws(ContractError) {
    for program in storage.programs { _ = try program.set() }
  }
}
