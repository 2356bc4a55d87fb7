import Synchronization

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

  private init(name: String, descriptor: Int32, ownsDescriptor: Bool, size: Int?) {
    self.name = name
    self.descriptor = descriptor
    self.ownsDescriptor = ownsDescriptor
    self.size = size
  }

  /// The files that were opened in this run.
  private static let opened = Mutex<Set<SystemCalls.FileIdentity>>([])

  /// Whether a file was opened in this run.
  static func wasOpened(_ file: SystemCalls.FileIdentity) -> Bool { opened.withLock { $0.contains(file) } }

  /// Opens a file for reading; `-` is standard input.
  ///
  /// - Parameters:
  ///   - isNamed: Whether a user named the file. What a document or folder leads to has to be a regular file: from a pipe or
  ///     a device there may be no end to reading.
  ///   - isInput: Whether the run depends on it, so that it may not be written over.
  static func open(
    _ path: String, isNamed: Bool = true, isInput: Bool = true
  ) throws(SystemFailure) -> InputFile {
    if path == "-", isNamed { return try described(standardInputName, descriptor: 0, ownsDescriptor: false) }
    switch SystemCalls.openForReading(path, waits: isNamed) {
    case .success(let descriptor):
      return try described(path, descriptor: descriptor, ownsDescriptor: true, isNamed: isNamed, isInput: isInput)
    case .failure(let error): throw SystemFailure(action: "open", name: path, reason: error.reason)
    }
  }

  /// Opens the regular file that a way without symbolic links leads to from a folder.
  ///
  /// A link that somebody puts on the way meanwhile is an error, so that nothing outside of the folder is read.
  static func open(
    _ path: String, beneath folder: String, called name: String
  ) throws(SystemFailure) -> InputFile {
    switch SystemCalls.openForReading(path, beneath: folder) {
    case .success(let descriptor):
      return try described(name, descriptor: descriptor, ownsDescriptor: true, isNamed: false)
    case .failure(let error): throw SystemFailure(action: "open", name: name, reason: error.reason)
    }
  }

  private static func described(
    _ name: String, descriptor: Int32, ownsDescriptor: Bool, isNamed: Bool = true, isInput: Bool = true
  ) throws(SystemFailure) -> InputFile {
    let reason: String
    switch SystemCalls.status(descriptor) {
    case .success(let status) where !status.isDirectory && !status.isRegular && !isNamed:
      reason = "it is not a regular file"
    case .success(let status) where !status.isDirectory:
      if status.isRegular, isInput { opened.withLock { _ = $0.insert(status.identity) } }
      return InputFile(
        name: name, descriptor: descriptor, ownsDescriptor: ownsDescriptor,
        size: status.isRegular ? status.size : nil)
    case .success: reason = "it is a directory, and a file was expected"
    case .failure(let error): reason = error.reason
    }
    if ownsDescriptor { SystemCalls.closeFile(descriptor) }
    throw SystemFailure(action: "read", name: name, reason: reason)
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

  /// Reads a range of a file that can be read anywhere; `nil` where that fails.
  func bytes(in range: Range<Int>) -> [UInt8]? {
    guard case .success(let bytes) = SystemCalls.readBytes(descriptor, upTo: range.count, from: range.lowerBound)
    else { return nil }
    return bytes
  }

  /// Reads all of it, but no more than one byte beyond a limit: enough to see that it is too long.
  func readAll(limit: Int = .max - 1) throws(SystemFailure) -> [UInt8] {
    let bound = limit + 1
    var bytes: [UInt8] = []
    if let size, size > 0 {
      // One byte more than it has tells its end from its growing while it is read.
      let capacity = min(size + 1, bound)
      switch SystemCalls.readBytes(descriptor, upTo: capacity) {
      case .success(let read): bytes = read
      case .failure(let error): throw SystemFailure(action: "read", name: name, reason: error.reason)
      }
      if bytes.count < capacity { return bytes }
    }
    var chunk = [UInt8](repeating: 0, count: InputFile.chunk)
    while bytes.count < bound {
      let count = try read(into: &chunk, from: 0)
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<min(count, bound - bytes.count)])
    }
    return bytes
  }
}

/// A file that stays open, to be read by ranges from any thread.
final class RangedFile: Sendable {
  private let file: InputFile
  /// How many bytes it had when it was opened.
  let size: Int

  /// Keeps a file that can be read anywhere.
  init(_ file: consuming InputFile, size: Int) {
    self.size = size
    self.file = file
  }

  /// Reads the next bytes into a buffer; by one thread at a time.
  ///
  /// - Returns: How many bytes; 0 at the end.
  func read(into buffer: inout [UInt8]) throws(SystemFailure) -> Int { try file.read(into: &buffer, from: 0) }

  /// Reads a range; `nil` where that fails.
  func bytes(in range: Range<Int>) -> [UInt8]? { file.bytes(in: range) }
}
