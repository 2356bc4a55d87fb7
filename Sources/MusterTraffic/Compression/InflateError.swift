/// Why compressed bytes cannot be decompressed.
package struct InflateError: Error, Sendable, Hashable {
  /// What is wrong.
  package enum Code: String, Sendable, Hashable, CaseIterable {
    /// The bytes end before the stream does.
    case truncated
    /// A block is of the type that does not exist (RFC 1951, section 3.2.3).
    case blockType
    /// A stored block's length and its complement do not agree.
    case storedLength
    /// A block declares more codes than there are symbols.
    case tooManyCodes
    /// The lengths of a code's words leave some words without a meaning, or give one two meanings.
    case codeLengths
    /// A block has no word for its end.
    case noEndOfBlock
    /// A word stands for nothing.
    case symbol
    /// A distance leads to before the first byte.
    case distance
    /// The stream does not begin with a header of its format.
    case header
    /// The stream needs a dictionary, which the recording does not have.
    case dictionary
    /// The checksum is not that of the decompressed bytes.
    case checksum
    /// The stored length is not that of the decompressed bytes.
    case length
    /// Something follows the end of the stream.
    case trailingData
    /// There are more decompressed bytes than the limit.
    case size
    /// There are more decompressed bytes for each compressed one than the limit.
    case ratio
  }

  /// What is wrong.
  package let code: Code
  /// How many compressed bytes were read before.
  package let offset: Int

  package init(_ code: Code, at offset: Int) {
    self.code = code
    self.offset = offset
  }

  /// Whether a limit was reached, so that the bytes may be right.
  package var isLimit: Bool { code == .size || code == .ratio }

  /// What is wrong, as a part of a sentence.
  package var sentence: String {
    switch code {
    case .truncated: "it ends before it is complete"
    case .blockType: "a block has a type that does not exist"
    case .storedLength: "a block's stored length is damaged"
    case .tooManyCodes: "a block has more codes than there are symbols"
    case .codeLengths: "a block's table of codes is damaged"
    case .noEndOfBlock: "a block has no end"
    case .symbol: "a code stands for nothing"
    case .distance: "a copy begins before the first byte"
    case .header: "its header is damaged"
    case .dictionary: "it needs a dictionary that is not there"
    case .checksum: "its checksum is wrong"
    case .length: "its stored length is wrong"
    case .trailingData: "other data follows its end"
    case .size: "it has more decompressed bytes than the limit"
    case .ratio: "it decompresses to more bytes for each compressed byte than the limit"
    }
  }
}

/// What decompressing may cost.
package struct InflateLimits: Sendable, Hashable {
  /// Decompressed bytes.
  package var bytes: Int
  /// Decompressed bytes for each compressed one, once there are more than ``ratioStart``.
  package var ratio: Int
  /// Decompressed bytes up to which any ratio will do.
  package var ratioStart: Int

  /// Limits, each with its default.
  ///
  /// Deflate makes at most 1,032 bytes of one. Recordings of the same exchange over and over come to a few hundred.
  package init(bytes: Int = .max, ratio: Int = 500, ratioStart: Int = 1 << 20) {
    self.bytes = max(0, bytes)
    self.ratio = max(1, ratio)
    self.ratioStart = max(0, ratioStart)
  }

  /// What is exceeded by so many bytes.
  func exceeded(output: Int, input: Int) -> InflateError? {
    if output > bytes { return InflateError(.size, at: input) }
    guard output > ratioStart else { return nil }
    return output / ratio > input ? InflateError(.ratio, at: input) : nil
  }
}
