/// Makes sentences of reasons: the one place where Muster's findings are put into words.
///
/// What a sentence says is in the reason; how it says it is here and in the extensions of this type.
public enum Wording {
  /// The sentence that says a reason, without an end.
  ///
  /// - Complexity: O(*n*) in the parts of the reason.
  public static func sentence(_ reason: Reason) -> String {
    switch reason.subject?.kind {
    case .pathParameter?, .queryParameter?, .querystring?, .header?, .cookie?, .field?, .item?:
      guard let subject = reason.subject, !namesItsSubject.contains(reason.code) else { break }
      return name(of: subject) + ": " + plainSentence(reason)
    default: break
    }
    return plainSentence(reason)
  }

  /// What a notice about a document says where only the letter of its version gives it.
  static func ofLetter(_ words: String) -> String { "by the letter, " + words }

  /// The kind and name of what a reason is about, as a sentence begins with it.
  static func name(of subject: Reason.Subject) -> String {
    subject.kind == .item ? "item \(subject.name)" : "\(subject.kind) '\(subject.name)'"
  }

  static func plainSentence(_ reason: Reason) -> String {
    schemaSentence(reason) ?? unionSentence(reason) ?? limitSentence(reason) ?? messageSentence(reason)
      ?? parameterSentence(reason) ?? recordingSentence(reason) ?? (reason.quote ?? "it does not pass (\(reason.code))")
  }

  // MARK: Values

  /// What is there, for after "found".
  static func found(_ value: FoundValue?) -> String {
    guard let value else { return "nothing" }
    switch value.kind {
    case .null: return "null"
    case .boolean: return value.text.map { "the boolean \($0)" } ?? "a boolean"
    case .number: return value.text.map { "the number \($0)" } ?? "a number"
    case .string:
      if let text = value.text { return "the string " + ValueText.quoted(text) }
      let count = value.count ?? 0
      if count == 0 { return "an empty string" }
      let length = "a string of " + ValueText.count(String(count), "character")
      return value.shape.map { "\(length) of the form \(ValueText.quoted($0))" } ?? length
    case .array: return "an array of " + ValueText.count(String(value.count ?? 0), "item")
    case .object: return "an object of " + ValueText.count(String(value.count ?? 0), "property")
    }
  }

  static func expected(_ expectation: String, _ reason: Reason) -> String {
    reason.found == nil ? "expected \(expectation)" : "expected \(expectation), found \(found(reason.found))"
  }

  /// How many things were found, for a bound on their number.
  static func found(count value: FoundValue?) -> String { value?.count.map { ", found \($0)" } ?? "" }

  /// A suggestion at the end of a sentence.
  static func hint(_ suggestion: String?) -> String { suggestion.map { "; did you mean \($0)?" } ?? "" }
}
