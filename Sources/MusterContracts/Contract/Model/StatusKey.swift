/// A key of a Responses Object: one status, a range of them, or `default` (OpenAPI 3.1, section 4.8.16).
public enum StatusKey: Sendable, Hashable {
  /// One status code.
  case code(Int)
  /// The statuses that begin with a digit, written `4XX` with upper-case X.
  case range(Int)
  /// Whatever has no key of its own.
  case `default`

  /// A key from its text; `nil` where it is none, as `4xx` is.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    if bytes.elementsEqual("default".utf8) {
      self = .default
      return
    }
    guard bytes.count == 3, let first = StatusKey.digit(bytes[0]), first >= 1, first <= 5 else { return nil }
    if bytes[1] == UInt8(ascii: "X"), bytes[2] == UInt8(ascii: "X") {
      self = .range(first)
    } else if let second = StatusKey.digit(bytes[1]), let third = StatusKey.digit(bytes[2]) {
      self = .code(first * 100 + second * 10 + third)
    } else {
      return nil
    }
  }

  /// Whether the key is for a status.
  public func covers(_ status: Int) -> Bool {
    switch self {
    case .code(let code): code == status
    case .range(let digit): status >= digit * 100 && status < digit * 100 + 100
    case .default: true
    }
  }

  /// Whether a name is meant as a status, be it a key or one misspelled as `4xx`.
  package static func looksLikeStatus(_ name: String) -> Bool {
    if StatusKey(name) != nil { return true }
    let bytes = Array(name.utf8)
    return bytes.count == 3 && digit(bytes[0]) != nil
      && bytes.dropFirst().allSatisfy { digit($0) != nil || $0 | 0x20 == UInt8(ascii: "x") }
  }

  /// How telling the key is: an explicit status beats a range, a range beats `default`.
  package var precedence: Int {
    switch self {
    case .code: 2
    case .range: 1
    case .default: 0
    }
  }

  private static func digit(_ byte: UInt8) -> Int? {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? Int(byte - UInt8(ascii: "0")) : nil
  }
}

extension StatusKey: CustomStringConvertible {
  /// The key as a document writes it.
  public var description: String {
    switch self {
    case .code(let code): String(code)
    case .range(let digit): "\(digit)XX"
    case .default: "default"
    }
  }
}
