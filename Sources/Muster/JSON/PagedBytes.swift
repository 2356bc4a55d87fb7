/// Bytes that are at hand, or are read by the page when they are needed, each page held to its sum.
///
/// A page that was read is kept. Two threads that need one at once may both read it.
package final class PagedBytes: Sendable {
  /// Why bytes cannot be had.
  package enum Failure: Error, Sendable {
    /// A range of them cannot be read any more.
    case unreadable(Range<Int>)
    /// They are not those that the sum was made of.
    case changed
  }

  /// How many bytes a page has; the last one may have less.
  package static let pageSize = 4096

  /// Where the bytes begin and end; offsets are those of the file that they lie in.
  package let range: Range<Int>
  private let whole: [UInt8]
  private let sums: [UInt64]
  private let read: (@Sendable (Range<Int>) -> [UInt8]?)?
  /// The pages that were read; empty ones were not.
  private let pages: Locked<[[UInt8]]>

  /// Bytes that are at hand, and trusted to be those that were written.
  package init(_ bytes: [UInt8]) {
    whole = bytes
    range = bytes.indices
    sums = []
    read = nil
    pages = Locked([])
  }

  /// Bytes that are read when they are needed.
  ///
  /// - Parameters:
  ///   - range: Where they are.
  ///   - sums: The sum of each page.
  ///   - read: Reads a range, from any thread; `nil` where that fails.
  package init(_ range: Range<Int>, sums: [UInt64], read: @escaping @Sendable (Range<Int>) -> [UInt8]?) {
    whole = []
    self.range = range
    self.sums = sums
    self.read = read
    pages = Locked(Array(repeating: [], count: sums.count))
  }

  /// How many pages some bytes have.
  package static func pageCount(_ count: Int) -> Int { (count + pageSize - 1) / pageSize }

  /// The sum of each page of a range of bytes, which is cut to them.
  package static func sums(of bytes: [UInt8], in range: Range<Int>) -> [UInt64] {
    stride(from: range.lowerBound, to: range.upperBound, by: pageSize).map { start in
      ByteSum.of(bytes, in: start..<min(start + pageSize, range.upperBound))
    }
  }

  /// The page that has the byte at an offset, and where it begins.
  func page(at offset: Int) throws(Failure) -> (bytes: [UInt8], start: Int) {
    guard range.contains(offset) else { throw .unreadable(offset..<offset) }
    if read == nil { return (whole, 0) }
    let number = (offset - range.lowerBound) / PagedBytes.pageSize
    let start = range.lowerBound + number * PagedBytes.pageSize
    let known = pages.withLock { number < $0.count ? $0[number] : [] }
    if !known.isEmpty { return (known, start) }
    try load(number...number)
    let page = pages.withLock { number < $0.count ? $0[number] : [] }
    guard offset - start < page.count else { throw .unreadable(offset..<offset) }
    return (page, start)
  }

  /// The bytes of a range.
  package func bytes(in wanted: Range<Int>) throws(Failure) -> [UInt8] {
    guard wanted.lowerBound >= range.lowerBound, wanted.upperBound <= range.upperBound else {
      throw .unreadable(wanted)
    }
    guard !wanted.isEmpty else { return [] }
    if read == nil { return Array(whole[wanted]) }
    let first = (wanted.lowerBound - range.lowerBound) / PagedBytes.pageSize
    let last = (wanted.upperBound - 1 - range.lowerBound) / PagedBytes.pageSize
    if let missing = missing(in: first...last) { try load(missing) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(wanted.count)
    while wanted.lowerBound + bytes.count < wanted.upperBound {
      let offset = wanted.lowerBound + bytes.count
      let (page, start) = try page(at: offset)
      bytes.append(contentsOf: page[(offset - start)..<min(page.count, wanted.upperBound - start)])
    }
    return bytes
  }

  /// Four bytes, the first one lowest.
  package func word(at offset: Int) throws(Failure) -> UInt32 {
    let (page, start) = try page(at: offset)
    let place = offset - start
    if place + 4 <= page.count {
      return UInt32(truncatingIfNeeded: ByteView.with(page) { $0.prefix(at: place, length: 4) })
    }
    return try bytes(in: offset..<offset + 4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// From the first to the last of some pages that were not read; `nil` where all were.
  private func missing(in numbers: ClosedRange<Int>) -> ClosedRange<Int>? {
    pages.withLock { pages in
      guard numbers.upperBound < pages.count, let first = numbers.first(where: { pages[$0].isEmpty }),
        let last = numbers.last(where: { pages[$0].isEmpty })
      else { return nil }
      return first...last
    }
  }

  /// Reads some pages at once.
  private func load(_ numbers: ClosedRange<Int>) throws(Failure) {
    let start = range.lowerBound + numbers.lowerBound * PagedBytes.pageSize
    let end = min(range.lowerBound + (numbers.upperBound + 1) * PagedBytes.pageSize, range.upperBound)
    guard start < end, numbers.upperBound < sums.count else { throw .changed }
    guard let bytes = read?(start..<end), bytes.count == end - start else { throw .unreadable(start..<end) }
    var loaded: [[UInt8]] = []
    for (order, number) in numbers.enumerated() {
      let first = order * PagedBytes.pageSize
      let page = first..<min(first + PagedBytes.pageSize, bytes.count)
      guard ByteSum.of(bytes, in: page) == sums[number] else { throw .changed }
      loaded.append(numbers.count == 1 ? bytes : Array(bytes[page]))
    }
    let read = loaded
    pages.withLock { pages in
      for (number, page) in zip(numbers, read) where pages[number].isEmpty { pages[number] = page }
    }
  }
}
