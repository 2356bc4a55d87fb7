/// Compressed bytes as zlib 1.3 made them, in hexadecimal digits.
enum PackedText {
  /// What was compressed.
  static let text = #"{"id":1,"status":"active"}"#

  /// The text as zlib.
  static let zlib = bytes("78daab56ca4c51b232d4512a2e492c292d56b2524a4c2ec92c4b55aa05006d5d0883")
  /// The text three times as gzip.
  static let gzip = bytes(
    "1f8b0800000000000203ab56ca4c51b232d4512a2e492c292d56b2524a4c2ec92c4b55aaad26430600c4042b774e000000")
  /// The text in a stored block.
  static let stored = bytes("011a00e5ff7b226964223a312c22737461747573223a22616374697665227d")
  /// The text twice in a block with fixed codes.
  static let fixed = bytes("ab56ca4c51b232d4512a2e492c292d56b2524a4c2ec92c4b55aaadc6290300")
  /// ``runs`` in a block with codes of its own.
  static let dynamic = bytes(
    "4d8f410e00210803df0a52e0ff2f584cb6c53910435187889f739a383103895e8e2862c46fd1642d9dd67a4ddde798449d08337da55876"
      + "340fc0572ec7a56a34746177804f841b3dea334c800f")
  static let runs =
    "dddddddddcchhhhhhhhhbbbbbbbbbaaeeeeeeeeedhhhhhhhhhhhccccccccccgggggggggaaaaaaaaabaaaahhhhhhhhhggggggggggghfaheee"
    + "eeeeeegggggggggeegggggggggfffffffffgggggggggddaacccccccccfffffffffbbbbbbbbbdddddddddeebhhhhhhhhhhfgaaggbaaffffff"
    + "fffeeeeeeeeedebaggeaaffccgggggggggggbbbbbbbbbee"

  /// 1,300,000 spaces as gzip, in 1,296 bytes.
  static let bomb =
    bytes("1f8b0800000000000203edc1010d000000c2a02aef9fd21c6e4001") + [UInt8](repeating: 0, count: 1258)
    + bytes("c0bf01b65498b320d61300")

  /// The bytes that hexadecimal digits stand for.
  static func bytes(_ digits: String) -> [UInt8] {
    let values = digits.utf8.map { $0 < 0x40 ? $0 - 0x30 : ($0 | 0x20) - 0x57 }
    return stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }
}
