/// The media type that a body was sent with.
struct SentMediaType {
  /// The type and subtype, or a word for a text that is none; `nil` if nothing is said.
  let shown: String?
  /// What the text says; `nil` if it is no media type.
  let type: ContentType?
  /// What the content for the body is chosen by: with the parameters, if there are any.
  let lookup: String?

  /// What the text of a `Content-Type` says.
  init(_ text: String?) {
    guard let text else {
      (shown, type, lookup) = (nil, nil, nil)
      return
    }
    let type = ContentType(text)
    // Keys of a contract may have parameters; a multipart body has its boundary there, and text its charset.
    let hasParameters = text.utf8.contains(UInt8(ascii: ";"))
    self.type = type
    shown = type?.essence ?? "malformed"
    lookup = type != nil && hasParameters ? text : type?.essence ?? "malformed"
  }
}
