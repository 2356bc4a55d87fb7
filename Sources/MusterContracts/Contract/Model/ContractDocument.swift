/// A document that a contract was compiled from: a whole source, or a part of a page.
public struct ContractDocument: Sendable, Hashable {
  /// A part of a page that went into the document.
  public struct Part: Sendable, Hashable {
    /// What it became: a JSON Pointer into the document.
    public let pointer: String
    /// The line in the source where it begins, from 1.
    public let line: Int
    /// The column there, from 1, in code points.
    public let column: Int

    /// A part from its place.
    package init(
      pointer: String, line: Int, column: Int
    ) {
      self.pointer = pointer
      self.line = line
      self.column = column
    }
  }

  /// A path whose operations are not known, as its path item has a mistake.
  public struct LostPath: Sendable, Hashable {
    /// The path template.
    public let path: String
    /// The mistake.
    public let part: BrokenPart

    /// A path with its mistake.
    package init(
      path: String, part: BrokenPart
    ) {
      self.path = path
      self.part = part
    }
  }

  /// The name of the source, as the caller gave it.
  public let source: String
  /// The form that it was found in.
  public let form: PageForm
  /// The version of OpenAPI that it declares; `nil` where it declares none.
  public let declaredVersion: String?
  /// The dialect that its schemas are read in.
  public let dialect: String
  /// The parts that it was put together from.
  public let parts: [Part]
  /// The paths whose operations are not known.
  public let lostPaths: [LostPath]

  /// A document from its parts.
  package init(
    source: String, form: PageForm, declaredVersion: String?, dialect: String, parts: [Part], lostPaths: [LostPath]
  ) {
    self.source = source
    self.form = form
    self.declaredVersion = declaredVersion
    self.dialect = dialect
    self.parts = parts
    self.lostPaths = lostPaths
  }
}
