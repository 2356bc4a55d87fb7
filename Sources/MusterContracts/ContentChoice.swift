import Muster

/// Which of the documented media types covers the one that was sent; the most specific one wins.
struct ContentChoice {
  let mediaType: MediaType
  /// What has to be done to make JSON of the body.
  let kind: MediaTypeName.Kind
  /// Whether the body was sent with another JSON media type than the documented one.
  let isMismatch: Bool

  /// Chooses; `nil` where none covers it.
  ///
  /// A type that was not given is taken as JSON.
  init?(_ content: [MediaType], sent text: String?) {
    guard let text else {
      guard let mediaType = ContentChoice.preferred(content) else { return nil }
      self.mediaType = mediaType
      // A range covers JSON too, and nothing says that the body is anything else.
      kind = MediaTypeName(mediaType.name).map { $0.subtype == "*" ? .json : $0.kind } ?? .other
      isMismatch = false
      return
    }
    guard let sent = MediaTypeName(text) else { return nil }
    var best: (mediaType: MediaType, match: MediaTypeName.Match)?
    for mediaType in content {
      guard let match = MediaTypeName(mediaType.name)?.match(sent) else { continue }
      if best.map({ $0.match < match }) ?? true { best = (mediaType, match) }
    }
    guard let best else { return nil }
    mediaType = best.mediaType
    kind = sent.kind
    isMismatch = best.match == .otherJSON
  }

  /// The media type for a body of which only the text is known: JSON first, then a range that covers it, then any.
  private static func preferred(_ content: [MediaType]) -> MediaType? {
    let json = MediaTypeName(type: "application", subtype: "json")
    let suffixed = MediaTypeName(type: "application", subtype: "vendor+json")
    for sent in [json, suffixed] {
      var best: (mediaType: MediaType, match: MediaTypeName.Match)?
      for mediaType in content {
        guard let match = MediaTypeName(mediaType.name)?.match(sent) else { continue }
        if best.map({ $0.match < match }) ?? true { best = (mediaType, match) }
      }
      if let best { return best.mediaType }
    }
    return content.first { MediaTypeName($0.name)?.isJSON ?? false } ?? content.first
  }

  /// The documented name that was probably meant.
  static func nearest(to text: String, in content: [MediaType]) -> String? {
    let name = MediaTypeName(text)?.description ?? text
    // What is called the same under another type, as text/xml and application/xml, is meant the same.
    if let sent = MediaTypeName(text),
      let twin = content.first(where: { MediaTypeName($0.name)?.subtype == sent.subtype })
    {
      return twin.name
    }
    return NearestName.of(name, among: content.map(\.name)) ?? preferred(content)?.name
  }
}
