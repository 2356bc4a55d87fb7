/// One of the process's outputs, written through a buffer of its own.
struct OutputStream {
  /// What is yet to be written.
  var bytes: [UInt8] = []
  private let descriptor: Int32
  private let name: String
  private static let capacity = 1 << 16

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// Appends text.
  mutating func write(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Writes out what has gathered, once it is worth a call.
  mutating func flushIfFull() throws(SystemFailure) {
    if bytes.count >= OutputStream.capacity { try flush() }
  }

  /// Writes out what has gathered.
  ///
  /// A pipe that nobody reads any more ends the process, as it does by default.
  mutating func flush() throws(SystemFailure) {
    var start = 0
    defer { bytes.removeAll(keepingCapacity: true) }
    while start < bytes.count {
      switch SystemCalls.writeBytes(descriptor, bytes, from: start) {
      case .success(let count): start += count
      case .failure(.closedPipe): SystemCalls.endOfPipe()
      case .failure(.wouldBlock): SystemCalls.waitUntilWritable(descriptor)
      case .failure(let error): throw SystemFailure(action: "write", name: name, reason: error.reason)
      }
    }
  }
}
