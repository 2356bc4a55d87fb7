/// The documents that references may lead to, by their URIs.
///
/// Nothing is ever fetched.
///
/// ```swift
/// var registry = SchemaRegistry()
/// registry.add(common, at: "https://example.com/common.json")
/// let schema = try Schema(document, options: .init(registry: registry))
/// ```
public struct SchemaRegistry: Sendable {
  private var documents: [String: JSONDocument] = [:]
  /// Asked for the document of a URI that was not added; `nil` where there is none.
  public var load: (@Sendable (_ uri: String) -> JSONDocument?)?
  /// Says why `load` gave no document for a URI, in a sentence without an end; `nil` if nobody knows.
  public var reason: (@Sendable (_ uri: String) -> String?)?

  /// A registry that has nothing yet.
  public init() {}

  /// Adds a document under a URI; a fragment of it does not count.
  public mutating func add(_ document: JSONDocument, at uri: String) {
    documents[URIReference(uri).withoutFragment] = document
  }

  /// The document of a URI: one that was added, a metaschema, or what `load` gives.
  func document(at uri: String) -> JSONDocument? {
    documents[uri] ?? Metaschemas.document(at: uri) ?? load?(uri)
  }
}
