import Muster
import MusterContracts

/// Replaces what may be a secret in a payload that goes into a file: an example may hold a real one.
///
/// A string below a telling name, and one that has a secret's shape, keeps its length and its punctuation: letters become
/// `a` or `A`, digits `0`. So formats and lengths hold still.
struct SecretMask {
  /// Whether plain words below telling names stay, such as the `bearer` of a `token_type`.
  let keepsWords: Bool

  /// The payload with other strings in place of secrets; `nil` where there are none.
  func masked(_ payload: [UInt8]) -> [UInt8]? {
    var assembler = JSONAssembler()
    assembler.append(payload)
    guard let root = try? JSONDocument(assembler).root else { return nil }
    var replacements: [(range: Range<Int>, text: String)] = []
    var rest: [(value: JSON, isSecret: Bool)] = [(root, false)]
    while let (value, isSecret) = rest.popLast() {
      switch value.kind {
      case .object:
        for member in value.members {
          rest.append((member.value, isSecret || Sensitivity.isSensitive(name: member.name)))
        }
      case .array: for item in value.items { rest.append((item, isSecret)) }
      case .string:
        guard let text = value.string, isReplaced(text, isSecret: isSecret) else { continue }
        let start = value.textOffset
        replacements.append((start..<(start + value.rawText.count), SecretMask.replacement(of: text)))
      default: break
      }
    }
    guard !replacements.isEmpty else { return nil }
    var result: [UInt8] = []
    var offset = 0
    for (range, text) in replacements.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard range.lowerBound >= offset, range.upperBound <= payload.count else { continue }
      result += payload[offset..<range.lowerBound]
      result += JSONText.string(text).utf8
      offset = range.upperBound
    }
    return result + payload[offset...]
  }

  private func isReplaced(_ text: String, isSecret: Bool) -> Bool {
    if text.isEmpty || SecretMask.replacement(of: text) == text { return false }
    if isSecret { return !(keepsWords && SecretShape.isPlainWord(text)) }
    // Prose is long, but no secret; addresses of pages and dates have marks of their own.
    guard !text.utf8.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "/") }) else { return false }
    return SecretShape.isLikely(text)
  }

  static func replacement(of text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z": scalars.append("a")
      case "A"..."Z": scalars.append("A")
      case "0"..."9": scalars.append("0")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
