import Muster
import MusterYAML

/// Where a value of a recording that is one JSON or YAML document is written.
struct DocumentOrigin: Sendable {
  private let map: SourceMap
  /// The value's offset in the document's JSON text.
  private let offset: Int
  /// The content of the value, if it is a scalar of YAML; `nil` in JSON.
  private let scalar: [UInt8]?

  /// The origin of a value.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - isYAML: Whether the document is written in YAML.
  init(_ value: JSON, isYAML: Bool) {
    map = value.document.map
    offset = value.textOffset
    scalar = isYAML && value.kind == .string ? Array((value.string ?? "").utf8) : nil
  }

  /// Where the value begins.
  var position: TextPosition { place(of: offset) }

  /// Where the byte at an offset of a body is that is written as this value.
  func position(of bodyOffset: Int, form: BodyOrigin.Form) -> TextPosition {
    let bodyOffset = max(0, bodyOffset)
    switch form {
    case .json: return place(of: offset + bodyOffset)
    case .base64, .opaque: return position
    case .string:
      guard let origin = map.origin(of: offset) else { return position }
      let bytes = origin.source.bytes
      let found =
        if let scalar {
          YAMLReader.place(ofByte: bodyOffset, of: scalar, inScalarAt: origin.offset, of: bytes)
        } else {
          BodyOrigin.rawOffset(of: bodyOffset, inStringAt: origin.offset, of: bytes)
        }
      return origin.source.position(at: found)
    }
  }

  private func place(of offset: Int) -> TextPosition {
    map.origin(of: offset)?.position ?? TextPosition(offset: 0, line: 1, column: 1)
  }
}
