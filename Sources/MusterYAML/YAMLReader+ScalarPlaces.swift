import Muster

extension YAMLReader {
  /// Where a source has the byte at an offset of a scalar's content.
  ///
  /// An escape is the place of every byte that it stands for, and the fold of a line break that of the space or breaks
  /// that it becomes.
  /// - Parameters:
  ///   - offset: The offset in the content; past its end, the scalar's end is meant.
  ///   - content: The content of the scalar, as it was read.
  ///   - start: The scalar's first byte in the source: a quotation mark, a block indicator, or the text itself.
  /// - Complexity: O(*n*) in the length of the scalar.
  public static func place(ofByte offset: Int, of content: [UInt8], inScalarAt start: Int, of source: [UInt8]) -> Int {
    let walk = ScalarWalk(bytes: source, content: content, start: start)
    let target = min(max(0, offset), content.count)
    var count = 0
    var place: Int?
    let end = walk.pieces { index, size, isText in
      guard count + size > target else {
        count += size
        return true
      }
      place = isText ? index + target - count : index
      return false
    }
    return place ?? end
  }

  /// Where a source has each byte of a scalar's content, and after them where the scalar ends.
  ///
  /// - Complexity: O(*n*) in the length of the scalar.
  package static func places(of content: [UInt8], inScalarAt start: Int, of source: [UInt8]) -> [Int] {
    var places: [Int] = []
    places.reserveCapacity(content.count + 1)
    let end = ScalarWalk(bytes: source, content: content, start: start).pieces { index, size, isText in
      for step in 0..<size { places.append(isText ? index + step : index) }
      return true
    }
    while places.count < content.count { places.append(end) }
    places.removeLast(places.count - content.count)
    places.append(end)
    return places
  }
}

/// Follows the content of a scalar through the text that it is written in (YAML 1.2.2, chapters 7.3 and 8.1).
private struct ScalarWalk {
  let bytes: [UInt8]
  let content: [UInt8]
  let start: Int

  private func byte(_ index: Int) -> UInt8 { index >= 0 && index < bytes.count ? bytes[index] : 0 }

  private func isBreak(_ index: Int) -> Bool { index < bytes.count && byte(index).isBreak }

  /// The index after the line break at an index.
  private func nextLine(after index: Int) -> Int {
    byte(index) == .carriageReturn && byte(index + 1) == .lineFeed ? index + 2 : index + 1
  }

  private func lineEnd(from index: Int) -> Int {
    var end = index
    while end < bytes.count, !bytes[end].isBreak { end += 1 }
    return end
  }

  /// Goes over the pieces that the content is written in.
  ///
  /// - Parameter visit: Takes where a piece begins, how many bytes of the content it stands for, and whether it is text
  ///   that has a byte for each of them. Its answer says whether to go on.
  /// - Returns: Where it ended.
  func pieces(_ visit: (_ index: Int, _ size: Int, _ isText: Bool) -> Bool) -> Int {
    guard start >= 0, start < bytes.count else { return start }
    switch bytes[start] {
    case .verticalLine: return blockPieces(isFolded: false, visit)
    case .greaterThan: return blockPieces(isFolded: true, visit)
    default: return flowPieces(visit)
    }
  }

  // MARK: Plain and quoted scalars

  private func flowPieces(_ visit: (_ index: Int, _ size: Int, _ isText: Bool) -> Bool) -> Int {
    let quote = byte(start) == .quotationMark || byte(start) == .apostrophe ? byte(start) : nil
    var index = quote == nil ? start : start + 1
    var count = 0
    while index < bytes.count {
      if quote == .quotationMark, byte(index) == .backslash, isBreak(index + 1) {
        index = skipWhite(from: nextLine(after: index + 1))
        continue
      }
      guard count < content.count, let step = self.step(at: index, quote: quote), visit(index, step.count, false) else {
        return index
      }
      index = step.end
      count += step.count
    }
    return index
  }

  private func skipWhite(from index: Int) -> Int {
    var end = index
    while byte(end).isWhite { end += 1 }
    return end
  }

  /// The end of what is written at an index, and how many bytes of the content it stands for; `nil` at the scalar's end.
  private func step(at index: Int, quote: UInt8?) -> (end: Int, count: Int)? {
    let first = byte(index)
    if quote == .quotationMark, first == .backslash { return escape(at: index) }
    if first == quote {
      guard quote == .apostrophe, byte(index + 1) == .apostrophe else { return nil }
      return (index + 2, 1)
    }
    guard first.isWhite || first.isBreak else { return (index + 1, 1) }
    var end = skipWhite(from: index)
    guard isBreak(end) else { return (index + 1, 1) }
    var breaks = 0
    while isBreak(end) {
      breaks += 1
      end = skipWhite(from: nextLine(after: end))
    }
    return (end, max(1, breaks - 1))
  }

  private func escape(at index: Int) -> (end: Int, count: Int) {
    let digits: Int
    switch byte(index + 1) {
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    case UInt8(ascii: "N"), UInt8(ascii: "_"): return (index + 2, 2)
    case UInt8(ascii: "L"), UInt8(ascii: "P"): return (index + 2, 3)
    default: return (index + 2, 1)
    }
    let unit = value(at: index + 2, digits: digits)
    let end = index + 2 + digits
    switch unit {
    case 0..<0x80: return (end, 1)
    case 0x80..<0x800: return (end, 2)
    case 0xD800..<0xDC00 where byte(end) == .backslash: return (end + 6, 4)
    case 0x1_0000...: return (end, 4)
    default: return (end, 3)
    }
  }

  private func value(at index: Int, digits: Int) -> UInt32 {
    var value: UInt32 = 0
    for offset in 0..<digits { value = value << 4 | UInt32(byte(index + offset).hexadecimalValue ?? 0) }
    return value
  }

  // MARK: Block scalars

  private func blockPieces(isFolded: Bool, _ visit: (_ index: Int, _ size: Int, _ isText: Bool) -> Bool) -> Int {
    var line = lineEnd(from: start)
    guard line < bytes.count, let indent = indentation(from: nextLine(after: line)) else { return start }
    line = nextLine(after: line)
    var count = 0
    while line < bytes.count, count < content.count {
      var text = line
      while text - line < indent, byte(text) == .space { text += 1 }
      let end = lineEnd(from: text)
      if end > text, !visit(text, end - text, true) { return text }
      count += end - text
      guard end < bytes.count else { return end }
      var next = nextLine(after: end)
      var breaks = 1
      if isFolded {
        while isBreak(skipSpaces(from: next)) {
          breaks += 1
          next = nextLine(after: skipSpaces(from: next))
        }
        breaks = written(breaks: breaks, at: count)
      }
      guard count < content.count else { return end }
      if breaks > 0, !visit(end, breaks, false) { return end }
      count += breaks
      line = next
    }
    return line
  }

  /// How many bytes of the content so many line breaks of a folded scalar have become.
  private func written(breaks: Int, at offset: Int) -> Int {
    guard offset < content.count, content[offset] != .space else { return 1 }
    var count = 0
    while count < breaks, offset + count < content.count, content[offset + count] == .lineFeed { count += 1 }
    return count
  }

  private func skipSpaces(from index: Int) -> Int {
    var end = index
    while byte(end) == .space { end += 1 }
    return end
  }

  /// The columns before the text of each line: those of the first line that is not blank, less the spaces that its text
  /// begins with; `nil` if all lines are blank.
  private func indentation(from index: Int) -> Int? {
    var line = index
    while line < bytes.count {
      let text = skipSpaces(from: line)
      guard isBreak(text) else {
        var own = 0
        var isAtLineStart = true
        for byte in content {
          if byte == .lineFeed {
            isAtLineStart = true
            own = 0
          } else if isAtLineStart, byte == .space {
            own += 1
          } else {
            break
          }
        }
        return max(0, text - line - own)
      }
      line = nextLine(after: text)
    }
    return nil
  }
}
