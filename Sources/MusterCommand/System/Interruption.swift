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

  /// Ends what a verb does to a file if the user has asked for it; what was begun is removed.
  static func check(_ action: String, _ name: String) throws(SystemFailure) {
    guard isRequested else { return }
    throw SystemFailure(action: action, name: name, reason: "the run was interrupted, and nothing is written")
  }
}
