import Muster

/// What the check of one parameter, or of one header of a response, came to.
public struct ParameterInspection: Sendable, Hashable {
  /// Whether the parameter was sent.
  public enum Presence: String, Sendable, Hashable {
    /// It was.
    case sent
    /// It was not.
    case absent
    /// It was, and the document says nothing of it.
    case undocumented
  }

  /// Why a parameter that was sent was not checked; new reasons may be added.
  public enum Skip: Sendable, Hashable {
    /// The document gives it no schema.
    case noSchema
    /// The document has a mistake there.
    case broken(BrokenPart)
    /// Its media type is none that is read.
    case mediaType(String)
    /// The path can be read in more ways than are looked at, and it passes in none of those that were.
    case ambiguous
  }

  /// How a value was written, where that may explain what is wrong with it; new kinds may be added.
  public enum Writing: Sendable, Hashable {
    /// Nothing stands behind its name.
    case empty
    /// A `+` in it was read as a space (WHATWG URL Standard, section 5.1); a plus sign is written `%2B`.
    case plusAsSpace
  }

  /// The parameter's name; empty where a mistake keeps it from being known.
  public let name: String
  /// Where it is sent; `nil` where a mistake keeps it from being known.
  public let location: Parameter.Location?
  /// Whether it was sent.
  public let presence: Presence
  /// What the check came to; instance locations begin at the parameter's value.
  ///
  /// Issues that are no schema's have the keyword of OpenAPI that says so: `required` for one that is missing, `style` for
  /// a text that is not of its style or is there too often, `in` for malformed percent-encoding. It is `valid` where there
  /// was nothing to check.
  public let outcome: Outcome
  /// Why there was no check, though it was sent.
  public var skip: Skip?
  /// What is noteworthy without being an issue: that it is deprecated, the nearest documented name.
  public var notices: [Notice] = []
  /// How the value was written; only given if it did not pass.
  public var writing: [Writing] = []
  /// The documented name that was probably meant by one that is not documented.
  public var nearest: String?

  /// The value as JSON, if it does not pass; it may be a secret.
  package var failedValue: [UInt8]?

  /// Whether it was sent and held to a schema.
  public var isChecked: Bool { presence == .sent && skip == nil }
}
