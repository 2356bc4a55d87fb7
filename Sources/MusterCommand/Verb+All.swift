extension Verb {
  /// All verbs; a new one is a file of its own and a word here.
  static let all: [Verb] = [
    ValidateCommand.verb, LintCommand.verb, ExplainCommand.verb, RecordingsCommand.verb, RedactCommand.verb,
    ConvertCommand.verb, CompileCommand.verb, DescribeCommand.verb, BundleCommand.verb, VendorCommand.verb,
  ]

  /// The verb of a name.
  static func named(_ name: String) -> Verb? { all.first { $0.name == name } }
}
