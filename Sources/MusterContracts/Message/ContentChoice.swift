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
    guard let sent = MediaTypeName(text),
      let best = ContentChoice.best(content, for: sent, with: HeaderParameters(text))
    else { return nil }
    mediaType = best.mediaType
    kind = sent.kind
    isMismatch = best.match == .otherJSON
  }

  /// How well a key covers a media type, the type first and then the parameters.
  private struct Rank: Comparable {
    let match: MediaTypeName.Match
    let parameters: Int

    static func < (left: Rank, right: Rank) -> Bool {
      left.match != right.match ? left.match < right.match : left.parameters < right.parameters
    }
  }

  /// The key that covers a media type best, the first of those that cover it equally well.
  ///
  /// Only the most specific key applies (OpenAPI 3.0.3, section 4.7.14): one whose parameters were all sent, then one
  /// without parameters. A key with other parameters covers the type only if there is no better one.
  private static func best(
    _ content: [MediaType], for sent: MediaTypeName, with parameters: HeaderParameters
  ) -> (mediaType: MediaType, match: MediaTypeName.Match)? {
    var best: (mediaType: MediaType, rank: Rank)?
    for mediaType in content {
      guard let match = MediaTypeName(mediaType.name)?.match(sent) else { continue }
      let named = HeaderParameters(mediaType.name)
      let rank = Rank(match: match, parameters: parameters.include(named) ? named.count + 1 : 0)
      if best.map({ $0.rank < rank }) ?? true { best = (mediaType, rank) }
    }
    return best.map { ($0.mediaType, $0.rank.match) }
  }

  /// The media type for a body of which only the text is known: JSON first, then a range that covers it, then any.
  private static func preferred(_ content: [MediaType]) -> MediaType? {
    let json = MediaTypeName(type: "application", subtype: "json")
    let suffixed = MediaTypeName(type: "application", subtype: "vendor+json")
    for sent in [json, suffixed] {
      if let best = ContentChoice.best(content, for: sent, with: HeaderParameters("")) { return best.mediaType }
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
