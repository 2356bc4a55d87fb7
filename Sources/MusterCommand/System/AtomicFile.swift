/// Writes files so that nobody ever sees half of one.
enum AtomicFile {
  /// Writes a file beside its place, then moves it there.
  static func write(_ bytes: [UInt8], to path: String) throws(SystemFailure) {
    if SystemCalls.isDirectory(path) {
      throw SystemFailure(action: "write", name: path, reason: "it is a directory, and a file was expected")
    }
    let temporary = "\(path).\(SystemCalls.processIdentifier).tmp"
    func failure(_ error: SystemErrorNumber) -> SystemFailure {
      SystemFailure(action: "write", name: path, reason: error.reason)
    }
    let descriptor: Int32
    switch SystemCalls.create(temporary) {
    case .success(let created): descriptor = created
    case .failure(let error): throw failure(error)
    }
    var isInPlace = false
    defer { if !isInPlace { SystemCalls.remove(temporary) } }
    do {
      defer { SystemCalls.closeFile(descriptor) }
      var start = 0
      while start < bytes.count {
        switch SystemCalls.writeBytes(descriptor, bytes, from: start) {
        case .success(let count): start += count
        case .failure(let error): throw failure(error)
        }
      }
      SystemCalls.synchronize(descriptor)
    }
    if let error = SystemCalls.moveFile(temporary, to: path) { throw failure(error) }
    isInPlace = true
  }
}
