/// Tells texts that may be secrets from words.
///
/// A value is a secret by its name (``Sensitivity``); where a text has no name, as a segment of a path or a key of a
/// map, only its shape can tell.
package enum SecretShape {
  private static let prefixes = [
    "sk_", "sk-", "pk_", "ghp_", "gho_", "github_pat_", "glpat-", "xox", "eyj", "akia", "bearer",
  ]

  /// Whether a text that may well be a name looks like a secret: long, or letters and digits in a long mix.
  package static func isLikely(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    if bytes.count > 96 { return true }
    let folded = String(decoding: bytes.prefix(12).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
    if bytes.count >= 12, prefixes.contains(where: { folded.hasPrefix($0) }) { return true }
    return bytes.split(whereSeparator: { !isAlphanumeric($0) }).contains { run in
      let digits = run.count { $0 <= 0x39 }
      return run.count >= 40 || (run.count >= 16 && digits >= 2)
    }
  }

  /// Whether a text may be shown where nothing says what it is: a short word, a version or a small number.
  package static func isPlainWord(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.count <= 24 else { return false }
    if bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return bytes.count <= 4 }
    if bytes.count <= 4, bytes[0] == UInt8(ascii: "v"), bytes.dropFirst().allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      return true
    }
    return bytes.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
  }
}
