import Muster
import MusterContracts

extension ExchangeReader {
  /// The body that the names and values of `postData.params` come from (HTTP Archive 1.2).
  ///
  /// Names and values are those of the form, decoded. The body is put together as a client would, so that it is judged
  /// like any other; each value has its place in the recording.
  /// - Parameters:
  ///   - mediaType: The media type that stands beside them.
  ///   - contentType: The header field, which may name a boundary.
  func body(params: JSON, mediaType: String?, contentType: String?) -> MessageBody {
    let type = contentType ?? mediaType
    let kind = type.flatMap { MediaTypeName($0) }?.kind ?? .form
    var written = WrittenParams()
    for item in params.items {
      guard let name = item["name"], let text = name.string else {
        return MessageBody(.notRecorded, mediaType: mediaType)
      }
      var param = WrittenParams.Param(name: text, nameOffset: name.textOffset)
      if let value = item["value"], let text = ExchangeReader.scalar(value) {
        param.value = text
        param.valueOffset = value.textOffset
      }
      param.fileName = item["fileName"]?.string
      param.contentType = item["contentType"]?.string
      written.params.append(param)
    }
    var assumed = mediaType
    let isWritten: Bool
    switch kind {
    case .form:
      isWritten = written.writeForm()
      assumed = assumed ?? "application/x-www-form-urlencoded"
    case .multipart: isWritten = written.writeParts(boundary: type.flatMap { HeaderParameters($0)["boundary"] })
    default: isWritten = false
    }
    guard isWritten else { return MessageBody(.notRecorded, mediaType: mediaType) }
    var origin = origin(of: params, form: .opaque)
    origin.pieces = written.pieces
    return MessageBody(.bytes(written.bytes), mediaType: assumed, origin: origin)
  }
}

/// Puts the body of a form together.
private struct WrittenParams {
  struct Param {
    var name: String
    /// Where the recording has the name.
    var nameOffset: Int
    /// The value; `nil` if the recording does not have it.
    var value: String?
    var valueOffset = 0
    var fileName: String?
    var contentType: String?
  }

  var params: [Param] = []
  private(set) var bytes: [UInt8] = []
  private(set) var pieces: [BodyOrigin.Piece] = []

  /// Notes that what follows is in a place of its own in the recording.
  private mutating func mark(_ offset: Int) {
    pieces.append(BodyOrigin.Piece(bodyOffset: bytes.count, offset: offset))
  }

  /// Writes names and values with percent signs (WHATWG URL Standard, section 5.2); whether that is all there was.
  mutating func writeForm() -> Bool {
    for (index, param) in params.enumerated() {
      guard param.fileName == nil else { return false }
      if index > 0 { bytes.append(UInt8(ascii: "&")) }
      mark(param.nameOffset)
      writeEncoded(param.name)
      bytes.append(UInt8(ascii: "="))
      guard let value = param.value else { continue }
      mark(param.valueOffset)
      writeEncoded(value)
    }
    return true
  }

  private mutating func writeEncoded(_ text: String) {
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"):
        bytes.append(byte)
      case 0x20: bytes.append(UInt8(ascii: "+"))
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
  }

  /// Writes parts (RFC 7578); whether that is all there was.
  ///
  /// Recorders leave out what was in files; then the body is not known.
  mutating func writeParts(boundary sent: String?) -> Bool {
    let boundary = sent ?? "muster-boundary"
    let mark = "--" + boundary
    for param in params {
      guard let value = param.value ?? (param.fileName == nil ? "" : nil), !value.utf8.contains(mark.utf8) else {
        return false
      }
      let lines = [param.name, param.fileName ?? "", param.contentType ?? ""]
      guard lines.allSatisfy({ !$0.utf8.contains { $0 == 0x0A || $0 == 0x0D } }) else { return false }
      bytes += "\(mark)\r\nContent-Disposition: form-data; name=\"".utf8
      self.mark(param.nameOffset)
      writeQuoted(param.name)
      if let fileName = param.fileName {
        bytes += "; filename=\"".utf8
        writeQuoted(fileName)
      }
      bytes += "\r\n".utf8
      if let type = param.contentType, !type.isEmpty { bytes += "Content-Type: \(type)\r\n".utf8 }
      bytes += "\r\n".utf8
      self.mark(param.valueOffset)
      bytes += value.utf8
      bytes += "\r\n".utf8
    }
    bytes += "\(mark)--\r\n".utf8
    return true
  }

  private mutating func writeQuoted(_ text: String) {
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
