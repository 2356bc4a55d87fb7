import Muster

extension Notice.Code {
  /// A parameter that was sent and that the document calls deprecated.
  public static let deprecatedParameter = Notice.Code(rawValue: "deprecated-parameter")
  /// A part of a document that cannot be used, with what it takes down.
  public static let brokenPart = Notice.Code(rawValue: "broken-part")
  /// A field of an OpenAPI document that describes operations, but is not read.
  public static let unread = Notice.Code(rawValue: "unread")
  /// A parameter in a path template that nothing describes.
  public static let pathParameter = Notice.Code(rawValue: "path-parameter")
  /// An `operationId` that several operations have.
  public static let operationID = Notice.Code(rawValue: "operation-id")
  /// Two path templates that take the same paths.
  public static let samePaths = Notice.Code(rawValue: "same-paths")
  /// A page without a version uses keywords of both OpenAPI 3.0 and 3.1.
  public static let mixedVersions = Notice.Code(rawValue: "mixed-versions")
  /// A `jsonSchemaDialect` that is not known.
  public static let unknownDialect = Notice.Code(rawValue: "unknown-dialect")
  /// A key of a Responses Object that is no status, range or `default`.
  public static let statusKey = Notice.Code(rawValue: "status-key")
  /// A key of a `content` map that is no media type.
  public static let mediaTypeKey = Notice.Code(rawValue: "media-type-key")
  /// Something in a YAML text that can be read, but probably is not what was meant.
  public static let yaml = Notice.Code(rawValue: "yaml")
  /// Something in a YAML text that YAML 1.2.2 does not allow: by the letter, nothing of the document can be checked.
  public static let yamlSlip = Notice.Code(rawValue: "yaml-slip")
  /// A part of a page that is read, but nothing that a contract holds.
  public static let unrecognisedPart = Notice.Code(rawValue: "unrecognised-part")
  /// A part that a page of its form has, and this one has not.
  public static let missingPart = Notice.Code(rawValue: "missing-part")
  /// A body came with another JSON media type than the one documented, and was checked with that one's schema.
  public static let mediaTypeMismatch = Notice.Code(rawValue: "media-type-mismatch")
}
