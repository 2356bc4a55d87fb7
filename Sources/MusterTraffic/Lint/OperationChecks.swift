import Muster
import MusterContracts

/// How the values of an operation's parameters are checked where they are.
final class OperationChecks: Sendable {
  struct Named: Sendable {
    let name: [UInt8]
    let check: PlainTextCheck
  }

  /// The parameters that are whole segments of the path, by the numbers of their segments.
  let path: [(segment: Int, check: PlainTextCheck)]
  /// Whether all parameters of the path are among them; otherwise the path's text says what becomes of it.
  let isPathPlain: Bool
  let query: [Named]
  /// Names in lower case.
  let headers: [Named]
  /// The other header fields that the contract describes.
  let otherHeaders: [[UInt8]]
  let readsCookies: Bool

  init(_ entry: Int, _ router: Router, reading: Reading, limits: Limits) {
    let operation = router.entries[entry].operation
    func check(_ parameter: Parameter) -> PlainTextCheck? {
      PlainTextCheck(parameter, of: operation, reading: reading, limits: limits)
    }
    var isPathPlain = true
    var path: [(segment: Int, check: PlainTextCheck)] = []
    if let segments = router.wholeSegments(entry) {
      for (segment, name) in segments {
        let parameter = operation.parameters.first { $0.location == .path && $0.name == name }
        // One that is not described is only noted.
        guard let parameter else { continue }
        if let check = check(parameter) { path.append((segment, check)) } else { isPathPlain = false }
      }
    } else {
      isPathPlain = false
    }
    (self.path, self.isPathPlain) = (isPathPlain ? path : [], isPathPlain)
    var query: [Named] = []
    var headers: [Named] = []
    var otherHeaders: [[UInt8]] = []
    for parameter in operation.parameters {
      switch parameter.location {
      case .query:
        if let check = check(parameter) { query.append(Named(name: Array(parameter.name.utf8), check: check)) }
      case .header:
        let name = parameter.name.utf8.map(ScreenText.lowered)
        if let check = check(parameter) {
          headers.append(Named(name: name, check: check))
        } else {
          otherHeaders.append(name)
        }
      case .path, .cookie, .querystring: break
      }
    }
    // All that is behind the `?` may be one parameter.
    let isWhole = operation.parameters.contains { $0.location == .querystring }
    (self.query, self.headers, self.otherHeaders) = (isWhole ? [] : query, headers, otherHeaders)
    readsCookies = operation.readsCookies
  }
}

/// How the values of the header fields are checked that the contract describes for a status.
final class ResponseChecks: Sendable {
  let headers: [OperationChecks.Named]
  let otherHeaders: [[UInt8]]

  init(_ operation: Operation, status: Int, reading: Reading, limits: Limits) {
    var headers: [OperationChecks.Named] = []
    var otherHeaders: [[UInt8]] = []
    for parameter in operation.headers(ofStatus: status, reading: reading) {
      let name = parameter.name.utf8.map(ScreenText.lowered)
      if name != Array("set-cookie".utf8),
        let check = PlainTextCheck(parameter, of: operation, reading: reading, limits: limits)
      {
        headers.append(OperationChecks.Named(name: name, check: check))
      } else {
        otherHeaders.append(name)
      }
    }
    (self.headers, self.otherHeaders) = (headers, otherHeaders)
  }
}

/// Comparisons of texts where they are.
enum ScreenText {
  static func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  /// Whether a range of a text is a name, whatever the case of its letters.
  @inline(__always)
  static func isSame(_ text: Span<UInt8>, _ range: Range<Int>, _ lowered: [UInt8]) -> Bool {
    guard range.count == lowered.count else { return false }
    var index = 0
    while index < lowered.count {
      if ScreenText.lowered(text[range.lowerBound &+ index]) != lowered[index] { return false }
      index &+= 1
    }
    return true
  }

  /// Whether a range of a text is exactly a name.
  @inline(__always)
  static func isExactly(_ text: Span<UInt8>, _ range: Range<Int>, _ name: [UInt8]) -> Bool {
    guard range.count == name.count else { return false }
    var index = 0
    while index < name.count {
      if text[range.lowerBound &+ index] != name[index] { return false }
      index &+= 1
    }
    return true
  }
}
