/// Which blocks apply others to the same value, to find references that lead back to themselves.
struct CallGraph {
  /// Each call with the origin that says so, and the call before of the same block.
  private var calls: [(block: UInt32, origin: UInt32, previous: UInt32)] = []
  /// For each block the last of its calls; the greatest number if it has none.
  private var lastCall: [UInt32] = []

  /// A block that leads back to itself, and the origin of the call that closes the circle.
  struct Circle {
    var block: ProgramBuilder.BlockIndex
    /// What the call leads to.
    var target: ProgramBuilder.BlockIndex
    var origin: UInt32
  }

  /// Adds the next block.
  mutating func addBlock() { lastCall.append(.max) }

  /// Notes that a block applies another to the same value.
  mutating func note(_ block: ProgramBuilder.BlockIndex, by caller: ProgramBuilder.BlockIndex, from origin: UInt32) {
    calls.append((block.rawValue, origin, lastCall[Int(caller.rawValue)]))
    lastCall[Int(caller.rawValue)] = UInt32(calls.count - 1)
  }

  /// Forgets the calls of a block that is not written after all.
  mutating func removeCalls(of block: ProgramBuilder.BlockIndex) { lastCall[Int(block.rawValue)] = .max }

  /// The calls that lead back to a block which is on the way to them, without a step into the payload.
  ///
  /// - Complexity: O(*blocks* + *calls*).
  func circles() -> [Circle] {
    if calls.isEmpty { return [] }
    // The calls of a block in the order in which they were noted.
    var nextCall = [UInt32](repeating: .max, count: calls.count)
    var firstCall = lastCall
    for block in lastCall.indices {
      var call = lastCall[block]
      while call != .max {
        let previous = calls[Int(call)].previous
        if previous == .max { firstCall[block] = call } else { nextCall[Int(previous)] = call }
        call = previous
      }
    }
    enum State { case new, open, done }
    var circles: [Circle] = []
    var states = [State](repeating: .new, count: lastCall.count)
    var path: [(block: Int, next: UInt32)] = []
    for start in states.indices where states[start] == .new {
      states[start] = .open
      path.append((start, firstCall[start]))
      while let (block, next) = path.last {
        guard next != .max else {
          states[block] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].next = nextCall[Int(next)]
        let call = calls[Int(next)]
        switch states[Int(call.block)] {
        case .new:
          states[Int(call.block)] = .open
          path.append((Int(call.block), firstCall[Int(call.block)]))
        case .open:
          circles.append(
            Circle(
              block: ProgramBuilder.BlockIndex(rawValue: UInt32(block)),
              target: ProgramBuilder.BlockIndex(rawValue: call.block), origin: call.origin))
        case .done: break
        }
      }
    }
    return circles
  }
}
