import Testing

@testable import Muster

@Suite struct PagedBytesTests {
  /// Bytes that are read by the page.
  static func paged(_ bytes: [UInt8]) -> PagedBytes {
    PagedBytes(bytes.indices, sums: PagedBytes.sums(of: bytes, in: bytes.indices)) { Array(bytes[$0]) }
  }

  private static let some = (0..<(PagedBytes.pageSize * 3 + 100)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }

  @Test func everyPartIsAsItWasWritten() throws {
    let whole = PagedBytes(Self.some)
    let size = PagedBytes.pageSize
    for start in [0, 1, size - 3, size, size * 2 - 1, size * 3 + 95, Self.some.count - 4] {
      let pages = Self.paged(Self.some)
      let word = Self.some[start..<start + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      #expect(try pages.word(at: start) == word)
      #expect(try whole.word(at: start) == word)
      for count in [0, 1, 4, size, size + 1] where start + count <= Self.some.count {
        #expect(try pages.bytes(in: start..<start + count) == Array(Self.some[start..<start + count]))
        #expect(try whole.bytes(in: start..<start + count) == Array(Self.some[start..<start + count]))
      }
    }
    #expect(try Self.paged(Self.some).bytes(in: Self.some.indices) == Self.some)
  }

  @Test func whatLiesOutsideIsAnError() {
    for pages in [Self.paged(Self.some), PagedBytes(Self.some)] {
      #expect(throws: PagedBytes.Failure.self) { try pages.word(at: Self.some.count - 3) }
      #expect(throws: PagedBytes.Failure.self) { try pages.word(at: -1) }
      #expect(throws: PagedBytes.Failure.self) { try pages.bytes(in: 0..<Self.some.count + 1) }
    }
  }

  @Test func aPageThatWasChangedIsAnErrorAndTheOthersAreNot() throws {
    var changed = Self.some
    changed[PagedBytes.pageSize + 7] ^= 1
    let bytes = changed
    let pages = PagedBytes(bytes.indices, sums: PagedBytes.sums(of: Self.some, in: Self.some.indices)) {
      Array(bytes[$0])
    }
    #expect(try pages.bytes(in: 0..<4) == Array(bytes[0..<4]))
    #expect(throws: PagedBytes.Failure.self) { try pages.word(at: PagedBytes.pageSize) }
    #expect(throws: PagedBytes.Failure.self) { try pages.bytes(in: bytes.indices) }
  }

  @Test func aShortReadIsAnError() {
    let pages = PagedBytes(Self.some.indices, sums: PagedBytes.sums(of: Self.some, in: Self.some.indices)) { range in
      Array(Self.some[range].dropLast())
    }
    #expect(throws: PagedBytes.Failure.self) { try pages.word(at: 0) }
  }
}
