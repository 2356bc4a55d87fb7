/// What the specifications say of a keyword: a row of the table in `Keyword.swift`.
///
/// A keyword is one thing whatever dialects call it, such as `definitions` and `$defs`.
struct KeywordRow: Sendable {
  /// A name of the keyword, with the versions that have it.
  struct Name: Sendable {
    var text: String
    var versions: KeywordVersions
    var vocabulary: Vocabularies
  }

  /// The form that a keyword's value must have.
  enum Form: String, Sendable {
    /// It depends on the dialect or on what else the schema has.
    case various = "a value that its dialect allows"
    case anything = "any value"
    case boolean = "a boolean"
    case string = "a string"
    case number = "a number"
    /// A count of characters, items or members.
    case count = "a whole number from 0 on"
    case names = "a list of names"
    case values = "a list of values"
    case object = "an object"
    case schema = "a schema"
    case schemas = "a list of at least one schema"
    case schemasByName = "an object of schemas"
  }

  /// What the subschemas of a keyword are applied to.
  enum Target: Sendable {
    /// The value itself, so that a subschema that leads back here would never end.
    case value
    /// Items, members or names of the value, or what its text holds.
    case parts
  }

  /// What output formats tell as the keyword's annotation (JSON Schema 2020-12 Core, sections 7.7, 10.3 and 11).
  enum Annotation: Sendable {
    /// Its value.
    case value
    /// Its value, of strings only.
    case valueOfStrings
    /// The names of the members that its subschemas were applied to.
    case names
    /// The last position that a list of subschemas was applied to; of one subschema, that it was applied to any item.
    case items
    /// The positions of the items that passed.
    case positions
  }

  var names: [Name]
  var form: Form
  var holds: SubschemaPositions
  /// `nil` if the keyword has no subschemas, or applies them to nothing.
  var target: Target?
  /// `nil` if the keyword gives no annotation.
  var annotation: Annotation?
  /// What programs must track for the keyword.
  var needs: SchemaIndex.Features
  /// Whether its value names a schema that is applied to the value at hand.
  var isReference: Bool

  init(
    _ name: String, _ vocabulary: Vocabularies, in versions: KeywordVersions, _ form: Form,
    holds: SubschemaPositions = .none, appliedTo target: Target? = nil, annotates annotation: Annotation? = nil,
    needs: SchemaIndex.Features = [], isReference: Bool = false
  ) {
    names = [Name(text: name, versions: versions, vocabulary: vocabulary)]
    self.form = form
    self.holds = holds
    self.target = target
    self.annotation = annotation
    self.needs = needs
    self.isReference = isReference
  }

  /// The same row with one more name.
  func and(_ name: String, _ vocabulary: Vocabularies, in versions: KeywordVersions) -> KeywordRow {
    var row = self
    row.names.append(Name(text: name, versions: versions, vocabulary: vocabulary))
    return row
  }

  /// The rows, by the raw values of the keywords.
  static let all = Keyword.allCases.map { KeywordRow.of($0) }
}
