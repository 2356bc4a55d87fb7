import Foundation
import Muster
import MusterContracts
import Testing

/// A file of the corpus: the cases for one side and status of one operation, or for its path.
///
/// `Corpus/README.md` says what its members mean.
struct CorpusFile: CustomTestStringConvertible, Sendable {
  let url: URL

  var folder: String { url.deletingLastPathComponent().lastPathComponent }
  var name: String { "Corpus/\(folder)/\(url.lastPathComponent)" }
  var testDescription: String { name }

  static let all: [CorpusFile] = ((try? Repository.folders(in: Repository.corpus)) ?? []).flatMap { folder in
    ((try? Repository.files(in: folder, suffix: ".json")) ?? []).map { CorpusFile(url: $0) }
  }

  /// Those that hold payloads and paths, which contracts alone can judge; whole exchanges are the linter's.
  static let payloads = all.filter { $0.folder != "exchanges" }

  private func document() throws -> JSONDocument {
    try JSONDocument(SourceText(name: name, bytes: Repository.bytes(of: url)))
  }

  /// The contract of the file's own document, or else that of the vendor that its folder is named after.
  func contract() throws -> Contract {
    guard let document = try document().root["document"] else { return try Vendor(name: folder).contract() }
    return try Contract(compiling: [SourceText(name: name, bytes: document.rawText)])
  }

  func traps() throws -> Set<String> {
    var traps: Set<String> = []
    for item in try #require(document().root["cases"]).items {
      traps.formUnion(item["traps"]?.items.compactMap(\.string) ?? [])
    }
    return traps
  }

  /// What the file expects of the bodies of an operation: by `request` or the key of the response.
  func verdicts(of operation: MusterContracts.Operation) throws -> [(key: String, isValid: Bool)] {
    let root = try document().root
    guard let reference = root["operation"]?.string, root["document"] == nil,
      reference == operation.id || reference == operation.reference, let side = root["side"]?.string, side != "path"
    else { return [] }
    return try #require(root["cases"]).items.map { item in
      let status = (item["status"] ?? root["status"])?.integer ?? 0
      let key = try operation.response(status: status).statusKey?.description ?? ""
      return (side == "request" ? side : key, (item["expect"] ?? item["intent"])?.string == "valid")
    }
  }

  /// What does not hold, in sentences.
  func run(against contract: Contract) throws -> [String] {
    let root = try document().root
    let operation = try contract.operation(#require(root["operation"]?.string))
    var problems: [String] = []
    let cases = try #require(root["cases"]).items
    #expect(cases.count > 0, "\(name) has no cases")
    for item in cases {
      let check = CorpusCase(file: root, item: item, operation: operation)
      for reading in Reading.allCases {
        problems += try check.problems(under: reading).map { "\(check.name), \(reading.rawValue): \($0)" }
      }
    }
    return problems
  }
}

/// A case of a corpus file.
struct CorpusCase {
  let file: JSON
  let item: JSON
  let operation: MusterContracts.Operation

  var name: String { item["name"]?.string ?? "a case without a name" }

  func problems(under reading: Reading) throws -> [String] {
    guard let expected = item[reading.rawValue] ?? item["expect"] else { return ["nothing is expected"] }
    switch file["side"]?.string {
    case "path": return try pathProblems(expected, reading)
    case "request": return try bodyProblems(operation.request(media: media, reading: reading), expected)
    case "response":
      let status = try #require((item["status"] ?? file["status"])?.integer)
      return try bodyProblems(operation.response(status: status, media: media, reading: reading), expected)
    default: return ["the file's side is none of request, response and path"]
    }
  }

  private var media: String? { (item["media"] ?? file["media"])?.string }

  private var body: [UInt8] {
    if let payload = item["payload"] { return payload.rawText }
    if let text = item["text"]?.string { return Array(text.utf8) }
    return item["bytes"]?.items.compactMap { $0.integer.flatMap(UInt8.init(exactly:)) } ?? []
  }

  private func bodyProblems(_ rule: BodyRule, _ expected: JSON) throws -> [String] {
    var problems: [String] = []
    let outcome = rule.check(body)
    let found = CorpusCase.describe(outcome)
    let wanted = CorpusCase.describe(expected)
    if found != wanted { problems.append("expected \(wanted), found \(found)") }
    if rule.accepts(body) != outcome.isValid { problems.append("the verdict pass disagrees with the explain pass") }
    if let notices = item["notices"] {
      let wanted = notices.items.compactMap(\.string).sorted()
      let found = rule.inspect(body).notices.map(\.code.rawValue).sorted()
      if found != wanted { problems.append("expected notices \(wanted), found \(found)") }
    }
    return problems
  }

  private func pathProblems(_ expected: JSON, _ reading: Reading) throws -> [String] {
    let path = try #require(item["path"]?.string)
    var found = "unmatched"
    if let match = operation.match(path: path) {
      var issues: [String] = []
      for inspection in try operation.check(match, reading: reading) {
        guard case .invalid(let list) = inspection.outcome else { continue }
        issues += list.map { "\($0.keyword) /\(inspection.name)\($0.instance)" }
      }
      found = issues.isEmpty ? "valid" : issues.sorted().joined(separator: ", ")
      for parameter in item["parameters"]?.members.map({ $0 }) ?? []
      where match[parameter.name] != parameter.value.string {
        found = "parameter \(parameter.name) is \(match[parameter.name] ?? "undecodable")"
      }
    }
    let wanted = CorpusCase.describe(expected)
    return found == wanted ? [] : ["expected \(wanted), found \(found)"]
  }

  private static func describe(_ outcome: Outcome) -> String {
    switch outcome {
    case .valid: "valid"
    case .invalid(let issues): issues.map { "\($0.keyword) \($0.instance)" }.sorted().joined(separator: ", ")
    case .unreadable: "unreadable"
    case .stopped: "stopped"
    }
  }

  private static func describe(_ expected: JSON) -> String {
    expected.string
      ?? expected.items.map { "\($0["keyword"]?.string ?? "?") \($0["instance"]?.string ?? "?")" }.sorted()
      .joined(separator: ", ")
  }
}
