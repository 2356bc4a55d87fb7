import Muster
import MusterContracts
import MusterYAML

/// The document of a schema's text, which is JSON or YAML.
package struct SchemaText {
  /// Why a text is no document.
  package enum Mistake: Error {
    /// The text is meant as JSON and is none.
    case json(JSONError)
    /// The text is meant as YAML and is none.
    case yaml(YAMLError)
    /// The text is YAML that no JSON document can be made of.
    case unreadable(JSONError)
  }

  /// The document.
  package let document: JSONDocument
  /// What reading it had to say.
  package let notices: [Notice]

  /// Reads a text.
  ///
  /// - Throws: ``Mistake``, located in the source.
  /// - Complexity: O(*n*) in the number of bytes.
  package init(_ source: SourceText, reading: Reading) throws(Mistake) {
    guard SchemaText.isYAML(source) else {
      do throws(JSONError) { document = try JSONDocument(source) } catch { throw .json(error) }
      notices = document.hasByteOrderMark ? [.byteOrderMark(source: source.name)] : []
      return
    }
    var assembler = JSONAssembler()
    let warnings: [YAMLWarning]
    do throws(YAMLError) { warnings = try YAMLReader(reading: reading).read(source, into: &assembler) } catch {
      throw .yaml(error)
    }
    do throws(JSONError) { document = try JSONDocument(assembler) } catch { throw .unreadable(error) }
    notices = warnings.map {
      Notice(
        code: $0.code.isSlip ? .yamlSlip : .yaml, pointer: "", source: $0.source, position: $0.position,
        message: $0.message)
    }
  }

  /// Tells by the name, or else by the first character: no JSON Schema but an object or boolean is of use.
  private static func isYAML(_ source: SourceText) -> Bool {
    if source.name.hasSuffix(".yaml") || source.name.hasSuffix(".yml") { return true }
    if source.name.hasSuffix(".json") { return false }
    // JSON is UTF-8 (RFC 8259, section 8.1), YAML need not be.
    if CharacterEncoding(of: source.bytes) != .utf8 { return true }
    let bytes = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? source.bytes.dropFirst(3) : source.bytes[...]
    let text = bytes.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    guard let first = text.first else { return false }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\"") { return false }
    return !(text.starts(with: "true".utf8) || text.starts(with: "false".utf8))
  }
}
