/// A keyword of the caller's own, by value: compiled with each schema that uses it, judged with each payload.
///
/// ```swift
/// let even = CustomKeyword("even") { argument throws(CustomKeyword.Mistake) in
///   guard let wanted = argument.boolean else { throw CustomKeyword.Mistake("a boolean is expected") }
///   return { value in
///     guard let number = value.integer, (number % 2 == 0) != wanted else { return nil }
///     return wanted ? "expected an even number" : "expected an odd number"
///   }
/// }
/// let schema = try Schema(#"{"even": true}"#.utf8, options: .init(custom: .init(keywords: [even])))
/// ```
public struct CustomKeyword: Sendable {
  /// Judges a value: `nil` where it passes, else what is wrong, in a sentence that shows no secrets.
  ///
  /// It must be quick and say the same each time; it is asked again when an issue is explained.
  public typealias Check = @Sendable (_ value: JSON) -> String?

  /// Why a keyword's value in a schema is not what it must be.
  public struct Mistake: Error, Sendable {
    /// What was expected, in a few words.
    public let detail: String

    /// A mistake by what was expected.
    public init(_ detail: String) { self.detail = detail }
  }

  /// The keyword's name.
  public let name: String
  let makeCheck: @Sendable (_ argument: JSON) throws(Mistake) -> Check

  /// A keyword from its name and what makes a check of its value in a schema.
  public init(_ name: String, makeCheck: @escaping @Sendable (_ argument: JSON) throws(Mistake) -> Check) {
    self.name = name
    self.makeCheck = makeCheck
  }
}

/// The caller's own formats and keywords, which a program that was written needs to be read again.
public struct CustomChecks: Sendable {
  /// Formats by name: whether the bytes of a string have it.
  public var formats: [String: @Sendable (Span<UInt8>) -> Bool]
  /// Keywords; the last one of a name counts.
  public var keywords: [CustomKeyword]

  /// Checks, none where nothing is given.
  public init(formats: [String: @Sendable (Span<UInt8>) -> Bool] = [:], keywords: [CustomKeyword] = []) {
    self.formats = formats
    self.keywords = keywords
  }

  func keyword(_ name: String) -> CustomKeyword? { keywords.last { $0.name == name } }
}
