import Muster
import MusterContracts

/// Writes the exchanges of a recording of any form as an HTTP Archive or as lines, while they are read.
///
/// What a form has no place for is left out: times, and what a recorder says beside the messages.
public struct RecordingConverter: Sendable {
  /// What is written.
  public enum Target: String, Sendable, CaseIterable {
    /// HTTP Archive 1.2.
    case har
    /// One exchange a line.
    case ndjson
  }

  private let target: Target
  private var isBegun = false
  /// How many exchanges were written.
  public private(set) var exchanges = 0
  /// How many entries could not be read, and so are not in what was written.
  public private(set) var leftOut = 0

  /// A converter.
  public init(to target: Target) { self.target = target }

  /// What is written of an entry.
  ///
  /// - Complexity: O(*n*) in the size of the entry.
  public mutating func write(_ entry: RecordingEntry) -> [UInt8] {
    switch entry.content {
    case .read(let exchange): return write(exchange)
    case .exchange(let text):
      let exchange = try? ExchangeReader.read(
        text, form: entry.form ?? .ndjson, place: entry.place, attached: entry.attached)
      if let exchange { return write(exchange) }
    case .truncated(insideOfExchange: false): return []
    case .unread, .oversized, .truncated, .unreadable: break
    }
    leftOut += 1
    return []
  }

  /// What is written of an exchange.
  public mutating func write(_ exchange: Exchange) -> [UInt8] {
    var writer = ExchangeWriter()
    switch target {
    case .har:
      writer.bytes = exchanges == 0 ? head() : Array(",\n".utf8)
      writer.har(exchange)
    case .ndjson:
      writer.line(exchange)
      writer.bytes.append(UInt8(ascii: "\n"))
    }
    exchanges += 1
    return writer.bytes
  }

  /// The end of what is written.
  public mutating func finish() -> [UInt8] {
    guard target == .har else { return [] }
    return (exchanges == 0 ? head() : []) + Array("\n]}}\n".utf8)
  }

  private mutating func head() -> [UInt8] {
    Array(#"{"log":{"version":"1.2","creator":{"name":"muster","version":"1"},"entries":["#.utf8) + [0x0A]
  }
}

/// Writes one exchange as JSON.
private struct ExchangeWriter {
  var bytes: [UInt8] = []

  // MARK: Lines

  mutating func line(_ exchange: Exchange) {
    text(#"{"request":{"method":"#)
    string(exchange.request.method)
    text(#","url":"#)
    string(exchange.request.url)
    text(#","headers":"#)
    headers(exchange.request.headers)
    lineBody(exchange.request.body)
    text("}")
    if let response = exchange.response {
      text(#","response":{"status":\#(response.status),"headers":"#)
      headers(response.headers)
      lineBody(response.body)
      text("}")
    }
    text("}")
  }

  private mutating func lineBody(_ body: MessageBody) {
    if let type = body.mediaType {
      text(#","mimeType":"#)
      string(type)
    }
    // What was not recorded has no member.
    guard let content = body.bytes else { return }
    if let string = String(validating: content, as: UTF8.self) {
      text(#","body":"#)
      self.string(string)
    } else {
      text(#","bodyBase64":"#)
      string(Base64Text.encoded(content))
    }
  }

  // MARK: HAR

  mutating func har(_ exchange: Exchange) {
    text(#"{"startedDateTime":"1970-01-01T00:00:00Z","time":0,"request":{"method":"#)
    string(exchange.request.method)
    text(#","url":"#)
    string(exchange.request.url)
    text(#","httpVersion":"","cookies":[],"queryString":[],"headersSize":-1,"headers":"#)
    headers(exchange.request.headers)
    let sent = exchange.request.body
    text(#","bodySize":\#(sent.bytes?.count ?? -1)"#)
    if let content = sent.bytes, !content.isEmpty {
      text(#","postData":"#)
      harBody(content, sent.mediaType ?? exchange.request.headers["content-type"])
    }
    text(#"},"response":{"#)
    let response = exchange.response
    text(#""status":\#(response?.status ?? 0),"statusText":"","httpVersion":"","cookies":[],"redirectURL":"","#)
    text(#""headersSize":-1,"bodySize":\#(response?.body.bytes?.count ?? -1),"headers":"#)
    headers(response?.headers ?? HeaderFields())
    text(#","content":"#)
    let type = response?.body.mediaType ?? response?.headers["content-type"]
    if let content = response?.body.bytes {
      harBody(content, type)
    } else {
      text(#"{"size":-1,"mimeType":"#)
      string(type ?? "")
      text("}")
    }
    text(#"},"cache":{},"timings":{"send":0,"wait":0,"receive":0}}"#)
  }

  private mutating func harBody(_ content: [UInt8], _ type: String?) {
    text(#"{"size":\#(content.count),"mimeType":"#)
    string(type ?? "")
    if let string = String(validating: content, as: UTF8.self) {
      text(#","text":"#)
      self.string(string)
    } else {
      text(#","encoding":"base64","text":"#)
      string(Base64Text.encoded(content))
    }
    text("}")
  }

  // MARK: Parts

  private mutating func headers(_ fields: HeaderFields) {
    text("[")
    var isFirst = true
    for field in fields.parameters {
      text(isFirst ? #"{"name":"# : #",{"name":"#)
      string(field.name)
      text(#","value":"#)
      string(field.value)
      text("}")
      isFirst = false
    }
    text("]")
  }

  private mutating func text(_ text: String) { bytes += text.utf8 }

  private mutating func string(_ string: String) {
    var assembler = JSONAssembler()
    assembler.append(string: string.utf8)
    bytes += assembler.bytes
  }
}

/// Base64 as it is written (RFC 4648, section 4).
enum Base64Text {
  static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Bytes in base64, with padding.
  static func encoded(_ bytes: [UInt8]) -> String {
    let digits = self.digits(bytes)
    return String(decoding: digits, as: UTF8.self) + String(repeating: "=", count: (4 - digits.count % 4) % 4)
  }

  /// The digits of bytes in base64, without padding.
  static func digits(_ bytes: [UInt8]) -> [UInt8] {
    var written: [UInt8] = []
    written.reserveCapacity(bytes.count / 3 * 4 + 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      var bits = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - part.count))
      for _ in 0...part.count {
        written.append(alphabet[Int(bits >> 18 & 63)])
        bits <<= 6
      }
    }
    return written
  }
}
