import Muster

extension Router {
  /// Where the parts of a target are that routing and checking ask for.
  package struct TargetPlaces: Sendable {
    /// Where the path's first segment begins, behind its slash.
    package let firstSegment: Int
    /// Where the path ends.
    package let pathEnd: Int
    /// Where scheme and authority end.
    package let authorityEnd: Int
    fileprivate let host: Range<Int>?

    /// Takes a target apart where it is; `nil` for one that is none of HTTP, has a fragment, or has no path.
    package init?(_ target: Span<UInt8>, hasHostField: Bool) {
      let parts = TargetParts(target, isHostKnown: hasHostField)
      guard parts.isHTTP, parts.path < target.count, target[parts.path] == UInt8(ascii: "/") else { return nil }
      authorityEnd = parts.path
      firstSegment = parts.path + 1
      host = parts.host
      pathEnd = URLBytes.pathEnds.first(in: target, from: firstSegment, to: target.count)
      var end = pathEnd
      while end < target.count {
        if target[end] == UInt8(ascii: "#") { return nil }
        end &+= 1
      }
    }

    /// Whether the target names its host itself.
    package var hasHost: Bool { host != nil }
  }

  /// Finds the operation of a method and a target where they are, allocating nothing in most cases.
  ///
  /// - Parameters:
  ///   - places: The target's parts.
  ///   - field: The `Host` field; empty if there is none. It counts if the target is a path.
  package func find(
    method: Span<UInt8>, _ target: Span<UInt8>, _ places: TargetPlaces, hostField field: Span<UInt8>
  ) -> Location {
    withHost(target, places, field) { host, hasHost in
      // A host that a server has is own, whatever the policy.
      let index = hasHost ? routes.hosts.exact(host) : -1
      if hasHost, index < 0, !routes.isOwn(host) { return .foreign }
      let hit = routes.find(
        method: method, target, places.firstSegment, host, hostIndex: index, hasHost: hasHost, isCaseLost: true)
      guard let hit else { return .unknown }
      return .operation(entry: hit.entry, baseCount: hit.baseCount)
    }
  }

  /// What a method and a target lead to.
  package enum Location {
    /// An operation: its index in `entries`, and how many segments of the path come before its template's.
    case operation(entry: Int, baseCount: Int)
    /// No operation.
    case unknown
    /// The host is not one that the contracts are for.
    case foreign
  }

  /// Lends the host that a target is for.
  @inline(__always)
  private func withHost<Result>(
    _ target: Span<UInt8>, _ places: TargetPlaces, _ field: Span<UInt8>,
    _ body: (_ host: Span<UInt8>, _ hasHost: Bool) -> Result
  ) -> Result {
    if let host = places.host { return body(target.extracting(host), true) }
    guard field.count > 0 else { return body(field, false) }
    return body(field.extracting(TargetParts.authority(field, from: 0).host), true)
  }

  /// The parameters that are whole segments of an operation's template, by the numbers of their segments.
  ///
  /// `nil` if the template has other parameters too, which only ``PathTemplate`` finds.
  package func wholeSegments(_ entry: Int) -> [(segment: Int, name: String)]? {
    let template = routes.entries[entry].template
    guard !template.takesRest, template.query.isEmpty else { return nil }
    var result: [(segment: Int, name: String)] = []
    for (index, pieces) in template.segments.dropFirst().enumerated() {
      switch (pieces.count, pieces.first) {
      case (1, .parameter(let name)?): result.append((index, name))
      case (0...1, _): break
      default: return nil
      }
    }
    return result
  }
}

extension Operation {
  /// The header fields that the document describes for a status; none if nothing covers it.
  package func headers(ofStatus status: Int, reading: Reading) -> [Parameter] {
    record.response(to: status, reading)?.headers ?? []
  }

  /// Whether a cookie may be a parameter of it or prove who sends it.
  package var readsCookies: Bool {
    record.parameters.contains { $0.location == .cookie }
      || storage.securitySchemes.contains { $0.type == "apiKey" && $0.location == "cookie" }
  }
}
