/// The classes of code points that a pattern tells apart.
///
/// Two code points are in one class if every set of the pattern has both or neither, so a search looks each code point
/// up once and then deals in small numbers.
struct PatternAlphabet: Sendable {
  /// The class of each ASCII code point.
  let asciiClasses: [UInt16]
  /// The first code point of each stretch of equal class, ascending from zero.
  private let stretchStarts: [UInt32]
  private let stretchClasses: [UInt16]
  let classCount: Int
  /// For each set of the pattern, its classes as bits, `wordsPerSet` words apart.
  let membership: [UInt64]
  let wordsPerSet: Int

  /// What the table of members may take, in words of eight bytes.
  private static let membershipLimit = 1 << 18
  private static let workLimit = 1 << 25

  /// Finds the classes of some sets.
  ///
  /// - Throws: ``PatternError/Code/tooLarge``.
  /// - Complexity: O(*b* log *b* + *b* *s*) for *b* range bounds in *s* sets.
  init(_ sets: [CodePointSet]) throws(PatternError) {
    var bounds: [(place: UInt32, set: Int)] = []
    for (index, set) in sets.enumerated() {
      for range in set.ranges {
        bounds.append((range.lower, index))
        bounds.append((range.upper + 1, index))
      }
    }
    guard bounds.count * (sets.count / 64 + 1) <= Self.workLimit else { throw Self.tooLarge }
    bounds.sort { $0.place < $1.place }
    var starts: [UInt32] = []
    var classes: [UInt16] = []
    var signatures: [[UInt64]: Int] = [:]
    var signature = [UInt64](repeating: 0, count: (sets.count + 63) / 64)
    var next = 0
    var place: UInt32 = 0
    repeat {
      while next < bounds.count, bounds[next].place == place {
        signature[bounds[next].set >> 6] ^= 1 << UInt64(bounds[next].set & 63)
        next += 1
      }
      let index = signatures[signature] ?? signatures.count
      signatures[signature] = index
      starts.append(place)
      classes.append(UInt16(truncatingIfNeeded: index))
      place = next < bounds.count ? bounds[next].place : CodePointSet.last + 1
    } while place <= CodePointSet.last
    stretchStarts = starts
    stretchClasses = classes
    classCount = signatures.count
    wordsPerSet = (signatures.count + 63) / 64
    guard signatures.count < 0xFFFF, sets.count * wordsPerSet <= Self.membershipLimit else { throw Self.tooLarge }
    var membership = [UInt64](repeating: 0, count: sets.count * wordsPerSet)
    for (signature, index) in signatures {
      for set in 0..<sets.count where signature[set >> 6] >> UInt64(set & 63) & 1 == 1 {
        membership[set * wordsPerSet + index >> 6] |= 1 << UInt64(index & 63)
      }
    }
    self.membership = membership
    var ascii = [UInt16](repeating: 0, count: 128)
    var stretch = 0
    for codePoint in 0..<128 {
      while stretch + 1 < starts.count, starts[stretch + 1] <= UInt32(codePoint) { stretch += 1 }
      ascii[codePoint] = classes[stretch]
    }
    asciiClasses = ascii
  }

  /// One code point of each class.
  var examples: [UInt32] {
    var examples = [UInt32](repeating: 0, count: classCount)
    for (start, index) in zip(stretchStarts, stretchClasses).reversed() {
      examples[Int(index)] = start
    }
    return examples
  }

  private static var tooLarge: PatternError {
    PatternError(code: .tooLarge, offset: 0, detail: "the pattern tells too many classes of characters apart")
  }

  /// The class of a code point.
  ///
  /// - Complexity: O(1) for ASCII, else O(log *n*) for *n* stretches.
  @inline(__always)
  func classIndex(of codePoint: UInt32) -> Int {
    codePoint < 0x80 ? Int(asciiClasses[Int(codePoint)]) : Int(searchedClass(of: codePoint))
  }

  func searchedClass(of codePoint: UInt32) -> UInt16 {
    var low = 0
    var high = stretchStarts.count
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if stretchStarts[middle] <= codePoint {
        low = middle
      } else {
        high = middle
      }
    }
    return stretchClasses[low]
  }

  @inline(__always)
  func set(_ set: Int32, hasClass index: Int) -> Bool {
    membership[Int(set) * wordsPerSet + index >> 6] >> UInt64(index & 63) & 1 == 1
  }
}
