import Muster
import MusterYAML

/// A schema in a file: JSON or YAML, whole or at a place of it.
struct SchemaFile {
  /// The file, as it was given.
  let path: String
  /// Where in the document the schema lies.
  let pointer: JSONPointer

  /// A file and a place in it, from `path`, `path#` or `path#/json/pointer`, the pointer percent-encoded or not.
  ///
  /// - Returns: `nil` where what follows the `#` is no pointer.
  init?(_ reference: String) {
    let scalars = reference.unicodeScalars
    guard let mark = scalars.lastIndex(of: "#"), scalars[scalars.index(after: mark)...].first.map({ $0 == "/" }) ?? true
    else {
      path = reference
      pointer = JSONPointer()
      return
    }
    path = String(scalars[..<mark])
    guard let fragment = SchemaFile.decode(String(scalars[scalars.index(after: mark)...])),
      let pointer = JSONPointer(parsing: fragment)
    else { return nil }
    self.pointer = pointer
  }

  /// Reads and compiles the schema; what there is to say about it goes to the console.
  func schema(_ options: Schema.Options) throws(CommandError) -> (schema: Schema, notices: [Notice]) {
    let source = try SourceFile.read(path)
    let (document, notices) = try document(source)
    do throws(SchemaError) {
      let schema = try Schema(document, at: pointer, options: options)
      return (schema, notices + schema.notices)
    } catch {
      throw .failure("the schema cannot be used: \(error)")
    }
  }

  private func document(_ source: SourceText) throws(CommandError) -> (JSONDocument, [Notice]) {
    guard isYAML(source) else {
      do throws(JSONError) { return (try JSONDocument(source), []) } catch {
        throw .failure("the schema is not JSON: \(source.name):\(error)")
      }
    }
    var assembler = JSONAssembler()
    let warnings: [YAMLWarning]
    do throws(YAMLError) { warnings = try YAMLReader().read(source, into: &assembler) } catch {
      throw .failure("the schema is not YAML: \(error)")
    }
    let notices = warnings.map {
      Notice(
        code: Notice.Code(rawValue: "yaml"), pointer: "", source: $0.source, position: $0.position,
        message: $0.message)
    }
    do throws(JSONError) { return (try JSONDocument(assembler), notices) } catch {
      throw .failure("the schema cannot be read: \(source.name):\(error)")
    }
  }

  /// Told by the name, or else by the first character: no JSON Schema but an object or boolean is of use.
  private func isYAML(_ source: SourceText) -> Bool {
    if path.hasSuffix(".yaml") || path.hasSuffix(".yml") { return true }
    if path.hasSuffix(".json") { return false }
    let bytes = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? source.bytes.dropFirst(3) : source.bytes[...]
    let text = bytes.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    guard let first = text.first else { return false }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\"") { return false }
    return !(text.starts(with: "true".utf8) || text.starts(with: "false".utf8))
  }

  /// Undoes percent-encoding (RFC 6901, section 6); `nil` where it is malformed or stands for no UTF-8.
  private static func decode(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest.removeFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

/// Files that are no payloads: schemas, pages, contracts.
enum SourceFile {
  /// Reads a file, or standard input for `-`.
  static func read(_ path: String) throws(CommandError) -> SourceText {
    do throws(SystemFailure) {
      let file = try InputFile.open(path)
      return SourceText(name: file.name, bytes: try file.readAll())
    } catch {
      throw CommandError(error)
    }
  }
}
