import Synchronization

/// Keeps the scratch of the last check for the next one, without a lock: one place, taken and given back atomically.
///
/// Threads that find it empty work in a scratch of their own, which is dropped where the place is taken again.
final class ScratchPool: Sendable {
  /// A scratch on the heap.
  private final class Box {
    var scratch: Scratch?

    init() {
      scratch = Scratch()
    }
  }

  /// The address of a retained box; 0 for none.
  private let place = Atomic<UInt>(0)

  deinit {
    unsafe ScratchPool.box(at: place.load(ordering: .acquiring))?.release()
  }

  /// Runs `body` with a scratch that nobody else has.
  @inline(__always)
  func withScratch<Result>(_ body: (inout Scratch) -> Result) -> Result {
    let kept = unsafe ScratchPool.box(at: place.exchange(0, ordering: .acquiring))
    let box = unsafe kept?.takeRetainedValue() ?? Box()
    var scratch = box.scratch.take() ?? Scratch()
    let result = body(&scratch)
    scratch.shrink()
    box.scratch = consume scratch
    let address = unsafe UInt(bitPattern: Unmanaged.passRetained(box).toOpaque())
    let displaced = place.exchange(address, ordering: .releasing)
    unsafe ScratchPool.box(at: displaced)?.release()
    return result
  }

  private static func box(at address: UInt) -> Unmanaged<Box>? {
    unsafe UnsafeRawPointer(bitPattern: address).map { unsafe Unmanaged<Box>.fromOpaque($0) }
  }
}
