/// How the members of a form's value are written (OpenAPI 3.1, section 4.8.15).
struct FormShape: Sendable, Hashable {
  /// How one member is written.
  struct Field: Named, Sendable, Hashable {
    let name: String
    let style: Parameter.Style
    let explodes: Bool
    /// The media type of the member; `nil` where none is given.
    let contentType: String?
  }

  /// What the value may be.
  var shape: ValueShape
  /// The members that the document says something of.
  var fields: NamedList<Field> = []

  /// How a member is written: as a form has it where nothing is said.
  func field(_ name: String) -> Field {
    fields.named(name) ?? Field(name: name, style: .form, explodes: true, contentType: nil)
  }
}
