/// A set of keywords, a bit for each.
struct KeywordSet: Equatable, Sendable, ExpressibleByArrayLiteral {
  private(set) var bits: UInt64 = 0

  @inline(__always)
  init() {}

  init(_ keywords: [Keyword]) {
    for keyword in keywords { insert(keyword) }
  }

  init(arrayLiteral keywords: Keyword...) { self.init(keywords) }

  @inline(__always)
  func contains(_ keyword: Keyword) -> Bool { bits & 1 << UInt64(keyword.rawValue) != 0 }

  /// Whether the sets have a keyword in common.
  @inline(__always)
  func intersects(_ other: KeywordSet) -> Bool { bits & other.bits != 0 }

  @inline(__always)
  mutating func insert(_ keyword: Keyword) { bits |= 1 << UInt64(keyword.rawValue) }
}
