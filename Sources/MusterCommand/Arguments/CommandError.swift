/// Why a run cannot go on; the message is a sentence for the user.
struct CommandError: Error, Sendable {
  let message: String
  /// The verb whose usage line helps, where the arguments are to blame.
  let usage: Verb?
  /// A line that helps beside the message.
  let hint: String?

  private init(message: String, usage: Verb?, hint: String? = nil) {
    self.message = message
    self.usage = usage
    self.hint = hint
  }

  /// The arguments are not what a verb takes.
  static func usage(_ message: String, _ verb: Verb) -> CommandError { CommandError(message: message, usage: verb) }

  /// The arguments are right, but what they name cannot be used.
  static func failure(_ message: String, hint: String? = nil) -> CommandError {
    CommandError(message: message, usage: nil, hint: hint)
  }

  /// The operating system could not do it.
  init(_ failure: SystemFailure) { self.init(message: failure.description, usage: nil) }
}
