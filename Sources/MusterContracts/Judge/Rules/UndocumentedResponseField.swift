import Muster

extension Rule {
  /// A response has a field that the contract does not document.
  public static let undocumentedResponseField = Rule(
    id: "undocumented-response-field", severity: .warning, category: .drift,
    summary: "A response has a field that the contract does not document.",
    explanation: """
      The schema of the object is open, so that the field is allowed, but no schema that the value passes says what it \
      is. `additionalProperties` with a schema or `true` documents all fields of a map; an object without it does not. \
      The vendor added something, or left it out of the document.
      """)
}

extension Remark {
  /// A field of an open object in a response that nothing documents.
  package static func undocumentedResponseField(_ issue: Issue) -> Remark {
    Remark(.undocumentedResponseField, issue, side: .response)
  }
}
