extension ServerTemplate {
  /// How many URLs are made of one template by values in its path.
  static let urlLimit = 16
  /// How many are made by values in its host, where vendors list all of their regions.
  static let hostLimit = 256
  /// How many bytes a URL may have once values are put into it; one that would be longer stays in braces.
  static let lengthLimit = 8_192

  /// The URLs it stands for, those with default values first.
  ///
  /// A variable has the values that the document lists, its default among them; only its default if that makes more than
  /// 16 URLs, or 256 for a variable of the host. A variable without a list may be anything: in a path it has its default, as a base
  /// path has to be known; in a host it stays in braces if it is the only one and the rest of the host is literal
  /// (`{tenant}.example.com`), and has its default otherwise (`{host}`, `{a}.{b}`).
  public var urls: [String] {
    var urls = [url]
    var open: [Variable] = []
    for variable in variables {
      let mark = "{\(variable.name)}"
      guard url.contains(mark) else { continue }
      if variable.values.isEmpty, isInHost(mark) {
        open.append(variable)
        continue
      }
      var values = [variable.standard]
      let limit = isInHost(mark) ? ServerTemplate.hostLimit : ServerTemplate.urlLimit
      for value in variable.values where urls.count * values.count <= limit && !values.contains(value) {
        values.append(value)
      }
      if urls.count * values.count > limit { values = [variable.standard] }
      urls = values.flatMap { value in urls.map { ServerTemplate.replacing(mark, by: value, in: $0) } }
    }
    guard !open.isEmpty else { return urls }
    return urls.map { url in
      if ServerAddress(url).host?.isUsable ?? true { return url }
      return open.reduce(url) { ServerTemplate.replacing("{\($1.name)}", by: $1.standard, in: $0) }
    }
  }

  private func isInHost(_ mark: String) -> Bool {
    let bytes = Array(url.utf8)
    guard let scheme = ServerTemplate.offset(of: Array("://".utf8), in: bytes, from: 0) else { return false }
    let start = scheme + 3
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.count
    guard let found = ServerTemplate.offset(of: Array(mark.utf8), in: bytes, from: 0) else { return false }
    return found >= start && found < end
  }

  private static func replacing(_ mark: String, by value: String, in text: String) -> String {
    let (bytes, pattern) = (Array(text.utf8), Array(mark.utf8))
    var result: [UInt8] = []
    var start = 0
    while let found = offset(of: pattern, in: bytes, from: start) {
      result += bytes[start..<found]
      result += value.utf8
      start = found + pattern.count
      guard result.count <= lengthLimit else { return text }
    }
    return String(decoding: result + bytes[start...], as: UTF8.self)
  }

  private static func offset(of pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard !pattern.isEmpty, pattern.count <= bytes.count, start <= bytes.count - pattern.count else { return nil }
    return (start...(bytes.count - pattern.count)).first { bytes[$0..<($0 + pattern.count)].elementsEqual(pattern) }
  }
}
