/// A file, or standard input, that is open for reading; closed when it goes.
struct InputFile: ~Copyable {
  /// What messages call it.
  let name: String
  private let descriptor: Int32
  private let ownsDescriptor: Bool
  /// How many bytes it has, where that is known beforehand.
  let size: Int?

  static let standardInputName = "<stdin>"
  private static let chunk = 1 << 18

  /// Opens a file for reading; `-` is standard input.
  init(_ path: String) throws(SystemFailure) {
    if path == "-" {
      name = InputFile.standardInputName
      descriptor = 0
      ownsDescriptor = false
    } else {
      name = path
      switch SystemCalls.openForReading(path) {
      case .success(let opened): descriptor = opened
      case .failure(let error): throw SystemFailure(action: "open", name: path, reason: error.reason)
      }
      ownsDescriptor = true
    }
    let status: SystemCalls.Status
    switch SystemCalls.status(descriptor) {
    case .success(let found): status = found
    case .failure(let error):
      if ownsDescriptor { SystemCalls.closeFile(descriptor) }
      throw SystemFailure(action: "read", name: name, reason: error.reason)
    }
    if status.isDirectory {
      if ownsDescriptor { SystemCalls.closeFile(descriptor) }
      throw SystemFailure(action: "read", name: name, reason: "it is a directory, and a file was expected")
    }
    size = status.isRegular ? status.size : nil
  }

  deinit {
    if ownsDescriptor { SystemCalls.closeFile(descriptor) }
  }

  /// Reads into a buffer from an index on.
  ///
  /// - Returns: How many bytes; 0 at the end.
  func read(into buffer: inout [UInt8], from start: Int) throws(SystemFailure) -> Int {
    switch SystemCalls.readBytes(descriptor, into: &buffer, from: start) {
    case .success(let count): return count
    case .failure(let error): throw SystemFailure(action: "read", name: name, reason: error.reason)
    }
  }

  /// Reads all of it, but no more than one byte beyond a limit: enough to see that it is too long.
  func readAll(limit: Int = .max - 1) throws(SystemFailure) -> [UInt8] {
    let bound = limit + 1
    var bytes: [UInt8] = []
    if let size { bytes.reserveCapacity(min(size, bound)) }
    var chunk = [UInt8](repeating: 0, count: InputFile.chunk)
    while bytes.count < bound {
      let count = try read(into: &chunk, from: 0)
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<min(count, bound - bytes.count)])
    }
    return bytes
  }
}
