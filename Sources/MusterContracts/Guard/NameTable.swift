/// Numbers by name, for names that are asked for over and over.
///
/// Before a dictionary, whose hash no hostile document can foresee but which costs as much as a tenth of a verdict, there
/// is a table with one place for each of a few bytes' mixture: a name that has its place is found by comparing its bytes,
/// and all others are left to the dictionary.
struct NameTable: Sendable {
  private struct Name: Sendable {
    let number: Int
    /// Where its bytes are.
    let start: Int
    let count: Int
  }

  private let numbers: [String: Int]
  private let names: [Name]
  private let bytes: [UInt8]
  /// For each mixture the index of a name that has it, or -1.
  private let places: [Int32]

  init(_ numbers: [String: Int]) {
    self.numbers = numbers
    var size = 64
    while size < numbers.count * 8 { size *= 2 }
    var places = Array(repeating: Int32(-1), count: size)
    var names: [Name] = []
    var bytes: [UInt8] = []
    // In an order that is the same in every process.
    for (name, number) in numbers.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      let place = NameTable.mixture(name.utf8.span) & (size - 1)
      guard places[place] < 0, let index = Int32(exactly: names.count) else { continue }
      places[place] = index
      names.append(Name(number: number, start: bytes.count, count: name.utf8.count))
      bytes.append(contentsOf: name.utf8)
    }
    self.names = names
    self.bytes = bytes
    self.places = places
  }

  /// The number of a name; `nil` for none.
  func number(of name: String) -> Int? {
    let text = name.utf8.span
    let index = Int(places[NameTable.mixture(text) & (places.count - 1)])
    if index >= 0 {
      let known = names[index]
      if known.count == text.count,
        NameTable.isEqual(text, bytes.span.extracting(known.start..<known.start + known.count))
      {
        return known.number
      }
    }
    return numbers[name]
  }

  @inline(__always)
  private static func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }

  /// A hash of the length and of up to eight bytes, the last one among them: names of one vendor often begin alike.
  @inline(__always)
  private static func mixture(_ text: Span<UInt8>) -> Int {
    var word = UInt64(truncatingIfNeeded: text.count)
    if text.count >= 8 {
      for step in 0..<8 {
        word = word &<< 7 ^ UInt64(text[text.count - 1 - (step &* text.count) &>> 3])
      }
    } else {
      for index in text.indices { word = word &<< 7 ^ UInt64(text[index]) }
    }
    return Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) &>> 32)
  }
}
