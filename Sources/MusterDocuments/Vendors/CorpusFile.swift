import Muster
import MusterContracts

/// A file of a corpus: payloads with the verdicts that are due for them, of one side and status of one operation.
///
/// `Corpus/README.md` describes its members.
public struct CorpusFile: Sendable {
  /// What the cases of a file are.
  public enum Side: String, Sendable, Hashable {
    /// Bodies of requests.
    case request
    /// Bodies of responses.
    case response
    /// Concrete paths.
    case path
    /// Whole exchanges, which traffic is judged by.
    case exchange
    /// Examples of the vendor's documents that do not pass.
    case example
  }

  /// Something that does not hold.
  public struct Problem: Sendable, Hashable {
    /// The name of the case; `nil` for the file.
    public let name: String?
    /// The reading that it is about; `nil` for both.
    public let reading: Reading?
    /// Where in the file it is.
    public let position: TextPosition
    /// What was expected, and what there is.
    public let message: String
  }

  /// The file.
  public let source: SourceText
  /// What its cases are; `nil` where it says something else.
  public let side: Side?
  private let root: JSON

  /// Reads a file.
  ///
  /// - Throws: ``ContractError/Code/json`` where it is not JSON.
  public init(_ source: SourceText) throws(ContractError) {
    self.source = source
    do throws(JSONError) { root = try JSONDocument(source).root } catch {
      throw ContractError(.json, source: source.name, position: error.position, detail: error.detail)
    }
    side = root["side"]?.string.flatMap(Side.init)
  }

  /// The document that its cases are for, in place of the vendor's.
  public var document: SourceText? {
    root["document"].map { SourceText(name: source.name, bytes: $0.rawText) }
  }

  /// The cases.
  public var cases: [CorpusCase] {
    root["cases"]?.items.map { CorpusCase(file: root, item: $0) } ?? []
  }

  /// What does not hold of the file: every case in the verdict pass and in the explaining pass, under both readings.
  ///
  /// Whole exchanges and examples are not looked at.
  public func problems(against contract: Contract) -> [Problem] {
    guard let side else {
      return [problem("'side' must be one of request, response, path, exchange and example", at: root["side"])]
    }
    if side == .exchange || side == .example { return [] }
    let cases = cases
    if cases.isEmpty { return [problem("there are no cases", at: root["cases"])] }
    guard let reference = root["operation"]?.string else {
      return [problem("'operation' must name an operation", at: root["operation"])]
    }
    do throws(ContractError) {
      let operation = try contract.operation(reference)
      return cases.flatMap { $0.problems(of: operation, side) }
    } catch {
      return [problem(error.detail, at: root["operation"])]
    }
  }

  private func problem(_ message: String, at value: JSON?) -> Problem {
    Problem(name: nil, reading: nil, position: (value ?? root).position, message: message)
  }
}

/// A case of a corpus file.
public struct CorpusCase: Sendable {
  let file: JSON
  let item: JSON

  /// What it is about.
  public var name: String { item["name"]?.string ?? "a case without a name" }

  /// Why somebody has to look at it; `nil` where that was done.
  public var review: String? { item["review"].map { $0.string ?? "to be read" } }

  /// The ids of the traps that it shows.
  public var traps: [String] { item["traps"]?.items.compactMap(\.string) ?? [] }

  /// Where it is in its file.
  public var position: TextPosition { item.position }

  /// What is due under a reading; `nil` where nothing is, or what is no verdict.
  public func expected(_ reading: Reading) -> CorpusVerdict? {
    (item[reading.rawValue] ?? item["expect"]).flatMap { CorpusVerdict($0) }
  }

  /// A member of the case, or else of its file.
  public subscript(name: String) -> JSON? { item[name] ?? file[name] }

  /// The body: `payload` as it is written, or `text`, or `bytes`; empty where there is none.
  public var body: [UInt8] {
    if let payload = item["payload"] { return payload.rawText }
    if let text = item["text"]?.string { return Array(text.utf8) }
    return item["bytes"]?.items.compactMap { $0.integer.flatMap(UInt8.init(exactly:)) } ?? []
  }

  /// What does not hold of it.
  func problems(of operation: Operation, _ side: CorpusFile.Side) -> [CorpusFile.Problem] {
    var problems: [CorpusFile.Problem] = []
    for reading in Contract.readings {
      guard let expected = expected(reading) else {
        problems.append(problem("'expect' must be a verdict, or 'intent' and 'letter'", reading))
        continue
      }
      do throws(ContractError) {
        if side == .path {
          try checkPath(operation, reading, expected, &problems)
        } else {
          try checkBody(operation, side, reading, expected, &problems)
        }
      } catch {
        problems.append(problem(error.description, reading))
      }
    }
    // What is wrong under both readings is said once.
    var said: Set<String> = []
    return problems.compactMap { problem in
      let isCommon = problems.count { $0.message == problem.message } == Contract.readings.count
      guard said.insert(problem.message).inserted || !isCommon else { return nil }
      return isCommon
        ? CorpusFile.Problem(name: name, reading: nil, position: problem.position, message: problem.message) : problem
    }
  }

  private func problem(_ message: String, _ reading: Reading) -> CorpusFile.Problem {
    CorpusFile.Problem(name: name, reading: reading, position: position, message: message)
  }

  private func checkBody(
    _ operation: Operation, _ side: CorpusFile.Side, _ reading: Reading, _ expected: CorpusVerdict,
    _ problems: inout [CorpusFile.Problem]
  ) throws(ContractError) {
    let media = self["media"]?.string
    let rule: BodyRule
    if side == .request {
      rule = try operation.request(media: media, reading: reading)
    } else {
      guard let status = self["status"]?.integer else {
        problems.append(problem("'status' must be the status of the response", reading))
        return
      }
      rule = try operation.response(status: status, media: media, reading: reading)
    }
    let body = body
    // The payloads of a corpus are no secrets, and places must be told in full.
    let outcome = rule.inspect(body.span, disclosing: .all).outcome
    let found = CorpusVerdict(outcome)
    if found != expected { problems.append(problem("expected \(expected), found \(found)", reading)) }
    if rule.accepts(body.span) != outcome.isValid {
      problems.append(problem("the verdict pass disagrees with the explaining pass", reading))
    }
    if let notices = item["notices"] {
      let wanted = notices.items.compactMap(\.string).sorted()
      let found = rule.inspect(body.span).notices.map(\.code.rawValue).sorted()
      if found != wanted { problems.append(problem("expected notices \(wanted), found \(found)", reading)) }
    }
  }

  private func checkPath(
    _ operation: Operation, _ reading: Reading, _ expected: CorpusVerdict, _ problems: inout [CorpusFile.Problem]
  ) throws(ContractError) {
    guard let path = item["path"]?.string else {
      problems.append(problem("'path' must be a concrete path", reading))
      return
    }
    let found = try CorpusCase.verdict(path: path, of: operation, reading)
    if found != expected { problems.append(problem("expected \(expected), found \(found)", reading)) }
    let match = operation.match(path: path)
    for parameter in item["parameters"]?.members.map({ $0 }) ?? [] {
      guard let match, match[parameter.name] != parameter.value.string else { continue }
      problems.append(
        problem("parameter \(parameter.name) is '\(match[parameter.name] ?? "undecodable")'", reading))
    }
  }

  /// What an operation says of a concrete path.
  static func verdict(path: String, of operation: Operation, _ reading: Reading) throws(ContractError) -> CorpusVerdict
  {
    guard let match = operation.match(path: path, reading: reading) else { return .unmatched }
    var reasons: [CorpusVerdict.Reason] = []
    for inspection in try operation.check(match, reading: reading) {
      guard case .invalid(let issues) = inspection.outcome else { continue }
      reasons += issues.map {
        CorpusVerdict.Reason(keyword: $0.keyword, instance: "/\(inspection.name)\($0.instance)")
      }
    }
    return reasons.isEmpty ? .valid : .invalid(reasons.sorted())
  }
}

extension JSON {
  /// Where the value is in its text.
  var position: TextPosition { origin?.position ?? TextPosition(offset: 0, line: 1, column: 1) }
}
