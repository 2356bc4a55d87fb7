import Synchronization

/// Keeps the scratches of checks for the next ones, without a lock: a few places, each taken and given back atomically.
///
/// Whoever finds a place taken tries the next one; whoever finds all of them taken works in a scratch that is dropped
/// afterwards. One of the few places with unsafe pointers: a scratch is large, and would be moved in and out of an object
/// at every check. A place holds the address of a scratch, or 0 before there is one, and says by the lowest bit that
/// a call has it: only that call may use the scratch and write the place.
final class ScratchPool: Sendable {
  private let first = Atomic<UInt>(0)
  private let others = [8 of Atomic<UInt>](initializingWith: { output in
    while !output.isFull { output.append(Atomic<UInt>(0)) }
  })

  private static let isTaken: UInt = 1

  deinit {
    ScratchPool.free(first.load(ordering: .acquiring))
    for index in others.indices { ScratchPool.free(others[index].load(ordering: .acquiring)) }
  }

  /// Runs `body` with a scratch that nobody else has.
  @inline(__always)
  func withScratch<Result>(_ body: (inout Scratch) -> Result) -> Result {
    var address = first.load(ordering: .relaxed)
    let hasFirst = ScratchPool.take(first, address)
    var place = 0
    if !hasFirst { (place, address) = takeOther() }
    let pointer = unsafe UnsafeMutablePointer<Scratch>(bitPattern: address) ?? ScratchPool.make()
    let result = unsafe body(&pointer.pointee)
    unsafe pointer.pointee.shrink()
    address = UInt(bitPattern: pointer)
    if hasFirst { first.store(address, ordering: .releasing) } else { giveBack(address, to: place) }
    return result
  }

  /// Takes a place that is not the first one.
  ///
  /// - Returns: The place, or their number for none, and the address in it.
  @inline(never)
  private func takeOther() -> (place: Int, address: UInt) {
    for place in others.indices {
      let address = others[place].load(ordering: .relaxed)
      if ScratchPool.take(others[place], address) { return (place, address) }
    }
    return (others.count, 0)
  }

  @inline(never)
  private func giveBack(_ address: UInt, to place: Int) {
    guard place < others.count else { return ScratchPool.free(address) }
    others[place].store(address, ordering: .releasing)
  }

  @inline(__always)
  private static func take(_ place: borrowing Atomic<UInt>, _ address: UInt) -> Bool {
    address & isTaken == 0
      && place.compareExchange(expected: address, desired: address | isTaken, ordering: .acquiring).exchanged
  }

  @inline(never)
  private static func make() -> UnsafeMutablePointer<Scratch> {
    let pointer = UnsafeMutablePointer<Scratch>.allocate(capacity: 1)
    unsafe pointer.initialize(to: Scratch())
    return unsafe pointer
  }

  @inline(never)
  private static func free(_ address: UInt) {
    guard let pointer = unsafe UnsafeMutablePointer<Scratch>(bitPattern: address) else { return }
    unsafe pointer.deinitialize(count: 1)
    unsafe pointer.deallocate()
  }
}
