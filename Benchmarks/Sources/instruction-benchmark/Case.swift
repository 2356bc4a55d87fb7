import Muster
import MusterContracts
import MusterDocuments
import MusterTraffic

/// A fixed piece of work.
struct Case: Sendable {
  let name: String
  /// Makes ready what is not to be counted; what it gives does the work once and says whether it came out right.
  let prepare: @Sendable () throws -> () -> Bool

  static let all: [Case] = [
    reading("read-token", Texts.token),
    reading("read-unicode", Texts.unicode),
    reading("read-numbers", Texts.numbers),
    checking("check-token", Texts.tokenSchema, Texts.token),
    verdict("verdict-token", Texts.tokenSchema, Texts.token),
    verdict("refuse-token", Texts.tokenSchema, Texts.token.replacing("Z\"", with: "\""), passes: false),
    explaining("explain-token", Texts.tokenSchema, Texts.token.replacing("Z\",\"name", with: "\",\"name")),
    screening("screen-token", Texts.openTokenSchema, Texts.token, finds: 0),
    screening(
      "drift-token", Texts.openTokenSchema, Texts.token.replacing("\"name\"", with: "\"revision\":7,\"name\""), finds: 1
    ),
    verdict("verdict-union", Texts.unionSchema, Texts.union),
    verdict("verdict-patterns", Texts.patternSchema, Texts.patterns),
    verdict("verdict-arrays", Texts.arraySchema, Texts.numbers),
    verdict("verdict-formats", Texts.formatSchema, Texts.formats),
    verdict("verdict-unevaluated", Texts.unevaluatedSchema, Texts.unevaluated),
    linting("lint-100-lines", .ndjson),
    linting("lint-100-entries", .har),
    compiling("compile-token", Texts.tokenSchema),
    compiling("compile-union", Texts.unionSchema),
  ]

  private static func reading(_ name: String, _ payload: String) -> Case {
    verdict(name, "{}", payload)
  }

  private static func verdict(_ name: String, _ schema: String, _ payload: String, passes: Bool = true) -> Case {
    Case(name: name) {
      let schema = try Schema(schema.utf8)
      let payload = Array(payload.utf8)
      return { schema.accepts(payload.span) == passes }
    }
  }

  private static func checking(_ name: String, _ schema: String, _ payload: String) -> Case {
    Case(name: name) {
      let schema = try Schema(schema.utf8)
      let document = try JSONDocument(SourceText(name: name, bytes: Array(payload.utf8)))
      return { schema.accepts(document) }
    }
  }

  private static func explaining(_ name: String, _ schema: String, _ payload: String) -> Case {
    Case(name: name) {
      let schema = try Schema(schema.utf8)
      let payload = Array(payload.utf8)
      return { !schema.check(payload.span).isValid }
    }
  }

  /// Looks for members that nothing documents.
  private static func screening(_ name: String, _ schema: String, _ payload: String, finds count: Int) -> Case {
    Case(name: name) {
      var options = Schema.Options()
      options.tracksUndocumented = true
      let schema = try Schema(schema.utf8, options: options)
      let payload = Array(payload.utf8)
      return { schema.undocumentedMembers(of: payload.span).members.count == count }
    }
  }

  /// Lints a hundred recorded exchanges, right ones that differ in their values.
  private static func linting(_ name: String, _ form: RecordingForm) -> Case {
    Case(name: name) {
      let source = SourceText(name: "tokens.json", bytes: Array(Texts.tokenDocument.utf8))
      let run = LintRun(TrafficLinter(contracts: [try Contract(compiling: [source])]))
      var reader = RecordingReader(name: name, form: form)
      var batch = RecordingBatch()
      let exchanges = (0..<100).map { form == .har ? Texts.entry($0) : Texts.line($0) }
      let frame = form == .har ? ("{\"log\":{\"entries\":[", ",\n", "]}}") : ("", "\n", "\n")
      reader.feed(Array((frame.0 + exchanges.joined(separator: frame.1) + frame.2).utf8)[...], into: &batch)
      // The first exchange is judged in full.
      _ = run.lint(batch)
      return { run.lint(batch) == 100 }
    }
  }

  /// A linter with its screen.
  private final class LintRun {
    private var linter: TrafficLinter
    private var screen: ExchangeScreen

    init(_ linter: TrafficLinter) {
      self.linter = linter
      screen = linter.screen()
    }

    /// How many of a batch's exchanges are right.
    func lint(_ batch: RecordingBatch) -> Int {
      let before = screen.screenedCount
      linter.add(batch, &screen)
      return screen.screenedCount - before
    }
  }

  private static func compiling(_ name: String, _ schema: String) -> Case {
    Case(name: name) {
      let text = Array(schema.utf8)
      return { (try? Schema(text)) != nil }
    }
  }
}
