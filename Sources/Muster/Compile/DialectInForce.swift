/// The dialect of the schema that is being written.
struct DialectInForce {
  private(set) var dialect: Dialect
  /// The names of its keywords.
  private(set) var names: KeywordNames
  /// The resource that the dialect was taken from, and how often dialects had changed by then.
  private var source: (resource: ResourceIndex, changes: Int)?

  init(_ dialect: Dialect) {
    self.dialect = dialect
    names = KeywordNames.of(dialect.table)
  }

  /// The resource whose dialect holds; `nil` before the first schema.
  var resource: ResourceIndex? { source?.resource }

  /// Whether this is the dialect of a resource, when dialects have changed so often.
  @inline(__always)
  func isDialect(of resource: ResourceIndex, changes: Int) -> Bool {
    guard let source else { return false }
    return source.resource == resource && source.changes == changes
  }

  /// Goes over to the dialect of a resource.
  mutating func change(to dialect: Dialect, of resource: ResourceIndex, changes: Int) {
    self.dialect = dialect
    names = KeywordNames.of(dialect.table)
    source = (resource, changes)
  }
}
