/// Where a schema lies: at a pointer in a document.
public struct SchemaPlace: Sendable, Hashable {
  /// The URI of the document, absolute; `nil` for the one at hand.
  public let uri: String?
  /// The way to the schema in the document.
  public let pointer: JSONPointer
  /// Which way the schema's payloads go; `nil` for what the options say.
  public let direction: Schema.Direction?

  /// A place from its parts.
  public init(uri: String? = nil, pointer: JSONPointer, direction: Schema.Direction? = nil) {
    self.uri = uri
    self.pointer = pointer
    self.direction = direction
  }
}
