import Dispatch
import Muster

/// Shares pieces of work out between threads, with no more of them waiting than a bound.
///
/// The thread that makes the pieces never waits: where the queue is full it gets its piece back, to do it itself. So
/// all cores are busy, and memory stays flat.
final class WorkQueue<Work: Sendable>: Sendable {
  private struct State: Sendable {
    var waiting: [(work: Work, cost: Int)] = []
    var cost = 0
  }

  private let state = Locked(State())
  /// Counts the pieces that wait, and one more for each thread once the queue is closed.
  private let available = DispatchSemaphore(value: 0)
  private let finished = DispatchGroup()
  private let capacity: Int
  private let threads: Int

  /// A queue with its threads.
  ///
  /// - Parameters:
  ///   - threads: How many threads take work, beside the one that makes it.
  ///   - capacity: How much the pieces that wait may cost together, in the unit of `offer`.
  ///   - take: What a thread does, given the next piece to ask for; `nil` ends it.
  init(threads: Int, capacity: Int, take: @escaping @Sendable (_ next: () -> Work?) -> Void) {
    self.capacity = capacity
    self.threads = threads
    let queue = DispatchQueue(label: "muster.work", attributes: .concurrent)
    for _ in 0..<threads {
      queue.async(group: finished) { take { self.next() } }
    }
  }

  /// Hands a piece over.
  ///
  /// - Returns: Whether it was taken; otherwise it is the caller's to do.
  func offer(_ work: Work, cost: Int) -> Bool {
    guard threads > 0 else { return false }
    let isTaken = state.withLock { state in
      guard state.waiting.isEmpty || state.cost + cost <= capacity else { return false }
      state.waiting.append((work, cost))
      state.cost += cost
      return true
    }
    if isTaken { available.signal() }
    return isTaken
  }

  /// Ends the threads when there is nothing left to do, and waits for that.
  func close() {
    for _ in 0..<threads { available.signal() }
    finished.wait()
  }

  private func next() -> Work? {
    available.wait()
    return state.withLock { state in
      guard !state.waiting.isEmpty else { return nil }
      let (work, cost) = state.waiting.removeFirst()
      state.cost -= cost
      return work
    }
  }
}
