@testable import Muster
@testable import MusterText

extension FuzzTarget {
  /// A schema, a byte of zero, and a payload: the verdict is that of the explanation, and of a program without a plan.
  public static let schema = FuzzTarget(name: "schema") { input in
    let parts = input.parts(2)
    let payload = parts[1]
    var limits = Limits()
    limits.steps = 200_000
    guard let schema = try? Schema(parts[0]) else {
      // What a developer's own schema is refused for may be left unchecked.
      var lenient = Schema.Options()
      lenient.mistakes = .unchecked
      if let schema = try? Schema(parts[0], options: lenient) { _ = schema.accepts(payload.span, limits: limits) }
      return
    }
    var options = Schema.Options()
    options.optimizes = false
    guard let plain = try? Schema(parts[0], options: options) else {
      return hold(false, "only a program with a plan compiles")
    }
    let outcome = schema.check(payload.span, limits: limits)
    let accepts = schema.accepts(payload.span, limits: limits)
    let outcomeOfPlain = plain.check(payload.span, limits: limits)
    if case .stopped = outcome { return }
    if case .stopped = outcomeOfPlain { return }
    hold(accepts == outcome.isValid, "the verdict is \(accepts), explained it is \(outcome)")
    hold(outcome.isValid == outcomeOfPlain.isValid, "with a plan it is \(outcome), without one \(outcomeOfPlain)")
    hold(
      plain.accepts(payload.span, limits: limits) == outcomeOfPlain.isValid, "without a plan, verdict and explanation")
    if case .invalid(let issues) = outcome {
      hold(!issues.isEmpty, "nothing is wrong with what does not pass")
      for issue in issues { hold(!issue.message.isEmpty, "an issue without words") }
    }
    if case .unreadable(let error) = outcome {
      hold(error.position.offset <= payload.count, "the mistake is behind the text")
      hold(!accepts, "what cannot be read passes")
    }
  }

  /// A pattern, a byte of zero, and a text.
  public static let pattern = FuzzTarget(name: "pattern") { input in
    let parts = input.parts(2)
    let (source, text) = (parts[0].text, parts[1].text)
    let strict = try? Pattern(source)
    guard let pattern = try? Pattern(allowingLegacySyntax: source) else {
      return hold(strict == nil, "only the strict grammar takes the pattern")
    }
    let match = pattern.search(text)
    hold(match == pattern.search(text), "a second search comes out otherwise")
    if let strict { hold(strict.search(text) == match, "the two grammars disagree about a pattern of both") }
  }
}
