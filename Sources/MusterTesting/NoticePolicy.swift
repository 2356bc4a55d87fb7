/// What an expectation makes of notices: of what is noteworthy about a schema, a body's rule or a payload that passes.
///
/// Such are keywords and formats that are not known and so are not checked, keywords that have no effect where they are, a
/// body that is checked with the schema of another media type, and names that occur twice in an object.
public enum NoticePolicy: String, Sendable, Hashable, CaseIterable {
  /// Notices are not reported.
  case ignored
  /// Notices are warnings; a framework without warnings does not show them.
  case warns
  /// Notices fail the test.
  case fails
}
