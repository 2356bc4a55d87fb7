extension Wording {
  /// The sentence of a reason of a schema's assertion; `nil` for one of another kind.
  static func schemaSentence(_ reason: Reason) -> String? {
    if let count = count(reason) { return "expected " + count + found(count: reason.found) }
    let bound = reason.expected.bound ?? ""
    switch reason.code {
    case .type: return expected(ValueText.list(reason.expected.types), reason)
    case .impossible:
      return "no type is allowed here, as what the schema asks for at once can never be; found \(found(reason.found))"
    case .noValue: return "no value is allowed here, found \(found(reason.found))"
    case .constant: return expected(reason.expected.values.first ?? "another value", reason)
    case .enumeration: return enumeration(reason)
    case .missingProperty, .dependentProperty: return missing(reason)
    case .undeclaredProperty: return undeclared(reason)
    case .closedTwice:
      return "property \(name(reason)) is declared by another subschema for this object; both are closed by "
        + "'additionalProperties: false', so neither lets the other's properties through"
    case .closedSubschema:
      return "property \(name(reason)) is declared by another subschema for this object, but the one with "
        + "'additionalProperties: false' lets only its own properties through: "
        + (reason.expected.names.isEmpty
          ? "none"
          : ValueText.list(
            reason.expected.names.map { "'\($0)'" }, omitted: reason.expected.omittedNames, joint: "and"))
    case .unevaluatedProperty:
      return "property \(name(reason)) is not covered by any schema here, and unevaluated properties are not allowed"
    case .unevaluatedItem: return "this item is not covered by any schema here, and unevaluated items are not allowed"
    case .undocumentedField:
      return "field \(name(reason)) is not documented" + hint(reason.suggestion.map { "'\($0)'" })
    case .pattern:
      return expected("a string that matches /\(ValueText.cut(reason.expected.pattern ?? "", to: 120))/", reason)
    case .format: return format(reason)
    case .content: return expected("a string that holds \(content(reason.expected.content))", reason)
    case .minimum: return expected("a number of at least \(bound)", reason)
    case .maximum: return expected("a number of at most \(bound)", reason)
    case .exclusiveMinimum: return expected("a number above \(bound)", reason)
    case .exclusiveMaximum: return expected("a number below \(bound)", reason)
    case .multipleOf: return expected("a multiple of \(bound)", reason)
    case .uniqueItems:
      guard reason.items.count == 2 else { return "expected items that all differ, but two are equal" }
      return "expected items that all differ, but items \(reason.items[0]) and \(reason.items[1]) are equal"
    case .minContains:
      return "expected at least " + ValueText.count(bound, "item") + " to match 'contains', but "
        + "\(reason.items.first ?? 0) of \(reason.found?.count ?? 0) do"
    case .maxContains:
      return "expected at most " + ValueText.count(bound, "item") + " to match 'contains', but more do"
    case .notChecked:
      return "the schema's \(name(reason)) cannot be used and was not checked; compiling the schema says why"
    case .readOnly: return "the property is read-only, so a request should not send it"
    case .writeOnly: return "the property is write-only, so a response should not carry it"
    case .custom: return reason.quote ?? "the value does not pass"
    case .duplicateName:
      return "the name \(name(reason)) occurs more than once in this object; which one counts depends on the reader"
    case .byteOrderMark:
      return "a byte order mark before the text was skipped; JSON that is sent must not begin with one"
    case .unexplained: return "the payload does not pass, but a limit kept the reason from being found"
    default: return nil
    }
  }

  /// How many of something there have to be; `nil` for a reason of another kind.
  static func count(_ reason: Reason) -> String? {
    let bound = reason.expected.bound ?? ""
    switch reason.code {
    case .minLength: return "at least " + ValueText.count(bound, "character")
    case .maxLength: return "at most " + ValueText.count(bound, "character")
    case .minItems: return "at least " + ValueText.count(bound, "item")
    case .maxItems: return "at most " + ValueText.count(bound, "item")
    case .minProperties: return "at least " + ValueText.count(bound, "property")
    case .maxProperties: return "at most " + ValueText.count(bound, "property")
    default: return nil
    }
  }

  /// The name that a reason is about, in quotes.
  static func name(_ reason: Reason) -> String { "'\(reason.names.first ?? Disclosure.omission)'" }

  private static func enumeration(_ reason: Reason) -> String {
    let values = reason.expected.values
    if values.isEmpty { return "no value is allowed here, as the 'enum' is empty; found \(found(reason.found))" }
    let omitted = reason.expected.omittedValues
    let list =
      values.count == 1 && omitted == 0 ? values[0] : "one of " + ValueText.list(values, omitted: omitted)
    return expected(list, reason) + hint(reason.suggestion)
  }

  private static func missing(_ reason: Reason) -> String {
    let isOne = reason.names.count == 1
    var text =
      "required \(isOne ? "property" : "properties") \(ValueText.names(reason.names)) \(isOne ? "is" : "are") missing"
    if let subject = reason.subject, reason.code == .dependentProperty {
      text += ", which '\(subject.name)' makes required"
    }
    return text + (reason.suggestion.map { "; did you mean to name '\($0)' that?" } ?? "")
  }

  private static func undeclared(_ reason: Reason) -> String {
    let text = "property \(name(reason)) is not declared, and no others are allowed"
    if let suggestion = reason.suggestion { return text + hint("'\(suggestion)'") }
    guard !reason.expected.names.isEmpty else { return text }
    return "property \(name(reason)) is not declared; allowed here: "
      + ValueText.list(reason.expected.names.map { "'\($0)'" }, omitted: reason.expected.omittedNames, joint: "and")
  }

  private static func content(_ parts: [String]) -> String {
    let kinds = parts.compactMap { part in
      switch part {
      case "base64": "base64"
      case "application/json": "JSON"
      default: nil
      }
    }
    return kinds.joined(separator: " of ") + (parts.contains("contentSchema") ? " that passes 'contentSchema'" : "")
  }
}
