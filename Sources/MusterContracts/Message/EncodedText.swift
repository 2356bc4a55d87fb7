import Muster

/// A text as it was sent: what delimits in it stands as it is, what does not is percent-encoded (RFC 3986, section 2.4).
///
/// It is taken apart first and decoded then, so that an encoded delimiter is part of a value.
struct EncodedText: Sendable, Hashable {
  /// How a text is encoded.
  enum Encoding: Sendable, Hashable {
    /// By percent signs, as in paths.
    case percent
    /// By percent signs, and `+` for a space, as in queries and forms (WHATWG URL Standard, section 5.1).
    case form
    /// Not at all, as in headers.
    case none
    /// By percent signs where they make sense, as in cookies.
    case lenient
  }

  /// The bytes as they were sent.
  let bytes: [UInt8]
  let encoding: Encoding

  init(_ bytes: some Sequence<UInt8>, _ encoding: Encoding) {
    self.bytes = Array(bytes)
    self.encoding = encoding
  }

  var isEmpty: Bool { bytes.isEmpty }

  /// The text; `nil` where an escape is malformed or stands for no UTF-8.
  var decoded: String? {
    switch encoding {
    case .percent: return PercentEncoding.decode(bytes)
    case .form: return PercentEncoding.decode(bytes.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 })
    case .none: return String(validating: bytes, as: UTF8.self)
    case .lenient: return PercentEncoding.decode(bytes) ?? String(validating: bytes, as: UTF8.self)
    }
  }

  /// The pieces between delimiters; a text that is empty has none.
  func split(_ delimiter: Delimiter) -> [EncodedText] {
    guard !isEmpty else { return [] }
    var pieces: [EncodedText] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      let length = delimiter.length(in: bytes, at: index)
      if length > 0 {
        pieces.append(piece(start..<index))
        index += length
        start = index
      } else {
        index += 1
      }
    }
    pieces.append(piece(start..<bytes.count))
    return pieces
  }

  /// What is before and behind the first delimiter; nothing is behind it where there is none.
  func cut(at delimiter: Delimiter) -> (head: EncodedText, tail: EncodedText?) {
    for index in bytes.indices {
      let length = delimiter.length(in: bytes, at: index)
      if length > 0 { return (piece(0..<index), piece((index + length)..<bytes.count)) }
    }
    return (self, nil)
  }

  /// The text without its first bytes, if these are its first.
  func dropping(_ prefix: some Collection<UInt8>) -> EncodedText? {
    bytes.starts(with: prefix) ? piece(prefix.count..<bytes.count) : nil
  }

  /// The same with the spaces at its ends left out, as headers may have them around commas (RFC 9110, section 5.6.1).
  var trimmed: EncodedText {
    var range = 0..<bytes.count
    while let first = range.first, bytes[first] == 0x20 || bytes[first] == 0x09 {
      range = (first + 1)..<range.upperBound
    }
    while let last = range.last, bytes[last] == 0x20 || bytes[last] == 0x09 { range = range.lowerBound..<last }
    return piece(range)
  }

  private func piece(_ range: Range<Int>) -> EncodedText { EncodedText(bytes[range], encoding) }

  /// What stands between the items of a list.
  struct Delimiter: Sendable, Hashable {
    let byte: UInt8
    /// Whether it delimits though it is percent-encoded, as it has to be in a URL.
    var isEncodable = false
    /// Whether `+` stands for it.
    var isPlus = false

    static let comma = Delimiter(byte: UInt8(ascii: ","))
    static let dot = Delimiter(byte: UInt8(ascii: "."))
    static let semicolon = Delimiter(byte: UInt8(ascii: ";"))
    static let equals = Delimiter(byte: UInt8(ascii: "="))
    static let ampersand = Delimiter(byte: UInt8(ascii: "&"))
    static let space = Delimiter(byte: 0x20, isEncodable: true, isPlus: true)
    static let pipe = Delimiter(byte: UInt8(ascii: "|"), isEncodable: true)
    static let tab = Delimiter(byte: 0x09, isEncodable: true)
    static let encodedComma = Delimiter(byte: UInt8(ascii: ","), isEncodable: true)

    /// How many bytes of it are at an index; 0 where it is not there.
    func length(in bytes: [UInt8], at index: Int) -> Int {
      if bytes[index] == byte || (isPlus && bytes[index] == UInt8(ascii: "+")) { return 1 }
      guard isEncodable, bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = bytes[index + 1].hexadecimalValue, let low = bytes[index + 2].hexadecimalValue
      else { return 0 }
      return high << 4 | low == byte ? 3 : 0
    }
  }
}
