/// What hashes of texts and values begin with.
enum HashSeed {
  /// Differs from process to process, so that nobody can write texts whose hashes collide.
  ///
  /// It is the standard library's own, which `SWIFT_DETERMINISTIC_HASHING` makes the same in every process.
  static let value: UInt64 = {
    var hasher = Hasher()
    hasher.combine(0)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }()
}
