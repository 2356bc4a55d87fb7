import Foundation
import Muster
import MusterContracts
import MusterDocuments
import Testing

@testable import MusterTraffic

/// The corpus at the level of HTTP: every payload as the body of an exchange that is linted, under both readings.
@Suite("Corpus of exchanges")
struct CorpusExchangeTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The files that hold bodies or exchanges, by path.
  static let files: [String] = {
    let corpus = root.appending(path: "Corpus")
    let names = FileManager.default.enumerator(at: corpus, includingPropertiesForKeys: nil)
    return (names?.compactMap { ($0 as? URL)?.path } ?? []).filter { $0.hasSuffix(".json") }.sorted()
  }()

  @Test func thereAreFiles() { #expect(CorpusExchangeTests.files.count > 40) }

  @Test(arguments: files)
  func holds(_ path: String) throws {
    let file = URL(filePath: path)
    let source = SourceText(name: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
    let root = try JSONDocument(source).root
    let contract = try contract(root, folder: file.deletingLastPathComponent().lastPathComponent, source.name)
    var count = 0
    for item in try #require(root["cases"]).items {
      for reading in Reading.allCases {
        let found = try problem(item, root, contract, reading)
        #expect(found == nil, "\(item["name"]?.string ?? ""), \(reading.rawValue): \(found ?? "")")
        count += 1
      }
    }
    #expect(count > 0)
  }

  private func contract(_ root: JSON, folder: String, _ name: String) throws -> Contract {
    if let document = root["document"] {
      return try Contract(compiling: [SourceText(name: name, bytes: document.rawText)])
    }
    let file = CorpusExchangeTests.root.appending(path: "Schemas/\(root["vendor"]?.string ?? folder)/contract.muster")
    return try Contract(compiled: Array(try Data(contentsOf: file)))
  }

  private func problem(_ item: JSON, _ root: JSON, _ contract: Contract, _ reading: Reading) throws -> String? {
    guard let expected = item[reading.rawValue] ?? item["expect"] else { return "nothing is expected" }
    var linter = TrafficLinter(
      contracts: [contract],
      options: LintOptions(judging: JudgeOptions(reading: reading), hosts: HostPolicy(takesAnyHost: true)))
    switch root["side"]?.string {
    case "exchange":
      let text = try #require(item["exchange"]).rawText
      linter.add(try ExchangeReader.read(text, form: .ndjson, place: ExchangePlace(recording: "corpus")))
      let found = linter.report().findings.map(\.rule.id).sorted()
      let wanted = expected.items.compactMap(\.string).sorted()
      return found == wanted ? nil : "expected \(wanted), found \(found)"
    case let side? where side == "request" || side == "response":
      let operation = try contract.operation(#require(root["operation"]?.string))
      linter.add(try exchange(item, root, operation, isRequest: side == "request"))
      // The path is a made-up one, and the other message has no body that was recorded.
      let violations = linter.report().findings.filter {
        $0.side?.rawValue == side && $0.parameter == nil && $0.severity == .error
          || ($0.category == .drift && CorpusExchangeTests.refusals.contains($0.rule.id))
      }
      // A text that nothing says to be JSON, and that is none, is skipped and no violation.
      if expected.string == "unreadable", item["media"] ?? root["media"] == nil { return nil }
      let isValid = expected.string == "valid"
      return violations.isEmpty == isValid || isTold(item, isValid) ? nil : "found \(violations.map(\.message))"
    default: return nil
    }
  }

  /// Drift that leaves a body without a verdict, or that the schema alone calls an issue.
  private static let refusals: Set = [
    "undocumented-status", "undocumented-media-type", "undocumented-request-body", "undocumented-response-body",
    "added-response-field", "undocumented-enum-value",
  ]

  /// Whether the linter says more than the contract alone: a body that contradicts its status passes its schema.
  private func isTold(_ item: JSON, _ isValid: Bool) -> Bool {
    isValid && (item["traps"]?.items.contains { $0.string == "status-echo" } ?? false)
  }

  private func exchange(
    _ item: JSON, _ root: JSON, _ operation: MusterContracts.Operation, isRequest: Bool
  ) throws -> Exchange {
    var bytes = item["bytes"]?.items.compactMap { $0.integer.flatMap(UInt8.init(exactly:)) } ?? []
    if let payload = item["payload"] { bytes = payload.rawText }
    if let text = item["text"]?.string { bytes = Array(text.utf8) }
    let body = MessageBody(bytes.isEmpty ? .none : .bytes(bytes))
    let media = (item["media"] ?? root["media"])?.string.map { [("Content-Type", $0)] } ?? []
    let path = operation.path.replacing(/\{[^}]*\}/, with: "x")
    let status = (item["status"] ?? root["status"])?.integer ?? 500
    return Exchange(
      place: ExchangePlace(recording: "corpus"),
      request: Exchange.Request(
        method: operation.method, url: path, headers: HeaderFields(isRequest ? media : []),
        body: isRequest ? body : MessageBody(.notRecorded)),
      response: isRequest
        ? nil : Exchange.Response(status: status, headers: HeaderFields(media), body: body))
  }
}
