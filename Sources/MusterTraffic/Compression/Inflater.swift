/// Decompresses deflate (RFC 1951) piece by piece.
///
/// The decompressed bytes are in a buffer, of which what was taken stays for as long as copies can refer to it.
struct Inflater: Sendable {
  /// Why decompressing paused.
  enum Pause: Sendable {
    /// The piece is used up.
    case input
    /// The buffer is full.
    case output
    /// The stream is through.
    case end
  }

  private enum State: Sendable {
    case block
    case stored(Int)
    /// The lengths of the words for lengths, of which so many are read.
    case codeLengths(Int)
    /// The lengths of the words, of which so many are read.
    case lengths(Int)
    case coded
    case end
  }

  /// How far back copies may refer.
  static let window = 1 << 15
  /// How much one symbol can add.
  private static let longestCopy = 258

  var input = BitInput()
  private var state = State.block
  private var isLastBlock = false
  private var literals = HuffmanTable()
  private var distances = HuffmanTable()
  private var codeLengths = HuffmanTable()
  private var lengths: [UInt8] = []
  /// How many lengths of words for lengths there are.
  private var codeLengthCount = 0
  private var literalCount = 0
  private var distanceCount = 0

  /// The buffer.
  private(set) var output: [UInt8] = []
  /// How many bytes of the buffer are filled.
  private(set) var filled = 0
  /// How many of these were taken.
  private(set) var taken = 0

  init() {}

  /// Begins another stream in the same input.
  mutating func restart() {
    state = .block
    isLastBlock = false
    taken = 0
    filled = 0
  }

  // MARK: The buffer

  /// Makes room for more bytes, and lets go of what no copy can refer to.
  mutating func makeRoom(for count: Int) {
    if taken > Inflater.window {
      let dropped = taken - Inflater.window
      let kept = filled - dropped
      var bytes = output.mutableSpan
      for index in 0..<kept { bytes[index] = bytes[index + dropped] }
      filled = kept
      taken = Inflater.window
    }
    grow(to: filled + count)
  }

  /// Makes the buffer larger, keeping all of it.
  mutating func grow(to count: Int) {
    let wanted = count + Inflater.longestCopy
    if output.count < wanted { output.append(contentsOf: repeatElement(0, count: wanted - output.count)) }
  }

  /// The bytes that were decompressed since they were last taken.
  mutating func take() -> ArraySlice<UInt8> {
    defer { taken = filled }
    return output[taken..<filled]
  }

  // MARK: Blocks

  /// Decompresses until the piece is used up, the buffer is full, or the stream is through.
  mutating func run() throws(InflateError) -> Pause {
    while true {
      switch state {
      case .block:
        if isLastBlock {
          state = .end
          continue
        }
        guard let head = input.read(3) else { return .input }
        isLastBlock = head & 1 == 1
        switch head >> 1 {
        case 0:
          input.align()
          state = .stored(-1)
        case 1:
          literals = .fixedLiterals
          distances = .fixedDistances
          state = .coded
        case 2: state = .codeLengths(-1)
        default: throw error(.blockType)
        }
      case .stored(let count): if let pause = try runStored(count) { return pause }
      case .codeLengths(let count): guard try readCodeLengths(count) else { return .input }
      case .lengths(let count): guard try readLengths(count) else { return .input }
      case .coded: if let pause = try runCoded() { return pause }
      case .end: return .end
      }
    }
  }

  private func error(_ code: InflateError.Code) -> InflateError { InflateError(code, at: input.offset) }

  /// Copies a stored block; a negative count says that its length is still to be read.
  private mutating func runStored(_ count: Int) throws(InflateError) -> Pause? {
    guard count >= 0 else {
      guard let length = input.read(32) else { return .input }
      guard length & 0xFFFF == ~length >> 16 & 0xFFFF else { throw error(.storedLength) }
      state = .stored(length & 0xFFFF)
      return nil
    }
    var count = count
    defer { state = count > 0 ? .stored(count) : .block }
    let room = output.count - Inflater.longestCopy
    while count > 0 {
      guard filled < room else { return .output }
      if input.count > 0 {
        output[filled] = UInt8(truncatingIfNeeded: input.peek(8))
        input.drop(8)
        filled += 1
        count -= 1
        continue
      }
      let length = min(count, input.bytes.count - input.index, room - filled)
      guard length > 0 else { return .input }
      output.replaceSubrange(filled..<(filled + length), with: input.bytes[input.index..<(input.index + length)])
      input.index += length
      filled += length
      count -= length
    }
    return nil
  }

  // MARK: Tables

  private static let codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  private mutating func readCodeLengths(_ count: Int) throws(InflateError) -> Bool {
    guard count >= 0 else {
      guard let counts = input.read(14) else { return false }
      literalCount = counts & 31 + 257
      distanceCount = counts >> 5 & 31 + 1
      guard literalCount <= 286, distanceCount <= 30 else { throw error(.tooManyCodes) }
      lengths = [UInt8](repeating: 0, count: 19)
      codeLengthCount = counts >> 10 + 4
      state = .codeLengths(0)
      return true
    }
    var count = count
    while count < codeLengthCount {
      guard let length = input.read(3) else {
        state = .codeLengths(count)
        return false
      }
      lengths[Inflater.codeLengthOrder[count]] = UInt8(truncatingIfNeeded: length)
      count += 1
    }
    guard let table = HuffmanTable(lengths[...], .codeLengths) else { throw error(.codeLengths) }
    codeLengths = table
    lengths = [UInt8](repeating: 0, count: literalCount + distanceCount)
    state = .lengths(0)
    return true
  }

  private mutating func readLengths(_ count: Int) throws(InflateError) -> Bool {
    var count = count
    while count < lengths.count {
      _ = input.need(14)
      let entry = codeLengths.entries[input.peek(codeLengths.rootBits)]
      let extra = entry.value < 16 ? 0 : entry.value == 16 ? 2 : entry.value == 17 ? 3 : 7
      guard entry.length + extra <= input.count else {
        state = .lengths(count)
        return false
      }
      guard entry.kind == HuffmanTable.Entry.Kind.literal else { throw error(.symbol) }
      input.drop(entry.length)
      guard entry.value >= 16 else {
        lengths[count] = UInt8(truncatingIfNeeded: entry.value)
        count += 1
        continue
      }
      let times = input.peek(extra) + (entry.value == 18 ? 11 : 3)
      input.drop(extra)
      guard count + times <= lengths.count, entry.value > 16 || count > 0 else { throw error(.codeLengths) }
      let length = entry.value == 16 ? lengths[count - 1] : 0
      for index in count..<(count + times) { lengths[index] = length }
      count += times
    }
    guard lengths[256] > 0 else { throw error(.noEndOfBlock) }
    guard let literals = HuffmanTable(lengths[..<literalCount], .literals),
      let distances = HuffmanTable(lengths[literalCount...], .distances)
    else { throw error(.codeLengths) }
    self.literals = literals
    self.distances = distances
    state = .coded
    return true
  }

  // MARK: Symbols

  /// Decompresses the symbols of a block; `nil` at its end.
  private mutating func runCoded() throws(InflateError) -> Pause? {
    var bits = input.bits
    var count = input.count
    var index = input.index
    var filled = filled
    var failure: InflateError.Code?
    var pause: Pause? = .input
    let room = output.count - Inflater.longestCopy
    // The buffer is taken out while it is written to, so that it is this function's alone.
    var buffer: [UInt8] = []
    swap(&buffer, &output)
    let (literalTable, distanceTable, piece) = (literals, distances, input.bytes)
    do {
      let source = piece.span
      let literals = literalTable.entries.span
      let distances = distanceTable.entries.span
      let literalMask = UInt64(1) << UInt64(literalTable.rootBits) - 1
      let distanceMask = UInt64(1) << UInt64(distanceTable.rootBits) - 1
      var output = buffer.mutableSpan
      while true {
        guard filled < room else {
          pause = .output
          break
        }
        // Enough for one symbol with everything that may belong to it: 48 bits.
        while count <= 56, index < source.count {
          bits |= UInt64(source[index]) << UInt64(count)
          index &+= 1
          count &+= 8
        }
        let before = (bits, count)
        var entry = literals[Int(bits & literalMask)]
        if entry.kind == HuffmanTable.Entry.Kind.table, count > entry.length {
          bits >>= UInt64(entry.length)
          count &-= entry.length
          entry = literals[entry.value &+ Int(bits & (1 << UInt64(entry.extra) &- 1))]
        }
        guard entry.length <= count else {
          (bits, count) = before
          break
        }
        bits >>= UInt64(entry.length)
        count &-= entry.length
        if entry.kind == HuffmanTable.Entry.Kind.literal {
          output[filled] = UInt8(truncatingIfNeeded: entry.value)
          filled &+= 1
          continue
        }
        guard entry.kind == HuffmanTable.Entry.Kind.base else {
          if entry.kind == HuffmanTable.Entry.Kind.end {
            pause = nil
          } else if entry.kind == HuffmanTable.Entry.Kind.table {
            (bits, count) = before
          } else {
            failure = .symbol
          }
          break
        }
        guard entry.extra <= count else {
          (bits, count) = before
          break
        }
        let length = entry.value &+ Int(bits & (1 << UInt64(entry.extra) &- 1))
        bits >>= UInt64(entry.extra)
        count &-= entry.extra
        entry = distances[Int(bits & distanceMask)]
        if entry.kind == HuffmanTable.Entry.Kind.table, count > entry.length {
          bits >>= UInt64(entry.length)
          count &-= entry.length
          entry = distances[entry.value &+ Int(bits & (1 << UInt64(entry.extra) &- 1))]
        }
        guard entry.length &+ entry.extra <= count, entry.kind != HuffmanTable.Entry.Kind.table else {
          (bits, count) = before
          break
        }
        guard entry.kind == HuffmanTable.Entry.Kind.base else {
          failure = .symbol
          break
        }
        bits >>= UInt64(entry.length)
        let distance = entry.value &+ Int(bits & (1 << UInt64(entry.extra) &- 1))
        bits >>= UInt64(entry.extra)
        count &-= entry.length &+ entry.extra
        guard distance <= filled else {
          failure = .distance
          break
        }
        var from = filled &- distance
        let end = filled &+ length
        while filled < end {
          output[filled] = output[from]
          filled &+= 1
          from &+= 1
        }
      }
    }
    swap(&buffer, &output)
    input.bits = bits
    input.count = count
    input.index = index
    self.filled = filled
    if let failure { throw error(failure) }
    if pause == nil { state = .block }
    return pause
  }
}
