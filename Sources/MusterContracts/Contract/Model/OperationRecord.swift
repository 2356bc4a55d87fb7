/// What a contract holds of one operation, with the indices of its schemas in the program of its document.
package struct OperationRecord: Sendable, Hashable {
  package var id: String?
  package var method: String
  package var path: String
  /// The index of the document that it is from.
  package var document: Int
  package var location: SourceLocation
  package var isDeprecated = false
  package var servers: [ServerTemplate] = []
  /// The alternatives, each with the schemes that it needs together; `nil` if the document does not say.
  package var security: [[String]]?
  package var parameters: [Parameter] = []
  /// The mistakes of parameters whose names could not be read.
  package var lostParameters: [BrokenPart] = []
  package var requestBody: RequestBody?
  package var responses: [Response] = []
  /// Why nothing of the operation can be checked, or `nil` if something can.
  package var broken: BrokenPart?
  /// Why nothing of the operation can be checked by the letter, if something can by intent; `nil` otherwise.
  package var brokenByLetter: BrokenPart?

  /// An operation without parameters, body and responses.
  package init(
    id: String?, method: String, path: String, document: Int, location: SourceLocation, isDeprecated: Bool = false
  ) {
    self.id = id
    self.method = method
    self.path = path
    self.document = document
    self.location = location
    self.isDeprecated = isDeprecated
  }

  /// Whether the vendor sends the request; only what it answers to has a path.
  package var isIncoming: Bool { path.utf8.first != UInt8(ascii: "/") }
}
