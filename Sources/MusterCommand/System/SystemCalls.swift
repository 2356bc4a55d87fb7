#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The calls into the C library, each with its errors as values.
///
/// The only file of this target with unsafe code: C takes pointers. Each pointer lives for one call, and its length is
/// the buffer's own.
enum SystemCalls {
  /// What lies behind a descriptor.
  struct Status {
    var isDirectory: Bool
    var isRegular: Bool
    var size: Int
    var mode: Int
    var identity: FileIdentity

    fileprivate init(_ record: stat) {
      let kind = record.st_mode & S_IFMT
      (isDirectory, isRegular, size) = (kind == S_IFDIR, kind == S_IFREG, Int(record.st_size))
      mode = Int(record.st_mode) & 0o7777
      identity = FileIdentity(device: UInt64(truncatingIfNeeded: record.st_dev), number: UInt64(record.st_ino))
    }
  }

  /// What tells a file from all others, whatever its paths.
  struct FileIdentity: Hashable {
    let device: UInt64
    let number: UInt64
  }

  /// What a path leads to that is to be written.
  enum Target {
    case regular(Status)
    case directory
    /// A device, a pipe or a socket; or nothing yet, behind a symbolic link.
    case other
  }

  /// What a path leads to; `nil` if there is nothing.
  static func target(of path: String) -> Target? {
    var record = stat()
    guard unsafe stat(path, &record) == 0 else {
      return unsafe lstat(path, &record) == 0 ? .other : nil
    }
    let status = Status(record)
    return status.isDirectory ? .directory : status.isRegular ? .regular(status) : .other
  }

  /// Opens a file for reading.
  ///
  /// - Parameter waits: Whether opening a pipe waits for somebody who writes to it, unless the run is asked to end.
  static func openForReading(_ path: String, waits: Bool) -> Result<Int32, SystemErrorNumber> {
    let flags = O_RDONLY | O_CLOEXEC | (waits ? 0 : O_NONBLOCK)
    let descriptor = retrying(unless: Interruption.isRequested) { unsafe open(path, flags) }
    return descriptor < 0 ? .failure(.current) : .success(descriptor)
  }

  /// Opens a file for reading by its way from a folder, without following a symbolic link on it.
  static func openForReading(_ path: String, beneath folder: String) -> Result<Int32, SystemErrorNumber> {
    let folderFlags = pathOnly | O_DIRECTORY | O_CLOEXEC
    var parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    guard let name = parts.popLast(), !path.utf8.contains(0), !parts.contains(".."), name != ".." else {
      return .failure(SystemErrorNumber(rawValue: ENOENT))
    }
    var descriptor = retrying { unsafe open(folder, folderFlags) }
    for part in parts where descriptor >= 0 {
      let inner = retrying { unsafe openat(descriptor, part, folderFlags | O_NOFOLLOW) }
      let error = SystemErrorNumber.current
      closeFile(descriptor)
      descriptor = inner
      if inner < 0 { return .failure(error) }
    }
    guard descriptor >= 0 else { return .failure(.current) }
    defer { closeFile(descriptor) }
    let file = retrying(unless: Interruption.isRequested) {
      unsafe openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    }
    return file < 0 ? .failure(.current) : .success(file)
  }

  /// Opens a folder that need not be readable, if the system can.
  private static var pathOnly: Int32 {
    #if os(Linux)
    // O_PATH, which the C library declares for GNU sources only.
    0o1000_0000
    #else
    O_RDONLY
    #endif
  }

  /// Opens a device, a pipe or a socket for writing, or makes the file that a symbolic link leads to.
  static func openForWriting(_ path: String) -> Result<Int32, SystemErrorNumber> {
    let descriptor = retrying(unless: Interruption.isRequested) {
      unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    }
    return descriptor < 0 ? .failure(.current) : .success(descriptor)
  }

  static func setMode(_ descriptor: Int32, _ mode: Int) { _ = fchmod(descriptor, mode_t(truncatingIfNeeded: mode)) }

  /// Opens a file that must not exist yet, for writing.
  static func create(_ path: String) -> Result<Int32, SystemErrorNumber> {
    let descriptor = retrying { unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
    return descriptor < 0 ? .failure(.current) : .success(descriptor)
  }

  static func status(_ descriptor: Int32) -> Result<Status, SystemErrorNumber> {
    var record = stat()
    guard unsafe fstat(descriptor, &record) == 0 else { return .failure(.current) }
    return .success(Status(record))
  }

  /// Whether a path leads to a directory.
  static func isDirectory(_ path: String) -> Bool {
    var record = stat()
    return unsafe stat(path, &record) == 0 && record.st_mode & S_IFMT == S_IFDIR
  }

  /// Reads into a buffer from an index on; 0 at the end of the file, and where the run is asked to end while it waits.
  static func readBytes(
    _ descriptor: Int32, into buffer: inout [UInt8], from start: Int
  ) -> Result<Int, SystemErrorNumber> {
    let count = retrying(unless: Interruption.isRequested) {
      unsafe buffer.withUnsafeMutableBytes { memory in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[min(start, memory.count)...])
        return unsafe read(descriptor, rest.baseAddress, rest.count)
      }
    }
    if count < 0 { return errno == EINTR ? .success(0) : .failure(.current) }
    return .success(count)
  }

  /// Reads a file, from an offset or where it is, until its end or until there are so many bytes.
  static func readBytes(
    _ descriptor: Int32, upTo capacity: Int, from offset: Int? = nil
  ) -> Result<[UInt8], SystemErrorNumber> {
    var error: SystemErrorNumber?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: max(capacity, 0)) { memory, filled in
      while filled < memory.count {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(memory)[filled...])
        let count = retrying(unless: Interruption.isRequested) {
          guard let offset else { return unsafe read(descriptor, rest.baseAddress, rest.count) }
          return unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
        }
        if count < 0, errno != EINTR { error = .current }
        if count <= 0 { break }
        filled += count
      }
    }
    return error.map { .failure($0) } ?? .success(bytes)
  }

  /// Writes bytes from an index on; how many were taken.
  static func writeBytes(_ descriptor: Int32, _ bytes: [UInt8], from start: Int) -> Result<Int, SystemErrorNumber> {
    let count = retrying {
      unsafe bytes.withUnsafeBytes { memory in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: memory[min(start, memory.count)...])
        return unsafe write(descriptor, rest.baseAddress, rest.count)
      }
    }
    return count < 0 ? .failure(.current) : .success(count)
  }

  /// The index of the first line feed in a range of a buffer.
  static func lineFeed(in buffer: [UInt8], _ range: Range<Int>) -> Int? {
    unsafe buffer.withUnsafeBytes { memory -> Int? in
      let part = unsafe UnsafeRawBufferPointer(rebasing: memory[range.clamped(to: 0..<memory.count)])
      guard let base = part.baseAddress, let found = unsafe memchr(base, 0x0A, part.count) else { return nil }
      return unsafe range.lowerBound + (UnsafeRawPointer(found) - base)
    }
  }

  static func synchronize(_ descriptor: Int32) { _ = fsync(descriptor) }

  static func closeFile(_ descriptor: Int32) { _ = close(descriptor) }

  static func moveFile(_ old: String, to new: String) -> SystemErrorNumber? {
    unsafe rename(old, new) == 0 ? nil : .current
  }

  static func remove(_ path: String) { _ = unsafe unlink(path) }

  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// The whole path of what there is at a path, without symbolic links; `nil` if there is nothing, or it is not UTF-8.
  static func realPath(_ path: String) -> String? {
    guard !path.utf8.contains(0), let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(validatingCString: real)
  }

  /// The folder that relative paths begin at.
  static var currentFolder: String? {
    guard let path = unsafe getcwd(nil, 0) else { return nil }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  static var processIdentifier: Int32 { getpid() }

  static func waitUntilWritable(_ descriptor: Int32) {
    var record = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = unsafe poll(&record, 1, -1)
  }

  /// Ends the process as a closed pipe does by default.
  static func endOfPipe() -> Never { _exit(128 + SIGPIPE) }

  static func end(with code: Int32) -> Never { exit(code) }

  private static func retrying<Value: SignedInteger>(
    unless isEnough: @autoclosure () -> Bool = false, _ call: () -> Value
  ) -> Value {
    while true {
      let value = call()
      if value >= 0 || errno != EINTR || isEnough() { return value }
    }
  }
}

/// The operating system's number for an error.
struct SystemErrorNumber: Error, Hashable {
  let rawValue: Int32

  static var current: SystemErrorNumber { SystemErrorNumber(rawValue: errno) }
  static let closedPipe = SystemErrorNumber(rawValue: EPIPE)
  static let wouldBlock = SystemErrorNumber(rawValue: EAGAIN)

  /// The error in the operating system's words.
  var reason: String {
    guard let text = unsafe strerror(rawValue) else { return "error \(rawValue)" }
    return unsafe String(cString: text)
  }
}
