/// What is known of a message's body.
package enum SentBody: Sendable, Hashable {
  /// There was none.
  case none
  /// Its bytes, without transfer and content codings.
  case bytes([UInt8])
  /// There was one, or may have been, but it cannot be looked at.
  case unavailable(SkipReason)

  /// The bytes if they are known; none for a body that was not there.
  package var bytes: [UInt8]? {
    switch self {
    case .none: []
    case .bytes(let bytes): bytes
    case .unavailable: nil
    }
  }
}

/// A request or response to be judged, apart from its method and path.
package struct Message: Sendable {
  /// The header fields.
  package var headers: HeaderFields
  /// The body.
  package var body: SentBody
  /// The media type that is known from elsewhere than the header fields.
  package var mediaType: String?
  /// Whether the header fields are known; what is missing is not held against anybody if they are not.
  package var areFieldsKnown = true
  /// Whether the query is known.
  package var isQueryKnown = true

  /// A message from its parts.
  package init(headers: HeaderFields = .init(), body: SentBody = .none, mediaType: String? = nil) {
    self.headers = headers
    self.body = body
    self.mediaType = mediaType
  }
}
