/// A URI reference in its five parts, and how one is resolved against another (RFC 3986, sections 3 and 5).
package struct URIReference: Hashable {
  package var scheme: String?
  package var authority: String?
  package var path: String
  package var query: String?
  package var fragment: String?

  /// Splits a reference; every text splits into something (RFC 3986, appendix B).
  package init(_ text: String) {
    var rest = Substring(text)
    if let hash = rest.firstIndex(of: "#") {
      fragment = String(rest[rest.index(after: hash)...])
      rest = rest[..<hash]
    }
    if let mark = rest.firstIndex(of: "?") {
      query = String(rest[rest.index(after: mark)...])
      rest = rest[..<mark]
    }
    if let colon = rest.firstIndex(of: ":"), let first = rest.unicodeScalars.first,
      first.properties.isAlphabetic, first.isASCII,
      rest[..<colon].utf8.allSatisfy({ byte in
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
          || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      })
    {
      scheme = rest[..<colon].lowercased()
      rest = rest[rest.index(after: colon)...]
    }
    if rest.hasPrefix("//") {
      rest = rest.dropFirst(2)
      let slash = rest.firstIndex(of: "/") ?? rest.endIndex
      authority = String(rest[..<slash])
      rest = rest[slash...]
    }
    path = String(rest)
  }

  /// The URI that this reference stands for within a base (RFC 3986, section 5.2.2).
  package func resolved(against base: URIReference) -> URIReference {
    var result = self
    if scheme != nil {
      result.path = URIReference.removingDotSegments(path)
      return result
    }
    result.scheme = base.scheme
    if authority != nil {
      result.path = URIReference.removingDotSegments(path)
      return result
    }
    result.authority = base.authority
    if path.isEmpty {
      result.path = base.path
      if query == nil { result.query = base.query }
    } else if path.hasPrefix("/") {
      result.path = URIReference.removingDotSegments(path)
    } else {
      let merged: String
      if base.authority != nil, base.path.isEmpty {
        merged = "/" + path
      } else if let slash = base.path.lastIndex(of: "/") {
        merged = base.path[...slash] + path
      } else {
        merged = path
      }
      result.path = URIReference.removingDotSegments(merged)
    }
    return result
  }

  /// RFC 3986, section 5.2.4.
  private static func removingDotSegments(_ path: String) -> String {
    guard path.utf8.contains(UInt8(ascii: ".")) else { return path }
    var output: [Substring] = []
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    for (position, segment) in segments.enumerated() {
      let isLast = position == segments.count - 1
      switch segment {
      case ".":
        if isLast { output.append("") }
      case "..":
        if output.count > 1 || (output.count == 1 && output[0] != "") { output.removeLast() }
        if isLast { output.append("") }
      default: output.append(segment)
      }
    }
    return output.joined(separator: "/")
  }

  /// The URI without its fragment, as a key.
  package var withoutFragment: String {
    var text = ""
    if let scheme { text += scheme + ":" }
    if let authority { text += "//" + authority }
    text += path
    if let query { text += "?" + query }
    return text
  }

  /// The fragment with its percent-encoding undone (RFC 3986, section 2.1); `nil` where that is not UTF-8.
  package var decodedFragment: String? {
    fragment.map(PercentEncoding.decode) ?? ""
  }
}

/// Percent-encoding (RFC 3986, section 2.1).
@usableFromInline package enum PercentEncoding {
  /// Undoes it; `nil` where a `%` lacks its two digits or the bytes are not UTF-8.
  @inlinable package static func decode(_ text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    return decode(text.utf8)
  }

  /// Undoes it in a text of UTF-8 bytes; `nil` as for a string.
  @inlinable package static func decode(_ encoded: some Collection<UInt8>) -> String? {
    guard encoded.contains(UInt8(ascii: "%")) else { return String(validating: encoded, as: UTF8.self) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(encoded.count)
    var rest = encoded.makeIterator()
    while let byte = rest.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.next()?.hexadecimalValue, let low = rest.next()?.hexadecimalValue else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
