/// How the members of a form's value are written (OpenAPI 3.1, section 4.8.15).
package struct FormShape: Sendable, Hashable {
  /// How one member is written.
  package struct Field: Named, Sendable, Hashable {
    package let name: String
    package let style: Parameter.Style
    package let explodes: Bool
    /// The media type of the member; `nil` where none is given.
    package let contentType: String?

    /// A field from its parts.
    package init(
      name: String, style: Parameter.Style, explodes: Bool, contentType: String?
    ) {
      self.name = name
      self.style = style
      self.explodes = explodes
      self.contentType = contentType
    }
  }

  /// What the value may be.
  package var shape: ValueShape
  /// The members that the document says something of.
  package var fields: NamedList<Field> = []

  /// A shape from its parts.
  package init(
    shape: ValueShape, fields: NamedList<Field> = []
  ) {
    self.shape = shape
    self.fields = fields
  }

  /// How a member is written; in the style of forms if the document does not say.
  package func field(_ name: String) -> Field {
    fields.named(name) ?? Field(name: name, style: .form, explodes: true, contentType: nil)
  }
}
