/// Reads a file line by line, with no more of it in memory than the longest line and one chunk.
struct LineReader: ~Copyable {
  /// A line of the file.
  struct Line {
    /// Its number, from 1.
    let number: Int
    /// Where in the reader's buffer it lies, without its line feed; what was kept of it where it is too long.
    let range: Range<Int>
    /// Whether it has more bytes than the limit; the rest of it was passed over.
    let isTooLong: Bool
  }

  private let file: InputFile
  private let limit: Int
  private(set) var buffer: [UInt8]
  /// The bytes of the buffer that no line was made of yet.
  private var pending = 0..<0
  /// Where the first line among them ends, once that was found.
  private var lineEnd: Int?
  private var number = 0
  private var isAtEnd = false

  private static let chunk = 1 << 18

  /// A reader of a file's lines.
  ///
  /// - Parameters:
  ///   - file: The file, open.
  ///   - limit: How many bytes a line may have.
  init(_ file: consuming InputFile, limit: Int) {
    self.file = file
    self.limit = limit
    buffer = [UInt8](repeating: 0, count: LineReader.chunk)
  }

  /// Whether the next line, or the end, is there without reading on.
  var hasLine: Bool {
    mutating get {
      if isAtEnd { return true }
      lineEnd = lineEnd ?? SystemCalls.lineFeed(in: buffer, pending)
      return lineEnd != nil
    }
  }

  /// The next line, if there is one; it stays in the buffer until the next call.
  mutating func next() throws(SystemFailure) -> Line? {
    var searched = pending.lowerBound
    var isTooLong = false
    while true {
      if let end = lineEnd ?? SystemCalls.lineFeed(in: buffer, searched..<pending.upperBound) {
        lineEnd = nil
        defer { pending = (end + 1)..<pending.upperBound }
        return line(pending.lowerBound..<end, isTooLong: isTooLong)
      }
      if isAtEnd {
        guard !pending.isEmpty || isTooLong else { return nil }
        defer { pending = pending.upperBound..<pending.upperBound }
        return line(pending, isTooLong: isTooLong)
      }
      if pending.count > limit {
        // What is kept is enough to say where it is; the rest is dropped as it comes.
        isTooLong = true
        pending = pending.lowerBound..<pending.lowerBound
      }
      let known = pending.count
      try fill()
      searched = pending.lowerBound + known
    }
  }

  private mutating func line(_ range: Range<Int>, isTooLong: Bool) -> Line {
    number += 1
    return Line(number: number, range: range, isTooLong: isTooLong || range.count > limit)
  }

  /// Reads on, behind what is pending.
  private mutating func fill() throws(SystemFailure) {
    if pending.lowerBound > 0 {
      let count = pending.count
      for index in 0..<count { buffer[index] = buffer[pending.lowerBound + index] }
      pending = 0..<count
    }
    if buffer.count - pending.upperBound < LineReader.chunk / 2 {
      buffer.append(contentsOf: repeatElement(0, count: max(LineReader.chunk, buffer.count)))
    }
    let count = try file.read(into: &buffer, from: pending.upperBound)
    if count == 0 { isAtEnd = true }
    pending = pending.lowerBound..<(pending.upperBound + count)
  }
}
