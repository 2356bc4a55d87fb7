/// Why a run cannot go on; the message is a sentence for the user.
struct CommandError: Error, Sendable {
  let message: String
  /// The verb whose usage line helps, where the arguments are to blame.
  let usage: Verb?

  private init(message: String, usage: Verb?) {
    self.message = message
    self.usage = usage
  }

  /// The arguments are not what a verb takes.
  static func usage(_ message: String, _ verb: Verb) -> CommandError { CommandError(message: message, usage: verb) }

  /// The arguments are right, but what they name cannot be used.
  static func failure(_ message: String) -> CommandError { CommandError(message: message, usage: nil) }

  /// The operating system could not do it.
  init(_ failure: SystemFailure) { self.init(message: failure.description, usage: nil) }
}
