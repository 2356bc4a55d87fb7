import Synchronization
import Testing

@testable import MusterCommand

@Suite(.timeLimit(.minutes(1)))
struct WorkQueueTests {
  @Test(arguments: [0, 1, 2, 7])
  func everyPieceIsDoneOnce(threads: Int) {
    let done = Mutex<[Int]>([])
    let queue = WorkQueue<Int>(threads: threads, capacity: 10) { next in
      while let work = next() { done.withLock { $0.append(work) } }
    }
    for work in 0..<10_000 where !queue.offer(work, cost: 1) {
      done.withLock { $0.append(work) }
    }
    queue.close()
    #expect(done.withLock { $0.sorted() } == Array(0..<10_000))
  }

  @Test func aPieceBeyondTheBoundIsTakenWhereNothingWaits() {
    let done = Mutex(0)
    let queue = WorkQueue<Int>(threads: 1, capacity: 1) { next in
      while let work = next() { done.withLock { $0 += work } }
    }
    #expect(queue.offer(5, cost: 1_000))
    queue.close()
    #expect(done.withLock { $0 } == 5)
  }
}
