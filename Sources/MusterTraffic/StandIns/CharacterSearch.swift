/// Finds the characters that have to stay, by halves.
///
/// All stays at first; then what can go goes, the largest pieces first. Whoever searches tries what ``next()`` proposes, and
/// answers whether all was as it should be.
struct CharacterSearch {
  private typealias Piece = (value: Range<Int>, bytes: Range<Int>?)

  private let sizes: [Int]
  private var budget: Int
  private var pieces: [Piece]
  private var staying: [Int: [Bool]] = [:]
  private var proposed: (piece: Piece, masks: [Int: [Bool]])?
  /// Whether all was tried that there was to try.
  private(set) var isThrough = true

  /// A search in values of some sizes.
  init(sizes: [Int], budget: Int) {
    (self.sizes, self.budget) = (sizes, budget)
    pieces = [(0..<sizes.count, nil)]
    for (index, size) in sizes.enumerated() { staying[index] = [Bool](repeating: true, count: size) }
  }

  /// The masks of the values of which something has to stay.
  var masks: [Int: [Bool]] { staying.filter { $0.value.contains(true) } }

  /// The masks to try next; `nil` if there is nothing more to try.
  mutating func next() -> [Int: [Bool]]? {
    while let piece = pieces.popLast() {
      guard budget > 0 else {
        // What was not tried is replaced: a secret is worse than another finding.
        isThrough = false
        CharacterSearch.release(piece, &staying)
        continue
      }
      budget -= 1
      var masks = staying
      CharacterSearch.release(piece, &masks)
      proposed = (piece, masks)
      return masks
    }
    return nil
  }

  /// Takes note whether all was as it should be with the masks that were proposed.
  mutating func answer(_ isRight: Bool) {
    guard let (piece, masks) = proposed else { return }
    proposed = nil
    guard !isRight else {
      staying = masks
      return
    }
    if let bytes = piece.bytes {
      guard bytes.count > 1 else { return }
      let middle = bytes.lowerBound + bytes.count / 2
      pieces.append((piece.value, middle..<bytes.upperBound))
      pieces.append((piece.value, bytes.lowerBound..<middle))
    } else if piece.value.count > 1 {
      let middle = piece.value.lowerBound + piece.value.count / 2
      pieces.append((middle..<piece.value.upperBound, nil))
      pieces.append((piece.value.lowerBound..<middle, nil))
    } else if let size = piece.value.first.map({ sizes[$0] }), size > 1 {
      pieces.append((piece.value, 0..<(size / 2)))
      pieces.append((piece.value, (size / 2)..<size))
    }
  }

  private static func release(_ piece: Piece, _ masks: inout [Int: [Bool]]) {
    for index in piece.value {
      guard var mask = masks[index] else { continue }
      for place in piece.bytes ?? 0..<mask.count { mask[place] = false }
      masks[index] = mask
    }
  }
}
