#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The terminal, the clock, the cores and signals.
///
/// Unsafe as C takes pointers: each lives for one call.
extension SystemCalls {
  /// How many columns a terminal has; `nil` where it does not say.
  static func columns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Seconds of a clock that never goes back.
  static var seconds: Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// How many cores there are.
  static var cores: Int {
    max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  /// Makes a file that grows too large an error of the call that writes it, so that what was begun is removed.
  static func ignoreFileSizeSignal() { _ = signal(SIGXFSZ, SIG_IGN) }

  /// Calls a function at the first Ctrl-C or signal to terminate; the second one ends the process as usual.
  ///
  /// - Parameter handler: What may be called at any time: no more than setting a flag.
  static func onInterruption(_ handler: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    #if canImport(Darwin)
    unsafe action.__sigaction_u.__sa_handler = handler
    #else
    unsafe action.__sigaction_handler.sa_handler = handler
    #endif
    // A read that waits for input comes back, as it is not restarted.
    action.sa_flags = Int32(truncatingIfNeeded: UInt32(truncatingIfNeeded: SA_RESETHAND))
    // Who starts the process may have blocked the signals, as threads of Dispatch do.
    var signals = interruptions
    for number in interruptionNumbers { _ = unsafe sigaction(number, &action, nil) }
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Ctrl-C and the signal to terminate.
  private static var interruptionNumbers: [Int32] { [SIGINT, SIGTERM] }

  private static var interruptions: sigset_t {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in interruptionNumbers { unsafe sigaddset(&signals, number) }
    return signals
  }

  /// Holds Ctrl-C and signals to terminate back in this thread.
  ///
  /// - Returns: Which signals were held back before, for ``releaseSignals(_:)``.
  static func holdSignals() -> sigset_t {
    var signals = interruptions
    var before = sigset_t()
    _ = unsafe pthread_sigmask(SIG_BLOCK, &signals, &before)
    return before
  }

  /// Lets signals through again; one that came meanwhile takes effect.
  static func releaseSignals(_ before: sigset_t) {
    var signals = before
    _ = unsafe pthread_sigmask(SIG_SETMASK, &signals, nil)
  }
}
