/// A file that is written piece by piece, and is only in its place when all of it is there.
struct StreamedFile: ~Copyable {
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private var isInPlace = false

  private init(path: String, temporary: String, descriptor: Int32) {
    (self.path, self.temporary, self.descriptor) = (path, temporary, descriptor)
  }

  /// Begins a file beside its place; `-` is standard output.
  static func begin(_ path: String) throws(SystemFailure) -> StreamedFile {
    if path == "-" { return StreamedFile(path: path, temporary: "", descriptor: 1) }
    if SystemCalls.isDirectory(path) {
      throw SystemFailure(action: "write", name: path, reason: "it is a directory, and a file was expected")
    }
    let temporary = "\(path).\(SystemCalls.processIdentifier).tmp"
    switch SystemCalls.create(temporary) {
    case .success(let created): return StreamedFile(path: path, temporary: temporary, descriptor: created)
    case .failure(let error): throw SystemFailure(action: "write", name: path, reason: error.reason)
    }
  }

  /// Writes a piece.
  func write(_ bytes: [UInt8]) throws(SystemFailure) {
    var start = 0
    while start < bytes.count {
      switch SystemCalls.writeBytes(descriptor, bytes, from: start) {
      case .success(let count): start += count
      case .failure(.closedPipe): SystemCalls.endOfPipe()
      case .failure(.wouldBlock): SystemCalls.waitUntilWritable(descriptor)
      case .failure(let error): throw SystemFailure(action: "write", name: path, reason: error.reason)
      }
    }
  }

  /// Puts the file in its place.
  mutating func finish() throws(SystemFailure) {
    guard path != "-" else { return }
    SystemCalls.synchronize(descriptor)
    if let error = SystemCalls.moveFile(temporary, to: path) {
      throw SystemFailure(action: "write", name: path, reason: error.reason)
    }
    isInPlace = true
  }

  deinit {
    guard path != "-" else { return }
    SystemCalls.closeFile(descriptor)
    if !isInPlace { SystemCalls.remove(temporary) }
  }
}
