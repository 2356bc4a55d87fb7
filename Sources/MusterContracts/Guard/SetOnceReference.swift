import Synchronization

/// A reference that is empty until it is set, and then stays as it is: read without a lock and without an allocation.
///
/// With `Borrowed`, the one place of the guard with unsafe pointers. `AtomicLazyReference` does the same, but is reached through generic
/// code of another module, which costs a tenth of the verdict that the guard is to add little to. What makes it safe: the
/// address goes from 0 to a retained object's once, and that retain is given back only when this itself goes, which nobody
/// is reading then.
struct SetOnceReference<Object: AnyObject & Sendable>: ~Copyable, Sendable {
  /// The address of a retained object; 0 for none.
  private let address = Atomic<UInt>(0)

  deinit {
    if let object = unsafe Self.object(at: address.load(ordering: .acquiring)) { unsafe object.release() }
  }

  /// What was set; `nil` for nothing yet.
  @inline(__always)
  func load() -> Object? { borrow()?.owned }

  /// What was set, for use while this reference lives; `nil` for nothing yet.
  @inline(__always)
  func borrow() -> Borrowed<Object>? {
    guard let object = unsafe Self.object(at: address.load(ordering: .acquiring)) else { return nil }
    return unsafe Borrowed(object)
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

/// An object that somebody else keeps: used without counting the use, as two counts for each object on a check's way
/// would cost a tenth of the verdict.
///
/// What makes it safe: it is made only from what a guard keeps to its own end, and never outlives the call of the guard
/// that made it.
@safe struct Borrowed<Object: AnyObject & Sendable>: Sendable {
  private let object: Unmanaged<Object>

  /// Borrows what whoever makes this keeps.
  init(_ object: Object) { unsafe self.object = Unmanaged.passUnretained(object) }

  fileprivate init(_ object: Unmanaged<Object>) { unsafe self.object = object }

  /// Runs `body` with the object, which must not be taken out of it but by ``owned``.
  @inline(__always)
  func with<Result>(_ body: (Object) -> Result) -> Result { unsafe object._withUnsafeGuaranteedRef(body) }

  /// The object with a use of its own.
  var owned: Object {
    @inline(__always) get { unsafe object.takeUnretainedValue() }
  }
}
