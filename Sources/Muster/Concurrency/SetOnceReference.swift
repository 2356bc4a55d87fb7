import Synchronization

/// A reference that is empty until it is set, and then stays as it is: read without a lock and without an allocation.
///
/// With ``Borrowed``, one of the few places with unsafe pointers. `AtomicLazyReference` does the same, but is reached
/// through generic code of another module: each load takes some eight hundred instructions. What makes it safe: the
/// address goes from 0 to a retained object's once, and that retain is given back only when this itself goes, which nobody
/// is reading then.
@usableFromInline package struct SetOnceReference<Object: AnyObject & Sendable>: ~Copyable, Sendable {
  /// The address of a retained object; 0 for none.
  @usableFromInline
  let address = Atomic<UInt>(0)

  /// A reference to nothing yet.
  @inlinable
  package init() {}

  deinit {
    if let object = unsafe Self.object(at: address.load(ordering: .acquiring)) { unsafe object.release() }
  }

  /// What was set; `nil` for nothing yet.
  @inlinable @inline(__always)
  package func load() -> Object? {
    guard let object = unsafe Self.object(at: address.load(ordering: .acquiring)) else { return nil }
    return unsafe object.takeUnretainedValue()
  }

  /// What was set, for use while this reference lives; `nil` for nothing yet.
  @inlinable @inline(__always)
  package func borrow() -> Borrowed<Object>? {
    guard let object = unsafe Self.object(at: address.load(ordering: .acquiring)) else { return nil }
    return unsafe Borrowed(object)
  }

  /// Sets it where it is empty.
  ///
  /// - Returns: What it is set to: the object given, or the one that was there before.
  @inlinable
  package func storeIfNil(_ object: Object) -> Object {
    let retained = unsafe Unmanaged.passRetained(object)
    let (exchanged, original) = address.compareExchange(
      expected: 0, desired: unsafe UInt(bitPattern: retained.toOpaque()), ordering: .acquiringAndReleasing)
    if exchanged { return object }
    unsafe retained.release()
    guard let present = unsafe Self.object(at: original) else { return object }
    return unsafe present.takeUnretainedValue()
  }

  @inlinable @inline(__always)
  static func object(at address: UInt) -> Unmanaged<Object>? {
    unsafe UnsafeRawPointer(bitPattern: address).map { unsafe Unmanaged<Object>.fromOpaque($0) }
  }
}

/// An object that somebody else keeps: used without counting the use, as two counts for each object on the way of a check
/// would cost a tenth of its verdict.
///
/// What makes it safe: it is made only from what its owner keeps to its own end, and never outlives the call of the owner
/// that made it.
@safe @usableFromInline package struct Borrowed<Object: AnyObject & Sendable>: Sendable {
  @usableFromInline
  let object: Unmanaged<Object>

  /// Borrows what whoever makes this keeps.
  @inlinable
  package init(_ object: Object) { unsafe self.object = Unmanaged.passUnretained(object) }

  @inlinable
  init(_ object: Unmanaged<Object>) { unsafe self.object = object }

  /// Runs `body` with the object, which must not be taken out of it but by ``owned``.
  @inlinable @inline(__always)
  package func with<Result>(_ body: (Object) -> Result) -> Result { unsafe object._withUnsafeGuaranteedRef(body) }

  /// The object with a use of its own.
  @inlinable
  package var owned: Object {
    @inline(__always) get { unsafe object.takeUnretainedValue() }
  }
}
