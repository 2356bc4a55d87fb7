/// A schema that is compiled for the output formats of the specification, with annotations.
///
/// ```swift
/// let schema = try AnnotatingSchema(#"{"title": "Token", "type": "string"}"#.utf8)
/// let output = try schema.output("\"x\"", as: .list)
/// output.units.first?.annotations.first?.json  // "Token", quoted
/// ```
/// It keeps the schema's documents and evaluates every subschema, so that checks take longer than those of ``Schema``,
/// with the same verdicts.
public struct AnnotatingSchema: Sendable {
  private let program: Program
  private let entry: Int
  private let sources: [Int: UnitSource]
  private let root: UnitSource
  private let dialect: String?
  private let uri: String
  private let pool = ScratchPool()
  /// What compiling had to say: keywords and formats that are not known, and what has no effect.
  public let notices: [Notice]

  /// The URI of a schema that has none of its own.
  static let defaultURI = "urn:muster:schema"

  /// Compiles the text of a schema, JSON.
  ///
  /// - Throws: ``SchemaError``: the text is not JSON, or not a schema of its dialect.
  /// - Complexity: O(*n*) in the size of the schema.
  public init(_ text: some Collection<UInt8>, options: Schema.Options = .init()) throws(SchemaError) {
    let source = SourceText(name: "<schema>", bytes: Array(text))
    let document: JSONDocument
    do throws(JSONError) { document = try JSONDocument(source) } catch { throw SchemaError(error, in: source) }
    try self.init(document, options: options)
  }

  /// Compiles a schema of a document that was read.
  ///
  /// - Parameters:
  ///   - document: A JSON Schema, or an OpenAPI document with the schema somewhere in it.
  ///   - pointer: Where the schema lies in the document.
  /// - Throws: ``SchemaError``, located in the document's source.
  public init(
    _ document: JSONDocument, at pointer: JSONPointer = .init(), options: Schema.Options = .init()
  ) throws(SchemaError) {
    var options = options
    options.optimizes = false
    options.annotates = true
    var compiler = try Compiler(document, options: options)
    let compiled = try compiler.compile([SchemaPlace(pointer: pointer)], under: options.reading)
    program = compiled.program
    notices = compiled.notices
    try CompiledMetaschemas.check(document, of: compiler.documentDialect)
    entry = program.entries.first.map { Int($0) } ?? .max
    var sources: [Int: UnitSource] = [:]
    for (start, place) in zip(compiler.pass.builder.starts, compiler.pass.blocks.places) {
      sources[Int(start)] = compiler.unitSource(place)
    }
    self.sources = sources
    let resource = compiler.resources.resource(of: pointer, in: compiler.root)
    root =
      sources[entry]
      ?? UnitSource(
        schema: document.root, tokens: [], location: AnnotatingSchema.defaultURI + "#",
        dialect: compiler.resources.dialect(of: resource))
    dialect =
      compiler.resources.root(of: resource).schema["$schema"]?.string
      ?? compiler.resources.dialect(of: resource).metaschemaURI
    uri = compiler.absoluteURI(of: resource)
  }

  /// Checks a payload and tells how it went in a format of the specification.
  ///
  /// - Throws: ``Rejection`` where there is no verdict to tell of: the payload is not JSON, or a limit ended the check,
  ///   of which one is that an output has at most about a million units.
  /// - Complexity: that of `Schema.accepts` for ``Output/Format/flag``; else it is proportional to the evaluations of
  ///   subschemas, of which `Limits.steps` is a bound.
  public func output(
    _ payload: Span<UInt8>, as format: Output.Format, limits: Limits = .init()
  ) throws(Rejection) -> Output {
    let result: Result<Output, Rejection> = pool.withScratch { scratch in
      ByteView.with(payload) { bytes in
        if let error = TapeReader(bytes: bytes, limits: limits).read(into: &scratch.tape) {
          return .failure(Rejection(outcome: Inspection(error, bytes, limits).outcome))
        }
        return scratch.withTape(of: bytes) { tape, scratch in
          program.withView { view in
            format == .flag ? flag(view, tape, limits, &scratch) : tree(format, view, tape, limits, &scratch)
          }
        }
      }
    }
    return try result.get()
  }

  /// Checks a payload and tells how it went in a format of the specification.
  ///
  /// - Throws: ``Rejection`` where there is no verdict to tell of.
  public func output(
    _ payload: [UInt8], as format: Output.Format, limits: Limits = .init()
  ) throws(Rejection) -> Output {
    try output(payload.span, as: format, limits: limits)
  }

  /// Checks a payload and tells how it went in a format of the specification.
  ///
  /// - Throws: ``Rejection`` where there is no verdict to tell of.
  public func output(
    _ payload: String, as format: Output.Format, limits: Limits = .init()
  ) throws(Rejection) -> Output {
    try output(Array(payload.utf8), as: format, limits: limits)
  }

  // MARK: The passes

  private func flag(
    _ view: ProgramView, _ tape: TapeView, _ limits: Limits, _ scratch: inout Scratch
  ) -> Result<Output, Rejection> {
    var evaluator = Evaluator(program: view, tape: tape, sink: VerdictSink(), steps: limits.steps)
    let isValid = evaluator.run(entry, &scratch)
    if let limit = stop(evaluator, tape, limits) { return .failure(Rejection(outcome: .stopped(limit))) }
    return .success(output(.flag, isValid, OutputTree(nodes: [], instances: [])))
  }

  private func tree(
    _ format: Output.Format, _ view: ProgramView, _ tape: TapeView, _ limits: Limits, _ scratch: inout Scratch
  ) -> Result<Output, Rejection> {
    var evaluator = Evaluator(program: view, tape: tape, sink: OutputSink(entry: entry), steps: limits.steps)
    let passes = evaluator.run(entry, &scratch)
    if let limit = stop(evaluator, tape, limits) { return .failure(Rejection(outcome: .stopped(limit))) }
    var sink = evaluator.sink
    sink.finish(isValid: passes)
    var assembly = OutputAssembly(program: program, tape: tape, sources: sources, root: root)
    let tree = assembly.tree(sink, view)
    return .success(output(format, tree.nodes[0].isValid, tree))
  }

  private func output(_ format: Output.Format, _ isValid: Bool, _ tree: OutputTree) -> Output {
    Output(format: format, isValid: isValid, dialect: dialect, schema: uri, tree: tree)
  }

  private func stop<Sink>(_ evaluator: Evaluator<Sink>, _ tape: TapeView, _ limits: Limits) -> LimitExceeded? {
    let explanation = Explanation(program: program, tape: tape, limits: limits, disclosure: .safe)
    switch evaluator.stop {
    case .none: return nil
    case .steps: return explanation.outOfSteps
    case .pattern: return explanation.undecidedPattern
    case .circle: return explanation.circle(evaluator.circle)
    }
  }
}

extension Compiler {
  /// A subschema as outputs tell of it.
  fileprivate func unitSource(_ place: Place) -> UnitSource {
    let tokens = JSONPointer(parsing: pass.builder.origins.location(place.origin).pointer)?.tokens ?? []
    let resource = resources.resource(enteredBy: place.schema, within: place.base)
    let within = resources.root(of: resource).pointer.tokens.count
    return UnitSource(
      schema: resources.documents.value(of: place.schema), tokens: tokens,
      location: absoluteURI(of: resource) + "#"
        + URIFragment.encoding(JSONPointer(Array(tokens.dropFirst(within))).description),
      dialect: resources.dialect(of: resource))
  }

  /// The URI of a resource, or the one that stands for none.
  fileprivate func absoluteURI(of resource: ResourceIndex) -> String {
    let uri = resources.uri(of: resource)
    return uri.isEmpty ? AnnotatingSchema.defaultURI : uri
  }
}
