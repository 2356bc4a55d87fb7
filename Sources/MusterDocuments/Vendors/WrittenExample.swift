import Muster
import MusterContracts

/// An example's value as a body of its media type: what of the value is sent, and with which `Content-Type`.
///
/// Forms are written as `encoding` says (OpenAPI 3.1, section 4.8.15), text as it is, and sequences an item a line or, for
/// RFC 7464, behind a record separator each. Only what is read back as the same value is written.
struct WrittenExample {
  /// The body.
  let body: String
  /// The `Content-Type`.
  let sent: String

  private static let boundary = "example-boundary"

  /// Writes a value; `nil` where the media type has no way to, or has more than one.
  init?(_ value: [UInt8], as mediaType: MediaType) {
    guard let name = MediaTypeName(mediaType.name), !name.isRange else { return nil }
    var assembler = JSONAssembler()
    assembler.append(value)
    guard let root = try? JSONDocument(assembler).root else { return nil }
    let form = mediaType.form ?? FormShape(shape: mediaType.shape)
    switch name.kind {
    case .text:
      guard let text = WrittenExample.scalar(root),
        WrittenExample.isSame(value, mediaType.candidates(of: text, sent: mediaType.name))
      else { return nil }
      (body, sent) = (text, mediaType.name)
    case .sequence:
      let isSeparated = name.subtype.hasSuffix("json-seq")
      guard root.kind == .array, root.items.count > 0 else { return nil }
      var text = ""
      for item in root.items {
        let line = String(decoding: item.rawText, as: UTF8.self)
        guard isSeparated || !line.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return nil }
        text += (isSeparated ? "\u{1E}" : "") + line + "\n"
      }
      (body, sent) = (text, mediaType.name)
    case .form:
      guard let text = WrittenExample.form(root, form),
        WrittenExample.isSame(value, mediaType.candidates(of: text, sent: mediaType.name))
      else { return nil }
      (body, sent) = (text, mediaType.name)
    case .multipart:
      guard let (text, expected) = WrittenExample.multipart(root, form) else { return nil }
      let type = "\(name.description); boundary=\(WrittenExample.boundary)"
      guard WrittenExample.isSame(expected, mediaType.candidates(of: text, sent: type)) else { return nil }
      (body, sent) = (text, type)
    // Events have fields beside their data, of which an example may or may not tell.
    case .events, .json, .other: return nil
    }
  }

  /// Whether one of some texts is the value, as JSON Schema compares them.
  private static func isSame(_ value: [UInt8], _ candidates: [[UInt8]]) -> Bool {
    guard let schema = try? Schema(Array("{\"const\":".utf8) + value + "}".utf8) else { return false }
    return candidates.contains { schema.accepts($0) }
  }

  private static func scalar(_ value: JSON) -> String? {
    value.string ?? value.number ?? value.boolean.map { $0 ? "true" : "false" }
  }

  private static func isJSON(_ contentType: String?) -> Bool {
    contentType.flatMap { MediaTypeName($0) }?.isJSON ?? false
  }

  // MARK: Forms

  private static func form(_ value: JSON, _ form: FormShape) -> String? {
    guard value.kind == .object else { return nil }
    var pieces: [String] = []
    for member in value.members {
      let field = form.field(member.name)
      let name = encoded(member.name)
      if isJSON(field.contentType) || (member.value.kind == .object && field.style == .form) {
        pieces.append("\(name)=\(encoded(String(decoding: member.value.rawText, as: UTF8.self)))")
      } else if let text = scalar(member.value) {
        pieces.append("\(name)=\(encoded(text))")
      } else if member.value.kind == .object, field.style == .deepObject {
        for inner in member.value.members {
          guard let text = scalar(inner.value) else { return nil }
          pieces.append("\(encoded("\(member.name)[\(inner.name)]"))=\(encoded(text))")
        }
      } else if member.value.kind == .array {
        let texts = member.value.items.compactMap(scalar).map(encoded)
        guard texts.count == member.value.items.count else { return nil }
        let separator: String
        switch field.style {
        case .spaceDelimited: separator = "%20"
        case .pipeDelimited: separator = "%7C"
        default: separator = ","
        }
        if field.style == .form, field.explodes {
          pieces += texts.map { "\(name)=\($0)" }
        } else {
          pieces.append("\(name)=\(texts.joined(separator: separator))")
        }
      } else {
        return nil
      }
    }
    return pieces.isEmpty ? nil : pieces.joined(separator: "&")
  }

  /// A text as forms encode it (WHATWG URL Standard, section 5.2).
  private static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      case 0x20: result += "+"
      default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  // MARK: Parts

  /// The body, and the value that it is read as: bytes are only counted.
  private static func multipart(_ value: JSON, _ form: FormShape) -> (text: String, expected: [UInt8])? {
    guard value.kind == .object else { return nil }
    var text = ""
    var expected: [String] = []
    for member in value.members {
      guard member.name.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) else { return nil }
      let known = form.shape.named(member.name)
      let isBinary = known?.isBinary ?? false
      let contentType = form.field(member.name).contentType
      let isList = member.value.kind == .array && (known?.shape.isArray ?? false)
      var written: [String] = []
      for item in isList ? member.value.items.map({ $0 }) : [member.value] {
        let raw = String(decoding: item.rawText, as: UTF8.self)
        text += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(member.name)\""
        if isBinary {
          guard let bytes = item.string else { return nil }
          text += "; filename=\"\(member.name)\"\(header(contentType, orElse: nil))\r\n\r\n\(bytes)\r\n"
          written.append(JSONText.string(String(repeating: "0", count: bytes.utf8.count)))
        } else if let scalar = scalar(item), !isJSON(contentType) {
          text += "\(header(contentType, orElse: nil))\r\n\r\n\(scalar)\r\n"
          written.append(raw)
        } else {
          text += "\(header(contentType, orElse: "application/json"))\r\n\r\n\(raw)\r\n"
          written.append(raw)
        }
      }
      let whole = isList ? "[\(written.joined(separator: ","))]" : written.joined()
      expected.append("\(JSONText.string(member.name)):\(whole)")
    }
    guard !text.isEmpty else { return nil }
    return ("\(text)--\(boundary)--\r\n", Array("{\(expected.joined(separator: ","))}".utf8))
  }

  /// The header with the type that a part has; none where it may have several.
  private static func header(_ contentType: String?, orElse other: String?) -> String {
    let type = contentType.flatMap { $0.utf8.contains { $0 == 0x2C || $0 == 0x2A } ? nil : $0 } ?? other
    return type.map { "\r\nContent-Type: \($0)" } ?? ""
  }
}
