/// The parts of a multipart body (RFC 2046, section 5.1; RFC 7578).
struct MultipartForm {
  /// A part with what its headers say.
  struct Part: Sendable, Hashable {
    /// The name of the field; `nil` where the part gives none.
    let name: String?
    /// The media type as it is written; `nil` where none is given.
    let contentType: String?
    let isFile: Bool
    let bytes: [UInt8]
    /// Where these begin in the body.
    let offset: Int
  }

  /// Why a body is not what it should be.
  enum Mistake: Error, Hashable {
    case noBoundary
    case unfinished
    case header
  }

  /// How long a boundary may be.
  private static let boundaryLimit = 200

  let parts: [Part]

  /// Reads a body.
  ///
  /// - Parameters:
  ///   - bytes: The body.
  ///   - contentType: The `Content-Type` that it was sent with, which names the boundary. Where it does not, the first line
  ///     of the body does.
  /// - Throws: ``Mistake``.
  /// - Complexity: O(*n*) in the number of bytes.
  init(_ bytes: [UInt8], contentType: String?) throws(Mistake) {
    guard let boundary = contentType.flatMap(MultipartForm.boundary) ?? MultipartForm.boundary(in: bytes) else {
      throw .noBoundary
    }
    let mark = Array("--".utf8) + boundary
    var parts: [Part] = []
    var start: Int?
    var index = 0
    var isFinished = false
    while index < bytes.count, !isFinished {
      let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
      if bytes[index..<end].starts(with: mark) {
        var rest = bytes[(index + mark.count)..<end]
        isFinished = rest.starts(with: "--".utf8)
        if isFinished { rest = rest.dropFirst(2) }
        if rest.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
          if let start {
            parts.append(try MultipartForm.part(bytes[start..<MultipartForm.end(bytes, before: index, start)]))
          }
          start = end + 1
        } else {
          isFinished = false
        }
      }
      index = end + 1
    }
    guard isFinished else { throw start == nil ? .noBoundary : .unfinished }
    self.parts = parts
  }

  /// The line end before a boundary belongs to the boundary.
  private static func end(_ bytes: [UInt8], before index: Int, _ start: Int) -> Int {
    var end = index
    if end > start, bytes[end - 1] == 0x0A { end -= 1 }
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return max(start, end)
  }

  private static func part(_ bytes: ArraySlice<UInt8>) throws(Mistake) -> Part {
    var headers: [(name: String, value: String)] = []
    var index = bytes.startIndex
    while true {
      guard index < bytes.endIndex else {
        // A part without a blank line has headers only.
        break
      }
      let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.endIndex
      var line = bytes[index..<end]
      if line.last == 0x0D { line = line.dropLast() }
      index = min(end + 1, bytes.endIndex)
      if line.isEmpty { break }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw .header }
      let name = String(decoding: line[..<colon], as: UTF8.self).asciiUppercased
      let value = EncodedText(line[(colon + 1)...], .none).trimmed
      headers.append((name, String(decoding: value.bytes, as: UTF8.self)))
    }
    let disposition = headers.first { $0.name == "CONTENT-DISPOSITION" }?.value
    let names = disposition.map(HeaderParameters.init)
    return Part(
      name: names?["name"], contentType: headers.first { $0.name == "CONTENT-TYPE" }?.value,
      isFile: names?["filename"] != nil || names?["filename*"] != nil, bytes: Array(bytes[index...]), offset: index)
  }

  private static func boundary(of contentType: String) -> [UInt8]? {
    guard let text = HeaderParameters(contentType)["boundary"], !text.isEmpty, text.utf8.count <= boundaryLimit else {
      return nil
    }
    return Array(text.utf8)
  }

  private static func boundary(in bytes: [UInt8]) -> [UInt8]? {
    var line = bytes.prefix(boundaryLimit).prefix { $0 != 0x0A }
    if line.last == 0x0D { line = line.dropLast() }
    guard line.starts(with: "--".utf8), line.count > 2, line.count < boundaryLimit else { return nil }
    return Array(line.dropFirst(2))
  }
}
