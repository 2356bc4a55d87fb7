import Synchronization

/// A reference that is empty until it is set, and then stays as it is: read without a lock and without an allocation.
///
/// One of the few places with unsafe pointers. `AtomicLazyReference` does the same, but is reached through generic code of
/// another module: each load takes some eight hundred instructions. What makes it safe: the address goes from 0 to a
/// retained object's once, and that retain is given back only when this itself goes, which nobody is reading then.
struct SetOnceReference<Object: AnyObject & Sendable>: ~Copyable, Sendable {
  /// The address of a retained object; 0 for none.
  private let address = Atomic<UInt>(0)

  deinit {
    if let object = unsafe Self.object(at: address.load(ordering: .acquiring)) { unsafe object.release() }
  }

  /// What was set; `nil` for nothing yet.
  @inline(__always)
  func load() -> Object? {
    guard let object = unsafe Self.object(at: address.load(ordering: .acquiring)) else { return nil }
    return unsafe object.takeUnretainedValue()
  }

  /// Sets it where it is empty.
  ///
  /// - Returns: What it is set to: the object given, or the one that was there before.
  func storeIfNil(_ object: Object) -> Object {
    let retained = unsafe Unmanaged.passRetained(object)
    let (exchanged, original) = address.compareExchange(
      expected: 0, desired: unsafe UInt(bitPattern: retained.toOpaque()), ordering: .acquiringAndReleasing)
    if exchanged { return object }
    unsafe retained.release()
    guard let present = unsafe Self.object(at: original) else { return object }
    return unsafe present.takeUnretainedValue()
  }

  @inline(__always)
  private static func object(at address: UInt) -> Unmanaged<Object>? {
    unsafe UnsafeRawPointer(bitPattern: address).map { unsafe Unmanaged<Object>.fromOpaque($0) }
  }
}
