/// A prefix code as tables to look words up in (RFC 1951, section 3.2.2).
///
/// The first table is indexed by the next bits of the stream. Words that are longer than these lead to a further table.
struct HuffmanTable: Sendable {
  /// What the words of a code stand for.
  enum Alphabet: Sendable {
    case codeLengths, literals, distances
  }

  /// What a word stands for, in 32 bits.
  struct Entry: Sendable, Hashable {
    /// What kind of thing that is.
    enum Kind {
      static let literal: UInt32 = 0
      static let base: UInt32 = 1
      static let end: UInt32 = 2
      static let table: UInt32 = 3
      static let nothing: UInt32 = 4
    }

    let bits: UInt32

    init(kind: UInt32, value: Int, extra: UInt8 = 0, length: Int) {
      bits = UInt32(truncatingIfNeeded: value) << 16 | kind << 9 | UInt32(extra) << 5 | UInt32(length)
    }

    /// How many bits the word has at this table.
    var length: Int { Int(bits & 31) }
    /// How many bits follow the word, or index the further table.
    var extra: Int { Int(bits >> 5 & 15) }
    var kind: UInt32 { bits >> 9 & 7 }
    /// The literal, the base, or where the further table begins.
    var value: Int { Int(bits >> 16) }
  }

  static let longest = 15

  private(set) var entries: [Entry] = []
  /// How many bits index the first table.
  private(set) var rootBits = 0

  /// A table of no words.
  init() {}

  /// A code by the lengths of its words, 0 for symbols that have none; `nil` if such a code does not exist.
  ///
  /// One word of one bit is a code, and so is none at all, as zlib has it: either may stand where distances are not used.
  init?(_ lengths: ArraySlice<UInt8>, _ alphabet: Alphabet) {
    var counts = [Int](repeating: 0, count: HuffmanTable.longest + 1)
    for length in lengths {
      guard length <= HuffmanTable.longest else { return nil }
      counts[Int(length)] += 1
    }
    counts[0] = 0
    let longest = counts.lastIndex { $0 > 0 } ?? 0
    guard longest > 0 else {
      guard alphabet == .distances else { return nil }
      rootBits = 1
      entries = Array(repeating: Entry(kind: Entry.Kind.nothing, value: 0, length: 1), count: 2)
      return
    }
    // How many words of each length are free.
    var left = 1
    for length in 1...HuffmanTable.longest {
      left = left << 1 - counts[length]
      guard left >= 0 else { return nil }
    }
    guard left == 0 || (alphabet != .codeLengths && longest == 1) else { return nil }
    fill(lengths, counts, longest, alphabet)
  }

  private mutating func fill(_ lengths: ArraySlice<UInt8>, _ counts: [Int], _ longest: Int, _ alphabet: Alphabet) {
    rootBits = min(longest, alphabet == .literals ? 10 : 8)
    let rootSize = 1 << rootBits
    entries = Array(repeating: Entry(kind: Entry.Kind.nothing, value: 0, length: 1), count: rootSize)
    var next = [Int](repeating: 0, count: HuffmanTable.longest + 2)
    for length in 1...HuffmanTable.longest { next[length + 1] = (next[length] + counts[length]) << 1 }
    // The symbols by the lengths of their words: those of one further table come one after another.
    var order: [(symbol: Int, length: Int)] = []
    for (symbol, length) in lengths.enumerated() where length > 0 { order.append((symbol, Int(length))) }
    order.sort { ($0.length, $0.symbol) < ($1.length, $1.symbol) }
    var remaining = counts
    for (symbol, length) in order {
      let word = HuffmanTable.reversed(next[length], length)
      next[length] += 1
      if length <= rootBits {
        let entry = HuffmanTable.entry(symbol, length: length, alphabet)
        for index in stride(from: word, to: rootSize, by: 1 << length) { entries[index] = entry }
      } else {
        let root = word & (rootSize - 1)
        if entries[root].kind != Entry.Kind.table {
          let bits = HuffmanTable.furtherBits(from: length - rootBits, rootBits, remaining)
          let start = entries.count
          entries[root] = Entry(kind: Entry.Kind.table, value: start, extra: UInt8(bits), length: rootBits)
          entries += Array(repeating: Entry(kind: Entry.Kind.nothing, value: 0, length: 1), count: 1 << bits)
        }
        let table = entries[root]
        let entry = HuffmanTable.entry(symbol, length: length - rootBits, alphabet)
        for index in stride(from: word >> rootBits, to: 1 << table.extra, by: 1 << (length - rootBits)) {
          entries[table.value + index] = entry
        }
      }
      remaining[length] -= 1
    }
  }

  /// How many bits index the further table whose first word has so many beyond the first table's.
  private static func furtherBits(from first: Int, _ rootBits: Int, _ remaining: [Int]) -> Int {
    var bits = first
    var left = 1 << bits
    while bits + rootBits < longest {
      left -= remaining[bits + rootBits]
      if left <= 0 { break }
      bits += 1
      left <<= 1
    }
    return bits
  }

  private static func reversed(_ word: Int, _ length: Int) -> Int {
    var word = word
    var result = 0
    for _ in 0..<length {
      result = result << 1 | word & 1
      word >>= 1
    }
    return result
  }

  // MARK: Symbols

  private static func entry(_ symbol: Int, length: Int, _ alphabet: Alphabet) -> Entry {
    switch alphabet {
    case .codeLengths: return Entry(kind: Entry.Kind.literal, value: symbol, length: length)
    case .literals:
      if symbol < 256 { return Entry(kind: Entry.Kind.literal, value: symbol, length: length) }
      if symbol == 256 { return Entry(kind: Entry.Kind.end, value: 0, length: length) }
      guard lengthBases.indices.contains(symbol - 257) else { break }
      let base = lengthBases[symbol - 257]
      return Entry(kind: Entry.Kind.base, value: base.value, extra: base.extra, length: length)
    case .distances:
      guard distanceBases.indices.contains(symbol) else { break }
      let base = distanceBases[symbol]
      return Entry(kind: Entry.Kind.base, value: base.value, extra: base.extra, length: length)
    }
    return Entry(kind: Entry.Kind.nothing, value: 0, length: length)
  }

  private struct Base: Sendable {
    let value: Int
    let extra: UInt8
  }

  /// The lengths of copies for the symbols from 257 (RFC 1951, section 3.2.5).
  private static let lengthBases: [Base] = {
    var bases: [Base] = []
    var value = 3
    for symbol in 0..<28 {
      let extra = symbol < 8 ? 0 : (symbol - 4) / 4
      bases.append(Base(value: value, extra: UInt8(extra)))
      value += 1 << extra
    }
    bases.append(Base(value: 258, extra: 0))
    return bases
  }()

  /// The distances of copies by symbol (RFC 1951, section 3.2.5).
  private static let distanceBases: [Base] = {
    var bases: [Base] = []
    var value = 1
    for symbol in 0..<30 {
      let extra = symbol < 4 ? 0 : (symbol - 2) / 2
      bases.append(Base(value: value, extra: UInt8(extra)))
      value += 1 << extra
    }
    return bases
  }()

  // MARK: Fixed codes

  /// The code of literals and lengths of blocks without a code of their own (RFC 1951, section 3.2.6).
  static let fixedLiterals: HuffmanTable = {
    var lengths = [UInt8](repeating: 8, count: 288)
    for symbol in 144..<256 { lengths[symbol] = 9 }
    for symbol in 256..<280 { lengths[symbol] = 7 }
    return HuffmanTable(lengths[...], .literals) ?? HuffmanTable()
  }()

  /// The code of distances of such blocks.
  static let fixedDistances = HuffmanTable([UInt8](repeating: 5, count: 32)[...], .distances) ?? HuffmanTable()
}
