import Muster
import MusterContracts

/// Texts as JSON writes them.
enum JSONText {
  /// A string with its quotation marks.
  static func string(_ text: String) -> String {
    var assembler = JSONAssembler()
    assembler.append(string: text.utf8)
    return String(decoding: assembler.bytes, as: UTF8.self)
  }
}
