import Muster

/// Reads YAML 1.2 text as JSON text, and keeps where everything was written.
///
/// ```swift
/// var assembler = JSONAssembler()
/// let warnings = try YAMLReader().read(source, into: &assembler)
/// ```
/// Plain scalars mean what the core schema says (YAML 1.2.2, section 10.3); numbers keep their digits. Keys become
/// strings: `200:` is `"200"`, `null:` is `"null"`. `.inf` and `.nan` become strings, with a warning. Aliases are
/// written out, with the positions of the anchored node, and merge keys (`<<`) are merged. A key that is written
/// twice is a warning, and both are kept.
///
/// A whole text may be UTF-8, UTF-16 or UTF-32; see ``utf8(_:)``.
public struct YAMLReader: Sendable {
  /// How much a text may ask for.
  public struct Limits: Sendable, Hashable {
    /// How deep collections may be nested.
    public var depth: Int
    /// How many bytes of JSON text, and of the records of where it comes from, aliases and merge keys may copy.
    public var expandedBytes: Int
    /// How long a text may be.
    public var documentBytes: Int
    /// How many warnings are kept for a document.
    public var warnings: Int

    /// Limits that a hostile document cannot outlast.
    public init(
      depth: Int = 512, expandedBytes: Int = 32 << 20, documentBytes: Int = 256 << 20, warnings: Int = 1000
    ) {
      self.depth = depth
      self.expandedBytes = expandedBytes
      self.documentBytes = documentBytes
      self.warnings = warnings
    }
  }

  /// How much a text may ask for.
  public let limits: Limits
  /// Whether a text has to be YAML 1.2.2 to the letter.
  ///
  /// By intent, mistakes that libyaml and the tools built on it accept, and that leave only one meaning, are warnings:
  /// further lines of a flow collection or a quoted scalar that are not indented enough or indented by tabs, a comment
  /// without white space before it, a byte order mark inside of text. See ``YAMLWarning/Code-swift.struct/isSlip``.
  public let reading: Reading

  /// A reader with limits, and how exact it is.
  public init(limits: Limits = .init(), reading: Reading = .letter) {
    self.limits = limits
    self.reading = reading
  }

  /// Reads the one document of a text, or of a range of bytes in it, and appends it to a JSON text.
  ///
  /// The positions of a range stay those of the whole text, and its indentation is read as YAML's own.
  /// - Returns: The warnings, by position.
  /// - Throws: `noDocument` and `severalDocuments`, and every other code for a text that is not YAML, not JSON in kind,
  ///   or beyond the limits.
  /// - Complexity: O(*n*) in the number of bytes, those that aliases expand to included.
  public func read(
    _ source: SourceText, range: Range<Int>? = nil, into assembler: inout JSONAssembler
  ) throws(YAMLError) -> [YAMLWarning] {
    let source = range == nil ? try YAMLReader.utf8(source) : source
    let outputs = try outputs(of: source, range: range, severalDocuments: false)
    guard let output = outputs.first else {
      throw YAMLError(Failure(.noDocument, at: range?.lowerBound ?? 0), in: source)
    }
    append(output, of: source, to: &assembler)
    return output.warnings(in: source)
  }

  /// Reads all documents of a text, or of a range of bytes in it.
  ///
  /// - Throws: Every code but `noDocument` and `severalDocuments`.
  /// - Complexity: O(*n*) in the number of bytes, those that aliases expand to included.
  public func readAll(_ source: SourceText, range: Range<Int>? = nil) throws(YAMLError) -> [YAMLDocument] {
    let source = range == nil ? try YAMLReader.utf8(source) : source
    var documents: [YAMLDocument] = []
    for output in try outputs(of: source, range: range, severalDocuments: true) {
      var assembler = JSONAssembler()
      append(output, of: source, to: &assembler)
      documents.append(
        YAMLDocument(json: assembler, warnings: output.warnings(in: source)))
    }
    return documents
  }

  /// The events of a text in the notation of the YAML test suite, one a line.
  package func events(of source: SourceText) throws(YAMLError) -> String {
    let source = try YAMLReader.utf8(source)
    var log = EventLog(bytes: source.bytes)
    do {
      log = try parse(source, range: nil, into: log)
    } catch {
      throw YAMLError(error, in: source)
    }
    return log.text
  }

  private func outputs(
    of source: SourceText, range: Range<Int>?, severalDocuments: Bool
  ) throws(YAMLError) -> [JSONWriter.Output] {
    let count = range?.clamped(to: 0..<source.bytes.count).count ?? source.bytes.count
    let writer = JSONWriter(
      bytes: source.bytes, count: min(count, limits.documentBytes), allowsSeveralDocuments: severalDocuments,
      expandedBytes: limits.expandedBytes, warningLimit: limits.warnings)
    do throws(Failure) {
      let read = try parse(source, range: range, into: writer)
      // What is tolerated for the sake of a document is an error where there is none.
      if read.documents.isEmpty, let slip = read.firstSlip { throw slip }
      return read.documents
    } catch {
      throw YAMLError(error, in: source)
    }
  }

  func parse<Sink: EventSink>(
    _ source: SourceText, range: Range<Int>?, into sink: Sink
  ) throws(Failure) -> Sink {
    let bytes = source.bytes
    let range = (range ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
    guard range.count <= limits.documentBytes, range.upperBound < Int(UInt32.max) else {
      throw Failure(.documentTooLarge, at: range.lowerBound)
    }
    let restricted = try CharacterCheck.restrictedCharacters(in: bytes.span, range: range)
    var parser = Parser(
      bytes: bytes, range: range, restricted: restricted, depthLimit: limits.depth,
      isLenient: reading == .intent, sink: sink)
    do {
      try parser.parseStream()
    } catch {
      if let slip = parser.openSlip, error.code.mayFollowFromSlip { throw slip }
      throw error
    }
    return parser.sink
  }

  private func append(_ output: JSONWriter.Output, of source: SourceText, to assembler: inout JSONAssembler) {
    let index = assembler.add(source)
    let places = output.places
    assembler.reserve(bytes: assembler.bytes.count + output.text.count, segments: places.count)
    for number in places.indices {
      assembler.mark(index, at: Int(places[number].offset))
      let end = number + 1 < places.count ? Int(places[number + 1].generated) : output.text.count
      assembler.append(output.text[Int(places[number].generated)..<end])
    }
  }
}

extension JSONWriter.Output {
  fileprivate func warnings(in source: SourceText) -> [YAMLWarning] {
    warnings.map { YAMLWarning($0.code, at: $0.offset, related: $0.related, in: source) }
  }
}
