import Muster

/// A segment of a path template as trees of templates have it: what it takes, without the names of its parameters.
enum SegmentPattern: Sendable, Hashable {
  /// Literal text, decoded.
  case literal([UInt8])
  /// Literal text and parameters, or several parameters.
  case mixed(Mixed)
  /// One parameter.
  case parameter
  /// A parameter that takes all that is left of a path.
  case rest

  init(_ pieces: [PathTemplate.Piece]) {
    switch (pieces.count, pieces.first) {
    case (0, _): self = .literal([])
    case (1, .literal(let text)?): self = .literal(Array(text.utf8))
    case (1, _): self = .parameter
    default: self = .mixed(Mixed(pieces))
    }
  }

  /// Whether the segment is literal.
  var isLiteral: Bool { if case .literal = self { true } else { false } }

  /// Whether a concrete segment may be of this one; one that cannot be decoded is `nil`.
  func admits(_ segment: String?) -> Bool {
    switch self {
    case .literal(let text): segment.map { $0.utf8.elementsEqual(text) } ?? false
    case .mixed(let mixed): segment.map { mixed.matches($0.utf8.span) } ?? false
    case .parameter, .rest: segment.map { !$0.isEmpty } ?? true
    }
  }

  /// The decoded segments of a concrete path; one that cannot be decoded is `nil`.
  static func decoded(_ path: String) -> [String?] {
    path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst().map {
      PercentEncoding.decode($0)
    }
  }
}

extension SegmentPattern {
  /// Literal texts and runs of parameters, in their order.
  struct Mixed: Sendable, Hashable {
    private enum Part: Sendable, Hashable {
      case literal([UInt8])
      /// So many parameters with nothing between them.
      case parameters(Int)
    }

    private let parts: [Part]
    /// How much the segment says: more pieces, then more literal text.
    let concreteness: [Int]

    init(_ pieces: [PathTemplate.Piece]) {
      var parts: [Part] = []
      var literalCount = 0
      for piece in pieces {
        switch (piece, parts.last) {
        case (.literal(let text), _):
          parts.append(.literal(Array(text.utf8)))
          literalCount += text.utf8.count
        case (.parameter, .parameters(let count)?): parts[parts.count - 1] = .parameters(count + 1)
        case (.parameter, _): parts.append(.parameters(1))
        }
      }
      self.parts = parts
      concreteness = [pieces.count, literalCount]
    }

    /// Whether a decoded text is of this segment; each parameter takes at least one character.
    ///
    /// Each literal is taken where it first occurs behind what is before it, and the last one at the end of the text: if
    /// that fails, every other choice does.
    /// - Complexity: O(*n*) in the size of the text, times the length of the literals.
    func matches(_ text: Span<UInt8>) -> Bool {
      var offset = 0
      var needed = 0
      for index in parts.indices {
        switch parts[index] {
        case .parameters(let count): needed = count
        case .literal(let literal):
          let isLast = index == parts.count - 1
          guard let first = Mixed.offset(after: needed, from: offset, in: text) else { return false }
          var place = first
          if needed > 0, isLast { place = max(first, text.count - literal.count) }
          while !Mixed.isAt(place, literal, in: text) {
            guard needed > 0, !isLast, place < text.count else { return false }
            place += 1
          }
          offset = place + literal.count
          needed = 0
        }
      }
      if needed > 0 { return Mixed.offset(after: needed, from: offset, in: text) != nil }
      return offset == text.count
    }

    private static func isAt(_ place: Int, _ literal: [UInt8], in text: Span<UInt8>) -> Bool {
      guard place <= text.count - literal.count else { return false }
      for index in literal.indices where text[place + index] != literal[index] { return false }
      return true
    }

    /// The offset behind so many characters.
    private static func offset(after count: Int, from start: Int, in text: Span<UInt8>) -> Int? {
      var index = start
      for _ in 0..<count {
        guard index < text.count else { return nil }
        index += 1
        while index < text.count, text[index] & 0xC0 == 0x80 { index += 1 }
      }
      return index
    }
  }
}
