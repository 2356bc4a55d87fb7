#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Folders and names in them.
///
/// Unsafe as C takes and gives pointers: each lives between the call that gives it and the one that frees it.
extension SystemCalls {
  /// What a name in a folder stands for, without following symbolic links to folders.
  enum EntryKind {
    case file, folder, other
  }

  /// The names in a folder, without `.` and `..`, in the order of their bytes.
  static func names(in folder: String) -> Result<[String], SystemErrorNumber> {
    guard let stream = unsafe opendir(folder) else { return .failure(.current) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        // The name ends with a zero byte inside of the field.
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 1) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return .success(names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  /// Makes a folder, and those that it lies in; one that is there already is no error.
  static func createFolder(_ path: String) -> SystemErrorNumber? {
    if isDirectory(path) { return nil }
    if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.utf8.startIndex,
      let error = createFolder(String(path[..<slash]))
    {
      return error
    }
    return unsafe mkdir(path, 0o777) == 0 || isDirectory(path) ? nil : .current
  }

  /// What there is at a path; `nil` where there is nothing.
  static func kind(of path: String) -> EntryKind? {
    var record = stat()
    guard unsafe lstat(path, &record) == 0 else { return nil }
    switch record.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .file
    case S_IFLNK:
      guard unsafe stat(path, &record) == 0 else { return .file }
      return record.st_mode & S_IFMT == S_IFREG ? .file : .other
    default: return .other
    }
  }

  /// Whether a path leads to a symbolic link.
  static func isSymbolicLink(_ path: String) -> Bool {
    var record = stat()
    return unsafe lstat(path, &record) == 0 && record.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether there is anything at a path.
  static func exists(_ path: String) -> Bool {
    var record = stat()
    return unsafe stat(path, &record) == 0
  }

  /// How many bytes a file has; `nil` where it is no ordinary file.
  static func size(of path: String) -> Int? {
    var record = stat()
    guard unsafe stat(path, &record) == 0, record.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(record.st_size)
  }

  /// The paths that a pattern with `*`, `?` and `[…]` stands for (POSIX, `glob`), sorted; none where nothing matches.
  static func paths(matching pattern: String) -> [String] {
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    guard unsafe glob(pattern, 0, nil, &found) == 0 else { return [] }
    var paths: [String] = []
    for index in unsafe 0..<Int(found.gl_pathc) {
      if let path = unsafe found.gl_pathv[index] { paths.append(unsafe String(cString: path)) }
    }
    return paths
  }
}
