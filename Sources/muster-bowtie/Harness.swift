import Muster

/// Bowtie's harness protocol, version 1: a JSON object a line comes in, and one goes out for each but `stop`.
struct Harness {
  /// Whether `format` asserts in every dialect.
  let assertsFormats: Bool
  private var dialect = Dialect.draft202012

  /// The URIs of the dialects, as Bowtie names them.
  private static let dialects = [
    "http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-06/schema#",
    "http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2019-09/schema",
    "https://json-schema.org/draft/2020-12/schema", "https://json-schema.org/v1",
  ]

  init(assertsFormats: Bool) {
    self.assertsFormats = assertsFormats
  }

  /// What one line asks for.
  enum Reply {
    case answer(String)
    case stop
    case refusal(String)
  }

  /// Answers one line.
  mutating func reply(to line: [UInt8]) -> Reply {
    let request: JSON
    do throws(JSONError) {
      request = try JSONDocument(SourceText(name: "<stdin>", bytes: line), limits: Limits(depth: 100_000)).root
    } catch {
      return .refusal("a line is not JSON: \(error)")
    }
    switch request["cmd"]?.string {
    case "start":
      guard request["version"]?.integer == 1 else { return .refusal("only version 1 of the protocol is spoken here") }
      return .answer(Harness.introduction)
    case "dialect":
      guard let uri = request["dialect"]?.string, let dialect = Dialect.metaschema(uri) else {
        return .answer(#"{"ok":false}"#)
      }
      self.dialect = dialect
      return .answer(#"{"ok":true}"#)
    case "run": return .answer(run(request))
    case "stop": return .stop
    default: return .refusal("a line has no command that is known; expected start, dialect, run or stop in 'cmd'")
    }
  }

  private static var introduction: String {
    let uris = dialects.map { "\"\($0)\"" }.joined(separator: ",")
    return #"{"version":1,"implementation":{"language":"swift","name":"muster","version":"0.1.0","#
      + #""homepage":"urn:muster:home","issues":"urn:muster:issues","#
      + #""source":"urn:muster:source","dialects":["# + uris + "]}}"
  }

  // MARK: Cases

  private func run(_ request: JSON) -> String {
    let sequence = request["seq"].map { String(decoding: $0.rawText, as: UTF8.self) } ?? "null"
    guard let test = request["case"], let text = test["schema"]?.rawText else {
      return failure(sequence, "a case needs a schema")
    }
    let schema: Schema
    do throws(SchemaError) {
      schema = try Schema(text, options: options(test["registry"]))
    } catch {
      return failure(sequence, error.description)
    }
    let results = test["tests"]?.items.map { item -> String in
      guard let instance = item["instance"]?.rawText else { return errored("a test needs an instance") }
      switch schema.check(instance, limits: Limits(depth: 100_000, issues: 1)) {
      case .valid: return #"{"valid":true}"#
      case .invalid: return #"{"valid":false}"#
      case .unreadable(let error): return errored(error.description)
      case .stopped(let limit): return errored(limit.message)
      }
    }
    return #"{"seq":"# + sequence + #","results":["# + (results ?? []).joined(separator: ",") + "]}"
  }

  private func options(_ registry: JSON?) -> Schema.Options {
    var documents = SchemaRegistry()
    for member in registry?.members.map({ $0 }) ?? [] {
      let source = SourceText(name: member.name, bytes: member.value.rawText)
      if let document = try? JSONDocument(source) { documents.add(document, at: member.name) }
    }
    return Schema.Options(
      reading: .letter, defaultDialect: dialect, formats: assertsFormats ? .strict : .dialect, registry: documents)
  }

  private func failure(_ sequence: String, _ message: String) -> String {
    #"{"seq":"# + sequence + #","errored":true,"context":{"message":"# + quoted(message) + "}}"
  }

  private func errored(_ message: String) -> String {
    #"{"errored":true,"context":{"message":"# + quoted(message) + "}}"
  }

  private func quoted(_ text: String) -> String {
    var assembler = JSONAssembler()
    assembler.append(string: text.utf8)
    return String(decoding: assembler.bytes, as: UTF8.self)
  }
}
