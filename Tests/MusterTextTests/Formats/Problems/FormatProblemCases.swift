import MusterText

/// Texts that formats reject, and what is wrong with each, in strict mode.
enum FormatProblemCases {
  /// A text that a format rejects, with the problem it has.
  struct Case {
    var text: String
    var code: FormatProblem.Code
    var offset: Int?

    init(_ text: String, _ code: FormatProblem.Code, _ offset: Int? = nil) {
      self.text = text
      self.code = code
      self.offset = offset
    }
  }

  static let strict: [(name: String, cases: [Case])] = timeCases + nameCases + valueCases
}
