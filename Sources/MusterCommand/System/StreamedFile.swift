/// A file that is written piece by piece, and is only in its place when all of it is there.
///
/// Symbolic links are followed, and a file that is replaced keeps its mode. Devices and pipes are not replaced: the pieces go
/// to them directly.
struct StreamedFile: ~Copyable {
  /// What messages call it.
  private let name: String
  /// Where it is in the end.
  private let path: String
  /// Where it is until then; `nil` if it is written where it is.
  private let temporary: String?
  private let descriptor: Int32
  private var isInPlace = false

  private init(name: String, path: String, temporary: String?, descriptor: Int32) {
    (self.name, self.path, self.temporary, self.descriptor) = (name, path, temporary, descriptor)
  }

  /// Begins a file beside its place; `-` is standard output.
  static func begin(_ path: String) throws(SystemFailure) -> StreamedFile {
    if path == "-" { return StreamedFile(name: "<stdout>", path: path, temporary: nil, descriptor: 1) }
    func failure(_ reason: String) -> SystemFailure { SystemFailure(action: "write", name: path, reason: reason) }
    var place = path
    var mode: Int?
    switch SystemCalls.target(of: path) {
    case .directory: throw failure("it is a directory, and a file was expected")
    case .other:
      switch SystemCalls.openForWriting(path) {
      case .success(let opened): return StreamedFile(name: path, path: path, temporary: nil, descriptor: opened)
      case .failure(let error): throw failure(error.reason)
      }
    case .regular(let target):
      if InputFile.wasOpened(target.identity) {
        throw failure("it is read in this run, and what is in it would be lost; name another file")
      }
      (place, mode) = (SystemCalls.realPath(path) ?? path, target.mode)
    case nil: break
    }
    let temporary = "\(place).\(SystemCalls.processIdentifier).tmp"
    switch SystemCalls.create(temporary) {
    case .success(let created):
      if let mode { SystemCalls.setMode(created, mode) }
      return StreamedFile(name: path, path: place, temporary: temporary, descriptor: created)
    case .failure(let error): throw failure(error.reason)
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
      case .failure(let error): throw SystemFailure(action: "write", name: name, reason: error.reason)
      }
    }
  }

  /// Puts the file in its place.
  mutating func finish() throws(SystemFailure) {
    guard let temporary else { return }
    SystemCalls.synchronize(descriptor)
    if let error = SystemCalls.moveFile(temporary, to: path) {
      throw SystemFailure(action: "write", name: name, reason: error.reason)
    }
    isInPlace = true
  }

  deinit {
    guard path != "-" else { return }
    SystemCalls.closeFile(descriptor)
    if !isInPlace, let temporary { SystemCalls.remove(temporary) }
  }
}
