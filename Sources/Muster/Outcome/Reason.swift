/// Why something does not pass, or what is noteworthy about it: facts, from which ``Wording`` makes a sentence.
///
/// Nothing in it is a value of the payload that the ``Disclosure`` in force does not show.
public struct Reason: Sendable, Hashable {
  /// What kind of reason it is.
  public var code: Code
  /// What was expected.
  public var expected: Expected
  /// What is there; `nil` where nothing is, as for a missing property.
  public var found: FoundValue?
  /// The names that it is about: missing properties, an undeclared one, the property that requires others.
  public var names: [String]
  /// The documented or present name, or the listed value, that was probably meant.
  public var suggestion: String?
  /// The branches of a union that match, or that come closest.
  public var branches: [Branch]
  /// The positions of two items that are equal.
  public var items: [Int]
  /// What it is about beside a value of a payload: an operation, a parameter, a media type.
  public var subject: Subject?
  /// The HTTP status that it is about.
  public var status: Int?
  /// Words that are not Muster's own: of a custom keyword, or of an error in a vendor's document.
  public var quote: String?
  /// Why a text is not JSON, and where in that text.
  public var syntax: JSONError?
  /// The reason that this one puts in a context, such as that of one part of a body.
  public var causes: [Reason]
  /// Where in the value of the union a branch's reason applies; `nil` if it is about that value itself.
  public var place: JSONPointer?
  /// How many branches there are beyond those in `branches`.
  public var omittedBranches: Int

  /// A reason from its parts.
  public init(
    _ code: Code, expected: Expected = .init(), found: FoundValue? = nil, names: [String] = [],
    suggestion: String? = nil, branches: [Branch] = [], items: [Int] = [], subject: Subject? = nil,
    status: Int? = nil, quote: String? = nil, syntax: JSONError? = nil, causes: [Reason] = [],
    place: JSONPointer? = nil, omittedBranches: Int = 0
  ) {
    self.code = code
    self.expected = expected
    self.found = found
    self.names = names
    self.suggestion = suggestion
    self.branches = branches
    self.items = items
    self.subject = subject
    self.status = status
    self.quote = quote
    self.syntax = syntax
    self.causes = causes
    self.place = place
    self.omittedBranches = omittedBranches
  }

  /// What was expected of a value.
  public struct Expected: Sendable, Hashable {
    /// The types that are allowed, by JSON Schema's names.
    public var types: [String]
    /// The values that the contract lists, each a JSON text or a plain text such as a status; the first ones of many.
    public var values: [String]
    /// How many values there are beyond those.
    public var omittedValues: Int
    /// A bound, or a count of characters, items or properties, as the schema writes it.
    public var bound: String?
    /// The names that are declared; the first ones of many.
    public var names: [String]
    /// How many names there are beyond those.
    public var omittedNames: Int
    /// The format's name.
    public var format: String?
    /// What about the format failed, as a stable code such as `missing-zone`.
    public var problem: String?
    /// The pattern, as the schema writes it.
    public var pattern: String?
    /// The content encoding and media type of a string's content.
    public var content: [String]

    /// An expectation of which most parts are empty.
    public init(
      types: [String] = [], values: [String] = [], omittedValues: Int = 0, bound: String? = nil, names: [String] = [],
      omittedNames: Int = 0, format: String? = nil, problem: String? = nil, pattern: String? = nil,
      content: [String] = []
    ) {
      self.types = types
      self.values = values
      self.omittedValues = omittedValues
      self.bound = bound
      self.names = names
      self.omittedNames = omittedNames
      self.format = format
      self.problem = problem
      self.pattern = pattern
      self.content = content
    }

    /// Whether nothing is said of what was expected.
    public var isEmpty: Bool {
      types.isEmpty && values.isEmpty && bound == nil && names.isEmpty && format == nil && problem == nil
        && pattern == nil && content.isEmpty
    }
  }

  /// One branch of a union, by its position from 0, and why a value does not pass it.
  public struct Branch: Sendable, Hashable {
    /// The branch's position under `anyOf` or `oneOf`, from 0.
    public var index: Int
    /// The name of the schema that the branch refers to, or the discriminator's tag for it; `nil` where it has none.
    public var name: String?
    /// Why the value does not pass it; empty for a branch that matches.
    public var reasons: [Reason]
    /// How many reasons there are beyond those.
    public var omittedReasons: Int

    /// A branch from its parts.
    public init(index: Int, name: String? = nil, reasons: [Reason] = [], omittedReasons: Int = 0) {
      self.index = index
      self.name = name
      self.reasons = reasons
      self.omittedReasons = omittedReasons
    }
  }

  /// What a reason is about, beside a value of a payload.
  public struct Subject: Sendable, Hashable {
    /// What kind of thing it is; new kinds may be added.
    public struct Kind: Sendable, Hashable, CustomStringConvertible {
      /// The kind as reports print it.
      public let description: String

      /// A kind from its printed form.
      public init(_ description: String) { self.description = description }

      /// An operation, by its method and path template.
      public static let operation = Kind("operation")
      /// A parameter of the path.
      public static let pathParameter = Kind("path parameter")
      /// A parameter of the query.
      public static let queryParameter = Kind("query parameter")
      /// The query as a whole, which one parameter describes.
      public static let querystring = Kind("query string")
      /// A header field.
      public static let header = Kind("header")
      /// A cookie.
      public static let cookie = Kind("cookie")
      /// A field of a form, or a part of a multipart body.
      public static let field = Kind("field")
      /// A media type.
      public static let mediaType = Kind("media type")
      /// A request.
      public static let request = Kind("request")
      /// A response, by the key that documents it.
      public static let response = Kind("response")
      /// A member of a body.
      public static let member = Kind("member")
      /// An item of a stream, by its number from 0.
      public static let item = Kind("item")
      /// A body as a whole.
      public static let body = Kind("body")
      /// A limit, by its name.
      public static let limit = Kind("limit")
    }

    /// The body as a whole.
    public static let body = Subject(.body, "")

    /// What kind of thing it is.
    public var kind: Kind
    /// Its name, as far as it may be shown.
    public var name: String

    /// A subject from its parts.
    public init(_ kind: Kind, _ name: String) {
      self.kind = kind
      self.name = name
    }
  }
}
