import Muster
import MusterYAML

/// A recording that is read as a whole: gathers its bytes, and makes entries of them at the end.
struct RecordingDocument: Sendable {
  private let form: RecordingForm?
  private let limits: RecordingLimits
  private let attached: AttachedFiles?
  private var bytes: [UInt8] = []
  private var isTooLarge = false

  /// A document without any bytes yet.
  ///
  /// - Parameter form: The form that it has to be read as; `nil` to look at its members.
  init(form: RecordingForm?, limits: RecordingLimits, attached: AttachedFiles?) {
    self.form = form
    self.limits = limits
    self.attached = attached
  }

  /// Takes the next bytes.
  mutating func feed(_ chunk: ArraySlice<UInt8>) {
    guard !isTooLarge else { return }
    guard bytes.count + chunk.count <= limits.documentBytes else {
      isTooLarge = true
      bytes = []
      return
    }
    bytes.append(contentsOf: chunk)
  }

  /// Reads the document.
  ///
  /// - Returns: The form that it turned out to have, and its entries.
  /// - Complexity: O(*n*) in the number of bytes.
  func entries() -> (form: RecordingForm?, entries: [ScannedEntry]) {
    guard !isTooLarge else {
      return unreadable(Reason(.recordingTooLarge, expected: .init(bound: "\(limits.documentBytes)")))
    }
    let source = SourceText(name: "", bytes: bytes)
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = bytes[start...].first { !$0.isJSONSpace }
    let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    let root: JSON
    do throws(Failure) {
      root = isJSON ? try json(source) : try yaml(source)
    } catch {
      return unreadable(error.reason, at: error.position)
    }
    let guide = form.map(\.guide) ?? RecordingGuide.all.first { $0.reader?.recognises(root) ?? false }
    guard let guide, let reader = guide.reader, reader.recognises(root) else {
      return unreadable(Reason(.recordingUnknown, found: .text(isJSON ? "JSON" : "YAML")))
    }
    let place = ExchangePlace(recording: "")
    var exchanges = ExchangeReader(text: [], place: place)
    exchanges.notation = isJSON ? .json : .yaml
    var walk = DocumentWalk(reader: exchanges, attached: attached)
    reader.read(root, &walk)
    return (guide.form, walk.entries)
  }

  private struct Failure: Error {
    let reason: Reason
    let position: TextPosition
  }

  private func json(_ source: SourceText) throws(Failure) -> JSON {
    do throws(JSONError) {
      return try JSONDocument(source).root
    } catch {
      throw Failure(reason: Reason(error), position: error.position)
    }
  }

  private func yaml(_ source: SourceText) throws(Failure) -> JSON {
    var assembler = JSONAssembler()
    let reader = YAMLReader(limits: .init(documentBytes: limits.documentBytes), reading: .intent)
    do throws(YAMLError) {
      _ = try reader.read(source, into: &assembler)
    } catch {
      throw Failure(reason: Reason(.recordingNotYAML, quote: error.message), position: error.position)
    }
    do throws(JSONError) {
      return try JSONDocument(assembler).root
    } catch {
      throw Failure(reason: Reason(error), position: error.position)
    }
  }

  private func unreadable(
    _ reason: Reason, at position: TextPosition = TextPosition(offset: 0, line: 1, column: 1)
  ) -> (form: RecordingForm?, entries: [ScannedEntry]) {
    (form, [ScannedEntry(content: .unreadable(reason), start: position)])
  }
}

extension UInt8 {
  /// Whether it is white space of JSON (RFC 8259, section 2).
  var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}
