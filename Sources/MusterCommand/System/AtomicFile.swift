/// Writes files so that nobody ever sees half of one.
enum AtomicFile {
  /// Writes a file beside its place, then moves it there.
  ///
  /// A file that is read in the same run stays as it is if that is what would be written.
  static func write(_ bytes: [UInt8], to path: String) throws(SystemFailure) {
    if case .regular(let target)? = SystemCalls.target(of: path), InputFile.wasOpened(target.identity),
      try InputFile.open(path).readAll(limit: bytes.count) == bytes
    {
      return
    }
    // A signal waits until the file is in its place, so that the one beside it is not left behind.
    let signals = SystemCalls.holdSignals()
    defer { SystemCalls.releaseSignals(signals) }
    var file = try StreamedFile.begin(path)
    try file.write(bytes)
    try file.finish()
  }
}
