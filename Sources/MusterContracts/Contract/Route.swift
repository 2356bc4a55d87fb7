/// What the method and the target of a request come to.
public enum Route: Sendable {
  /// An operation.
  case operation(Match)
  /// A path that is documented without the method.
  ///
  /// `entry` is the index of one of its operations in ``Router/entries``, `baseCount` how many segments of the path come
  /// before those of its template, and `methods` are those that the path has.
  case methodUndocumented(entry: Int, baseCount: Int, methods: [String])
  /// A path that is documented, but a mistake in the document keeps its operations from being known.
  case lost(ContractDocument.LostPath)
  /// A path that is not documented.
  ///
  /// `nearest` is the path template that was probably meant, if one shares a literal segment with the path and is otherwise
  /// nearly it.
  case pathUndocumented(nearest: String?)
  /// A host that no contract is for.
  case foreignHost
  /// A target that is not one of HTTP.
  case notHTTP

  /// An operation with what the path says.
  public struct Match: Sendable {
    /// The index of the operation in ``Router/entries``.
    public let entry: Int
    /// The parameters of the path.
    public let path: PathMatch
    /// How many segments of the path come before those of the template.
    public let baseCount: Int
  }
}
