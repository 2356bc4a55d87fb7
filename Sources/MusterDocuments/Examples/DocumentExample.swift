import Muster
import MusterContracts

/// An example or default that a document gives beside a schema, with what the schema says of it.
public struct DocumentExample: Sendable {
  /// What the value is meant as.
  public enum Kind: String, Sendable, Hashable {
    /// A body, parameter, header or schema as it may look.
    case example
    /// What holds where nothing is sent; it should be something that could be sent.
    case `default`
  }

  /// What the value is meant as.
  public let kind: Kind
  /// Where the document has it.
  public let location: SourceLocation
  /// The value, JSON.
  public let value: [UInt8]
  /// Whether it is sent as text that is not JSON, so that its values may be written as text here, too.
  let isText: Bool
  /// What its schema says of it under each reading.
  public internal(set) var outcomes: [Reading: Outcome]
  /// The schema.
  let schema: SchemaPlace

  /// Whether it passes its schema as that is meant; by the letter of its version it need not.
  public var isValid: Bool { outcomes[.intent]?.isValid ?? true }
}

/// An example that no schema could be held against.
public struct SkippedExample: Sendable, Hashable {
  /// Where the document has it.
  public let location: SourceLocation
  /// Why it was not checked.
  public let reason: String
}

/// Every example of some documents beside its schema: which pass, which do not, and which were not checked.
public struct ExampleReport: Sendable {
  /// The examples in the order of the documents.
  public private(set) var examples: [DocumentExample] = []
  /// What was not checked.
  public private(set) var skipped: [SkippedExample] = []

  /// Checks the examples of some documents.
  ///
  /// - Parameters:
  ///   - sources: What a contract would be compiled from.
  ///   - options: How it would be compiled.
  /// - Throws: ``ContractError`` where a source cannot be read at all.
  /// - Complexity: O(*n*) in the size of the sources.
  public init(sources: [SourceText], options: Contract.CompileOptions = .init()) throws(ContractError) {
    for document in try VendorDocument.all(in: sources, options: options) {
      let found = DocumentExamples(document)
      skipped += found.skipped
      try check(found.examples, of: document)
    }
  }

  private mutating func check(_ found: [DocumentExample], of document: VendorDocument) throws(ContractError) {
    var found = found
    var broken: [Int: String] = [:]
    for reading in Contract.readings {
      var mistakes: [Int: SchemaError] = [:]
      let set: SchemaSet
      do throws(SchemaError) {
        set = try SchemaSet(
          document.json, at: found.map(\.schema), options: document.options(reading), mistakes: &mistakes)
      } catch {
        throw ContractError(
          .schema, source: error.location.source, pointer: error.location.pointer, detail: error.detail)
      }
      for (index, mistake) in mistakes { broken[index] = mistake.detail }
      for index in found.indices where mistakes[index] == nil {
        found[index].outcomes[reading] = set[index].check(found[index].value)
      }
    }
    for (index, example) in found.enumerated() {
      if let detail = broken[index] {
        skipped.append(SkippedExample(location: example.location, reason: "its schema cannot be used: \(detail)"))
      } else if example.isText, !example.isValid {
        let reason = "its media type is not JSON, and as a JSON value it does not pass the schema"
        skipped.append(SkippedExample(location: example.location, reason: reason))
      } else {
        examples.append(example)
      }
    }
  }
}
