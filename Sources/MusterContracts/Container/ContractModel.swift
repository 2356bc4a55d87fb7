import Muster

/// All of a contract but its programs.
struct ContractModel: Sendable {
  var vendor: String?
  var documents: [ContractDocument] = []
  var operations: [DocumentModel.Operation] = []
  var securitySchemes: [SecurityScheme] = []
  var notices: [Notice] = []
}

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
  }

  /// A path whose operations are not known, as its path item has a mistake.
  public struct LostPath: Sendable, Hashable {
    /// The path template.
    public let path: String
    /// The mistake.
    public let part: BrokenPart
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
}
