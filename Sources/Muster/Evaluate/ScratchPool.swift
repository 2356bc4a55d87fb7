import Synchronization

/// Keeps the scratch of the last check for the next one, without a lock: one place, taken and given back atomically.
///
/// Threads that find it empty work in a scratch of their own, which is dropped where the place is taken again. One of
/// the few places with unsafe pointers: a scratch is large, and would be moved in and out of an object at every check.
/// An address is in the place or in the hands of one call, never both, so that it is used by one and freed once.
final class ScratchPool: Sendable {
  /// The address of a scratch; 0 for none.
  private let place = Atomic<UInt>(0)

  deinit {
    ScratchPool.free(place.load(ordering: .acquiring))
  }

  /// Runs `body` with a scratch that nobody else has.
  @inline(__always)
  func withScratch<Result>(_ body: (inout Scratch) -> Result) -> Result {
    let pointer =
      unsafe UnsafeMutablePointer<Scratch>(bitPattern: place.exchange(0, ordering: .acquiring))
      ?? ScratchPool.make()
    let result = unsafe body(&pointer.pointee)
    unsafe pointer.pointee.shrink()
    let displaced = place.exchange(UInt(bitPattern: pointer), ordering: .releasing)
    if displaced != 0 { ScratchPool.free(displaced) }
    return result
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
