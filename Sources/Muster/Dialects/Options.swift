/// How to take a schema's words.
public enum Reading: String, Sendable, Hashable, CaseIterable {
  /// The text of the declared version.
  case letter
  /// That, and the readings of it that vendors are known to mean.
  case intent
}

extension Schema {
  /// How to compile a schema.
  public struct Options: Sendable {
    /// How to take the schema's words.
    public var reading: Reading
    /// The dialect, whatever the document declares; `nil` to take what it declares.
    public var dialect: Dialect?
    /// The dialect of schemas that declare none.
    public var defaultDialect: Dialect
    /// What to do with formats.
    public var formats: FormatPolicy
    /// What to do with single formats, by name, where that differs from `formats`.
    public var formatPolicies: [String: FormatPolicy]
    /// What `contentEncoding`, `contentMediaType` and `contentSchema` do.
    public var contents: ContentPolicy
    /// Which way payloads go, so that `readOnly` and `writeOnly` of their properties mean something; `nil` where nobody
    /// knows, and they are annotations only.
    public var direction: Schema.Direction?
    /// What to do with keywords that the dialect does not have.
    public var unknownKeywords: UnknownKeywords
    /// What to do with keywords whose value cannot be used.
    public var mistakes = MistakePolicy.rejected
    /// The caller's own formats and keywords.
    public var custom: CustomChecks
    /// The documents that references may lead to.
    public var registry: SchemaRegistry
    /// Whether checks notice, at next to no cost, that a payload may have members that nothing documents, so that
    /// ``Schema/undocumentedMembers(of:limits:)`` looks for them only then.
    public var tracksUndocumented = false
    /// Whether to choose instructions that skip work; off only to show that they change no verdict.
    var optimizes = true
    /// Whether every subschema stays a block that is run, so that outputs can tell of it.
    var annotates = false
    /// The URI that the document was had from, against which its references are resolved.
    public var baseURI: String

    /// Options, each with its default.
    public init(
      reading: Reading = .intent, dialect: Dialect? = nil, defaultDialect: Dialect = .draft202012,
      formats: FormatPolicy = .dialect, formatPolicies: [String: FormatPolicy] = [:],
      contents: ContentPolicy = .annotation, direction: Schema.Direction? = nil,
      unknownKeywords: UnknownKeywords = .notice, custom: CustomChecks = .init(), registry: SchemaRegistry = .init(),
      baseURI: String = ""
    ) {
      self.reading = reading
      self.dialect = dialect
      self.defaultDialect = defaultDialect
      self.formats = formats
      self.formatPolicies = formatPolicies
      self.contents = contents
      self.direction = direction
      self.unknownKeywords = unknownKeywords
      self.custom = custom
      self.registry = registry
      self.baseURI = baseURI
    }
  }

  /// Which way a payload goes between a client and a server.
  ///
  /// A property that is `readOnly` in a request, or `writeOnly` in a response, is a notice, as the specifications say
  /// that it should not be sent (OpenAPI 3.0.4, section 4.7.24.2) or may be ignored or rejected (JSON Schema 2020-12
  /// Validation, section 9.4); in Swagger 2.0 it is an issue, as it must not be sent. In OpenAPI 3.0 and Swagger 2.0 such
  /// a property is not required in that direction, where its schema object has both `properties` and `required`.
  public enum Direction: String, Sendable, Hashable {
    /// From the client to the server.
    case request
    /// From the server to the client.
    case response
  }

  /// What the content of strings is held to (JSON Schema 2020-12 Validation, section 8).
  public enum ContentPolicy: String, Sendable, Hashable {
    /// Nothing: the keywords are annotations, as the specification has them.
    case annotation
    /// Strings must decode, be JSON where they are said to be, and pass `contentSchema`.
    case assertion
  }

  /// What to do with keywords whose value cannot be used, and references that lead nowhere.
  public enum MistakePolicy: String, Sendable, Hashable {
    /// The first one is an error: the choice of somebody whose own schema it is.
    case rejected
    /// They are not checked, and everything around them is. A notice tells of each, and so does every check that passes
    /// over one. It is the choice of somebody who has to take a vendor's schema as it is.
    case unchecked
  }

  /// What to do with keywords that the dialect does not have.
  public enum UnknownKeywords: String, Sendable, Hashable {
    /// They are annotations, as the specification says, and a notice tells of each.
    case notice
    /// They are errors: a misspelt keyword checks nothing.
    case error
  }

  /// What `format` does.
  public enum FormatPolicy: String, Sendable, Hashable {
    /// What the reading and the dialect say.
    case dialect
    /// It is checked, by the format's grammar.
    case strict
    /// It is checked, with the deviations that each format documents.
    case relaxed
    /// It is an annotation: never checked.
    case annotation
  }
}
