import MusterText
import Testing

/// Checks texts that a format must accept and others that it must not.
func expectFormat(
  _ name: String,
  _ mode: Format.Mode = .strict,
  valid: [String],
  invalid: [String],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let format = Format.named(name) else {
    Issue.record("there is no format \(name)", sourceLocation: sourceLocation)
    return
  }
  for text in valid {
    #expect(format.accepts(text, mode: mode), "\(name) \(text.debugDescription)", sourceLocation: sourceLocation)
  }
  for text in invalid {
    #expect(!format.accepts(text, mode: mode), "\(name) \(text.debugDescription)", sourceLocation: sourceLocation)
  }
}
