import Synchronization

/// Whether the user has asked the run to end, by Ctrl-C or by a signal to terminate.
///
/// The first one lets a run end with what it has; the second one ends the process at once.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  /// Takes the signals over.
  static func install() {
    // The flag is made before a signal can come.
    flag.store(false, ordering: .relaxed)
    SystemCalls.onInterruption { _ in Interruption.flag.store(true, ordering: .relaxed) }
  }

  static var isRequested: Bool { flag.load(ordering: .relaxed) }
}
