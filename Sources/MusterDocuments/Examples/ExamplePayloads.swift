import Muster
import MusterContracts

/// A payload that passes, as a document gives it or as its schema allows it.
public struct ExamplePayload: Sendable, Hashable {
  /// Where a payload comes from.
  public enum Origin: Sendable, Hashable {
    /// The document has it as an example, at this place.
    case document(SourceLocation)
    /// It was put together from the examples of the schema's parts.
    case assembled
    /// Nothing in the document is an example, so that values were made up that the schema allows.
    case standIn
  }

  /// What it is called: the operation, the side, and what the document calls the example.
  public let name: String
  /// The JSON text.
  public let bytes: [UInt8]
  /// The media type that it is sent with, as the document writes it.
  public let mediaType: String
  /// Where it comes from.
  public let origin: Origin

  /// The JSON text as a string.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension ExamplePayload: CustomStringConvertible {
  /// What the payload is called.
  public var description: String { name }
}

/// Payloads of operations that pass, from the examples in the documents of a contract.
///
/// ```swift
/// let payloads = try ExamplePayloads(compiling: sources)
/// for payload in try payloads.responses(of: "createParcel", status: 201) { stub.answer(with: payload.bytes) }
/// ```
/// Each payload was judged by the contract and passes; an example of the document that does not pass is left out. Where no
/// example is left, there is one stand-in: its required members have values that the schema allows. A compiled contract
/// keeps no examples, so this needs the documents.
public struct ExamplePayloads: Sendable {
  /// The contract of the documents.
  public let contract: Contract

  private struct Source: Sendable {
    let document: VendorDocument
    let places: OperationPlaces.Found
  }

  /// For the place of each operation its document, and where the parts of the operation are in it.
  private let sources: [SourceLocation: Source]

  /// How many alternatives of unions a stand-in is tried with.
  private static let alternatives = 8

  /// The payloads of some documents and pages.
  ///
  /// - Parameters:
  ///   - texts: The texts that a contract is compiled from.
  ///   - options: How it is compiled.
  /// - Throws: What `Contract(compiling:options:)` throws.
  /// - Complexity: O(*n*) in the size of the texts; payloads are made when they are asked for.
  public init(compiling texts: [SourceText], options: Contract.CompileOptions = .init()) throws(ContractError) {
    contract = try Contract(compiling: texts, options: options)
    var sources: [SourceLocation: Source] = [:]
    for document in try VendorDocument.all(in: texts, options: options) {
      for places in OperationPlaces(document).all {
        sources[places.operation.location] = Source(document: document, places: places)
      }
    }
    self.sources = sources
  }

  // MARK: Requests

  /// Every payload of an operation's request that is known; at least one.
  ///
  /// - Parameters:
  ///   - operation: The operation's `operationId`, or its method and path.
  ///   - media: The media type; `nil` for the JSON that the document has.
  /// - Throws: ``ContractError`` with the code `noExample` if there is none and no stand-in passes, or what
  ///   `Contract.request(_:media:reading:)` throws.
  /// - Complexity: O(*n*) in the size of the examples and of the schema.
  public func requests(of operation: String, media: String? = nil) throws(ContractError) -> [ExamplePayload] {
    let found = try contract.operation(operation)
    let rule = try found.request(media: media)
    return try payloads(found, rule, called: "the request of \(operation)") { $0.places.requestBody }
  }

  /// The first payload of an operation's request.
  ///
  /// - Throws: What ``requests(of:media:)`` throws.
  public func request(_ operation: String, media: String? = nil) throws(ContractError) -> ExamplePayload {
    try requests(of: operation, media: media)[0]
  }

  // MARK: Responses

  /// Every payload of an operation's response that is known; at least one.
  ///
  /// - Parameters:
  ///   - operation: The operation's `operationId`, or its method and path.
  ///   - status: The status code.
  ///   - media: The media type; `nil` for the JSON that the document has.
  /// - Throws: ``ContractError`` with the code `noExample` if there is none and no stand-in passes, or what
  ///   `Contract.response(_:status:media:reading:)` throws.
  /// - Complexity: O(*n*) in the size of the examples and of the schema.
  public func responses(
    of operation: String, status: Int, media: String? = nil
  ) throws(ContractError) -> [ExamplePayload] {
    let found = try contract.operation(operation)
    let rule = try found.response(status: status, media: media)
    return try payloads(found, rule, called: "response \(status) of \(operation)") { source in
      source.places.responses.first { $0.status == rule.statusKey }?.place
    }
  }

  /// The first payload of an operation's response.
  ///
  /// - Throws: What ``responses(of:status:media:)`` throws.
  public func response(
    _ operation: String, status: Int, media: String? = nil
  ) throws(ContractError) -> ExamplePayload {
    try responses(of: operation, status: status, media: media)[0]
  }

  // MARK: Finding and making

  private func payloads(
    _ operation: Operation, _ rule: BodyRule, called subject: String, _ holder: (Source) -> Place?
  ) throws(ContractError) -> [ExamplePayload] {
    guard let type = rule.mediaType, rule.schema != nil || rule.absence == .noSchema else {
      throw failure(subject, ExamplePayloads.reason(rule), at: operation.location)
    }
    guard let source = sources[operation.location], let place = holder(source) else {
      throw failure(subject, "the document that it is in is not among the sources", at: operation.location)
    }
    let direction: Schema.Direction = rule.side == .request ? .request : .response
    let examples = BodyExamples(source.document, direction: direction)
    var found: [ExamplePayload] = []
    let given = examples.exchanges(of: source.places.operation, status: rule.statusKey)
    for example in given + examples.examples(of: place, media: type.name)
    where rule.accepts(example.value.span) && !found.contains(where: { $0.bytes == example.value }) {
      let origin = example.isAssembled ? .assembled : example.location.map { ExamplePayload.Origin.document($0) }
      found.append(
        ExamplePayload(
          name: "\(subject): \(example.name)", bytes: example.value, mediaType: type.name,
          origin: origin ?? .assembled))
    }
    if !found.isEmpty { return found }
    let schema = source.document.schema(of: type.name, in: place)
    for choice in 0..<ExamplePayloads.alternatives {
      var assembly = ExampleAssembly(references: source.document.references, direction: direction)
      assembly.fillsIn = true
      assembly.choice = choice
      guard let bytes = schema.map({ assembly.payload(of: $0) }) ?? Array("{}".utf8), rule.accepts(bytes.span) else {
        continue
      }
      return [
        ExamplePayload(name: "\(subject): a stand-in", bytes: bytes, mediaType: type.name, origin: .standIn)
      ]
    }
    throw failure(
      subject, "the document has no example that passes, and no stand-in could be made; give the document an example",
      at: type.location)
  }

  /// Why there is nothing to make a payload by.
  private static func reason(_ rule: BodyRule) -> String {
    switch rule.absence {
    case .noContent: "the document gives it no content"
    case .undocumentedStatus(let documented):
      "the document has no such status, only " + documented.map { "\($0)" }.joined(separator: ", ")
    case .undocumentedMediaType(let nearest):
      "the document has no such media type" + (nearest.map { "; the nearest is '\($0)'" } ?? "")
    case .notJSON, .noSchema, nil:
      "\(rule.mediaType?.name ?? "its content") is not JSON, and payloads are only made of JSON"
    }
  }

  private func failure(_ subject: String, _ reason: String, at location: SourceLocation) -> ContractError {
    ContractError(
      .noExample, source: location.source, position: location.position, pointer: location.pointer,
      detail: "there is no payload for \(subject): \(reason)")
  }
}

extension ContractError.Code {
  /// The document has no example of a body that passes, and none could be made.
  public static let noExample = ContractError.Code(rawValue: "no-example")
}
