/// A pattern of a text: `*` stands for any text, an empty one included, and `?` for one character.
public struct Glob: Sendable, Hashable {
  private let pattern: [UInt8]
  private let isCaseSensitive: Bool

  /// A pattern.
  ///
  /// - Parameter isCaseSensitive: Whether letters have to be of the same case.
  public init(_ pattern: String, isCaseSensitive: Bool = true) {
    self.isCaseSensitive = isCaseSensitive
    self.pattern = isCaseSensitive ? Array(pattern.utf8) : pattern.utf8.map(Glob.lowercased)
  }

  /// Whether all of a text is of the pattern; a character that is not ASCII counts as its bytes in UTF-8.
  ///
  /// - Complexity: O(*n* · *m*) in the sizes of text and pattern.
  public func matches(_ text: String) -> Bool {
    let text = isCaseSensitive ? Array(text.utf8) : text.utf8.map(Glob.lowercased)
    var (index, position) = (0, 0)
    // Where the last star is, and what it has taken: only that one can be wrong.
    var star: (position: Int, index: Int)?
    while index < text.count {
      if position < pattern.count, pattern[position] == UInt8(ascii: "*") {
        star = (position, index)
        position += 1
      } else if position < pattern.count, pattern[position] == UInt8(ascii: "?") || pattern[position] == text[index] {
        index += 1
        position += 1
      } else if let last = star {
        star = (last.position, last.index + 1)
        (index, position) = (last.index + 1, last.position + 1)
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
