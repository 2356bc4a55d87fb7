import Synchronization

/// A value that one thread at a time may use.
///
/// A `Mutex` whose handing over the thread sanitizer sees. Where two threads want a `Mutex` at once, the second one gets
/// it inside of the standard library, which is not built for the sanitizer: an SDK that is tested under it would be
/// told of races that are none. The flag is written before each release and read after each acquisition by code that
/// is built with the package, so that the order is seen, and a missing lock still is a race.
package struct Locked<Value>: ~Copyable, Sendable {
  @usableFromInline
  let value: Mutex<Value>
  @usableFromInline
  let handover = Atomic<Bool>(false)

  @inlinable
  package init(_ initial: consuming sending Value) {
    value = Mutex(initial)
  }

  /// Waits until no other thread uses the value, and then uses it.
  @inlinable
  package borrowing func withLock<Result, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    try value.withLock { value throws(Failure) in
      _ = handover.load(ordering: .acquiring)
      defer { handover.store(true, ordering: .releasing) }
      return try body(&value)
    }
  }
}
