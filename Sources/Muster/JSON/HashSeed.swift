/// The seed of hashes of texts and values, and how these are mixed.
enum HashSeed {
  /// Differs from process to process, so that nobody can write texts whose hashes collide.
  ///
  /// It is the standard library's own, which `SWIFT_DETERMINISTIC_HASHING` makes the same in every process.
  static let value: UInt64 = {
    var hasher = Hasher()
    hasher.combine(0)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }()

  /// Takes the next eight bytes of a text into its hash, in a way that nobody can foresee without the seed.
  @inline(__always)
  static func take(_ word: UInt64, into hash: inout UInt64, seed: UInt64) {
    let product = (hash ^ word).multipliedFullWidth(by: seed ^ 0xBF58_476D_1CE4_E5B9)
    hash = product.high ^ product.low
  }
}
