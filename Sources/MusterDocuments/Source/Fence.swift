import MusterContracts

/// A fenced block of a Markdown text (CommonMark 0.31, section 4.5); here at any indentation, since only the fence counts.
struct Fence {
  /// Where its first line begins.
  let start: Int
  /// The lines between the fences.
  let content: Range<Int>
  /// Whether a closing fence was found before the end of the text.
  let isClosed: Bool
}

extension PageText {
  /// The fenced blocks of the text, in its order.
  ///
  /// - Complexity: O(*n*) in the number of bytes.
  func fences() -> [Fence] {
    var fences: [Fence] = []
    var open: (start: Int, content: Int, mark: UInt8, count: Int)?
    var offset = 0
    while let line = line(at: offset) {
      offset = line.next
      guard mayBeFence(line.range, inList: open == nil) else { continue }
      var text = trimmed(line.range)
      if open == nil { text = withoutListMarkers(text) }
      guard let mark = fenceMark(text) else { continue }
      if let current = open {
        let isBare = text.lowerBound + mark.count == text.upperBound
        guard isBare, mark.byte == current.mark, mark.count >= current.count else { continue }
        fences.append(Fence(start: current.start, content: current.content..<line.range.lowerBound, isClosed: true))
        open = nil
      } else {
        // The info string of a backtick fence holds no backtick: otherwise it is inline code.
        let info = bytes[(text.lowerBound + mark.count)..<text.upperBound]
        if mark.byte == UInt8(ascii: "`"), info.contains(mark.byte) { continue }
        open = (text.lowerBound, line.next, mark.byte, mark.count)
      }
    }
    if let open {
      fences.append(Fence(start: open.start, content: open.content..<max(open.content, bytes.count), isClosed: false))
    }
    return fences
  }

  /// Whether a line begins as a fence may: most lines do not.
  private func mayBeFence(_ line: Range<Int>, inList mayBeItem: Bool) -> Bool {
    var offset = line.lowerBound
    while offset < line.upperBound, bytes[offset].isASCIISpace { offset += 1 }
    guard offset < line.upperBound else { return false }
    switch bytes[offset] {
    case UInt8(ascii: "`"), UInt8(ascii: "~"): return true
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return mayBeItem
    default: return false
    }
  }

  /// A line without the markers of lists before its text (CommonMark 0.31, section 5.2): a fence may begin an item.
  private func withoutListMarkers(_ line: Range<Int>) -> Range<Int> {
    var rest = line
    while let first = bytes[rest].first {
      var end = rest.lowerBound + 1
      if first >= 0x30, first <= 0x39 {
        while end < rest.upperBound, bytes[end] >= 0x30, bytes[end] <= 0x39 { end += 1 }
        guard end < rest.upperBound, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")") else { break }
        end += 1
      } else if !"-*+".utf8.contains(first) {
        break
      }
      guard end < rest.upperBound, bytes[end].isASCIISpace else { break }
      rest = trimmed(end..<rest.upperBound)
    }
    return rest
  }

  private func fenceMark(_ line: Range<Int>) -> (byte: UInt8, count: Int)? {
    guard let first = bytes[line].first, first == UInt8(ascii: "`") || first == UInt8(ascii: "~") else { return nil }
    let count = bytes[line].prefix { $0 == first }.count
    return count >= 3 ? (first, count) : nil
  }
}

extension [Fence] {
  /// Whether an offset lies in the content of a fence.
  ///
  /// - Complexity: O(log *fences*): a page may be all fences, and be asked about every line.
  func contain(_ offset: Int) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].content.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].content.contains(offset)
  }
}
