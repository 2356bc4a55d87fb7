/// The branches of a union that came equally close.
struct TiedBranches: Equatable {
  /// One branch and what it fails for.
  struct Way: Equatable {
    var index: Int
    var issues: [RawIssue]
    /// How many failures there are beyond those.
    var omitted = 0
  }

  /// The union's instruction and value.
  var pc: Int
  var value: TapeIndex
  var ways: [Way]
  /// How many branches there are beyond those.
  var omitted = 0
}
