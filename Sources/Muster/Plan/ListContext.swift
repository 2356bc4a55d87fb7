/// What a list is worked out for, beside its block and the kind of its values.
///
/// A list that is worked out inside of another one, as it is called there, begins with a context of its own.
struct ListContext {
  /// The dynamic scope of what is being worked out.
  var scope = DynamicScopes.empty
  /// What is evaluated of the value, if the list has to know.
  var coverage: Coverage?
  /// The only instruction by which the block documents members: it tracks in the block's stead.
  var delegate: UInt32?
  var attempt = Attempt.none
  /// Whether what is evaluated is asked for by tracking only.
  var isLenient = false

  /// Whether the list may be given up.
  enum Attempt {
    /// It may not.
    case none
    case underway
    /// It was given up.
    case failed
  }
}
