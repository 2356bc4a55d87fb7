import Muster
import MusterContracts

/// The first files of a vendor's corpus, made of the examples in the vendor's own documents.
///
/// A file is a side of one operation. What is due is what Muster says now, under both readings; an example that
/// does not pass is marked with `review`, as somebody has to see whose mistake it is. Beside the examples each body has cases
/// that must fail whatever its schema: text that is no JSON, or a body where there is none.
public struct CorpusScaffold: Sendable {
  /// A file that is to be written.
  public struct File: Sendable, Hashable {
    /// The name, without a folder.
    public let name: String
    /// The text, JSON.
    public let text: String
    /// How many cases it has.
    public let caseCount: Int
    /// The cases that have to be looked at: what they are, and where the document has the example.
    public let reviews: [Review]
  }

  /// A case that somebody has to look at.
  public struct Review: Sendable, Hashable {
    /// What it says.
    public let message: String
    /// Where the document has the example; `nil` where it was put together.
    public let location: SourceLocation?
  }

  /// The files, in the order of the operations.
  public private(set) var files: [File] = []
  /// Examples that no case was made of.
  public private(set) var skipped: [SkippedExample] = []
  private var names: Set<String> = []
  /// How often there is an operation of each `operationId`.
  private let identifiers: [String: Int]
  /// The failing examples that are cases already.
  private var told: [SourceLocation: [Reading: CorpusVerdict]] = [:]

  /// Makes the files.
  ///
  /// - Parameters:
  ///   - contract: The contract of the sources.
  ///   - report: What their examples came to.
  /// - Throws: ``ContractError`` where a source cannot be read at all.
  public init(
    _ contract: Contract, sources: [SourceText], options: Contract.CompileOptions, report: ExampleReport
  ) throws(ContractError) {
    let operations = contract.operations + contract.incomingOperations
    identifiers = operations.reduce(into: [:]) { counts, operation in
      if let id = operation.id { counts[id, default: 0] += 1 }
    }
    let known = Dictionary(operations.map { ($0.location, $0) }) { first, _ in first }
    for document in try VendorDocument.all(in: sources, options: options) {
      for place in OperationPlaces(document).all {
        // What compiling lost has no verdicts.
        guard let operation = known[place.operation.location] else { continue }
        addPath(operation, place, document)
        addRequest(operation, place, document)
        addResponses(operation, place, document)
      }
    }
    addExamples(report)
  }

  // MARK: Cases

  private struct Draft {
    var name: String
    /// The members that hold the payload, JSON; empty for no body.
    var payload: String = ""
    var location: SourceLocation?
    var verdicts: [Reading: CorpusVerdict]
    /// Whether the vendor says that it passes.
    var isExample = true
    var isMasked = false
    var status: Int?
    var media: String?

    /// Whether it passes as the schema is meant.
    var isValid: Bool { verdicts[.intent] == .valid }
  }

  private typealias Rule = (_ media: String?, Reading) throws(ContractError) -> BodyRule

  private mutating func addRequest(_ operation: Operation, _ place: OperationPlaces.Found, _ document: VendorDocument) {
    guard let body = operation.requestBody, body.broken == nil else { return }
    let all = media(of: body.content)
    let rule: Rule = { (media, reading) throws(ContractError) in try operation.request(media: media, reading: reading) }
    let examples = BodyExamples(document, direction: .request)
    let exchanges = examples.exchanges(of: place.operation, status: nil)
    var drafts = bodies(exchanges, place.requestBody, all, examples, body.location, rule)
    drafts += plain([("no body", "")], all.first, rule)
    if all.first?.isJSON ?? false { drafts += plain([("text that is not JSON", "\"text\": \"{\"")], all.first, rule) }
    add(drafts, side: "request", operation)
  }

  private mutating func addResponses(
    _ operation: Operation, _ place: OperationPlaces.Found, _ document: VendorDocument
  ) {
    var all: [Draft] = []
    for (key, holder) in place.responses {
      guard let response = operation.responses.first(where: { $0.status == key }), response.broken == nil,
        let status = status(of: key, in: operation)
      else { continue }
      var media = media(of: response.content)
      let isBodiless = response.content.isEmpty || HTTPStatus.isBodiless(status, to: operation.method)
      if isBodiless { media = [Media(name: "application/json", sent: "application/json", isJSON: true, type: nil)] }
      let rule: Rule = { (media, reading) throws(ContractError) in
        try operation.response(status: status, media: media, reading: reading)
      }
      var drafts: [Draft]
      if isBodiless {
        drafts = plain([("no body", ""), ("a body where there is none", "\"payload\": {}")], media.first, rule)
      } else {
        let examples = BodyExamples(document, direction: .response)
        let exchanges = examples.exchanges(of: place.operation, status: key)
        drafts = bodies(exchanges, holder, media, examples, response.location, rule)
        if media.first?.isJSON ?? false {
          drafts += plain([("text that is not JSON", "\"text\": \"{\"")], media.first, rule)
        }
      }
      for index in drafts.indices {
        drafts[index].name = "\(key): \(drafts[index].name)"
        drafts[index].status = status
      }
      all += drafts
    }
    add(all, side: "response", operation)
  }

  /// Cases that are no examples.
  private func plain(_ cases: [(name: String, payload: String)], _ media: Media?, _ rule: Rule) -> [Draft] {
    cases.compactMap { name, payload in
      let body = payload.isEmpty ? "" : payload.hasPrefix("\"text\"") ? "{" : "{}"
      guard let verdicts = verdicts(Array(body.utf8), media?.sent, rule) else { return nil }
      return Draft(
        name: name, payload: payload, location: nil, verdicts: verdicts, isExample: false, media: media?.sent)
    }
  }

  /// The cases of the examples of a body: of the first of its media types, and what the document gives for the others.
  private mutating func bodies(
    _ exchanges: [BodyExamples.Example], _ holder: Place?, _ all: [Media], _ examples: BodyExamples,
    _ location: SourceLocation, _ rule: Rule
  ) -> [Draft] {
    var drafts: [Draft] = []
    for (index, media) in all.enumerated() {
      var found = index == 0 ? exchanges : []
      found += holder.map { examples.examples(of: $0, media: media.name) } ?? []
      for example in found {
        if index > 0, example.isAssembled || !example.isOfMediaType { continue }
        guard var draft = draft(example, media, location, rule) else { continue }
        if example.isAssembled, !draft.isValid { continue }
        if index > 0 { draft.name += " as \(media.name)" }
        if drafts.contains(where: { $0.payload == draft.payload && $0.media == draft.media }) { continue }
        if drafts.contains(where: { $0.name == draft.name }) { draft.name += " (\(drafts.count + 1))" }
        drafts.append(draft)
      }
    }
    return drafts
  }

  /// The case of an example; says why where there is none.
  private mutating func draft(
    _ example: BodyExamples.Example, _ media: Media, _ holder: SourceLocation, _ rule: Rule
  ) -> Draft? {
    guard var draft = written(example.value, media, example, rule) else {
      if !example.isAssembled {
        skip(example.location, "no case is made of an example as \(media.name); write one by hand")
      }
      return nil
    }
    var isSecret = false
    for keepsWords in [false, true] {
      guard let masked = SecretMask(keepsWords: keepsWords).masked(example.value) else { continue }
      isSecret = true
      guard var other = written(masked, media, example, rule), other.verdicts == draft.verdicts else { continue }
      other.isMasked = true
      return other
    }
    // Plain words may be all that there is below telling names.
    if isSecret, SecretMask(keepsWords: true).masked(example.value) != nil {
      skip(
        example.location ?? holder,
        "it has what may be a secret, and cannot be changed without changing its verdict; write a case by hand")
      return nil
    }
    draft.isMasked = false
    return draft
  }

  /// The case of a value as it is sent; `nil` where it cannot be sent as the media type.
  private func written(
    _ value: [UInt8], _ media: Media, _ example: BodyExamples.Example, _ rule: Rule
  ) -> Draft? {
    var (body, sent) = (value, media.sent)
    var payload = "\"payload\": \(String(decoding: value, as: UTF8.self))"
    if !media.isJSON {
      guard let written = media.type.flatMap({ WrittenExample(value, as: $0) }) else { return nil }
      (body, sent) = (Array(written.body.utf8), written.sent)
      payload = "\"text\": \(JSONText.string(written.body))"
    }
    guard let verdicts = verdicts(body, sent, rule) else { return nil }
    return Draft(name: example.name, payload: payload, location: example.location, verdicts: verdicts, media: sent)
  }

  private func verdicts(_ body: [UInt8], _ media: String?, _ rule: Rule) -> [Reading: CorpusVerdict]? {
    var verdicts: [Reading: CorpusVerdict] = [:]
    for reading in Contract.readings {
      guard let rule = try? rule(media, reading) else { return nil }
      verdicts[reading] = CorpusVerdict(rule.inspect(body.span, disclosing: .all).outcome)
    }
    return verdicts
  }

  private mutating func addPath(_ operation: Operation, _ place: OperationPlaces.Found, _ document: VendorDocument) {
    guard !operation.isIncoming, operation.path.utf8.contains(UInt8(ascii: "{")) else { return }
    var path = operation.path
    for parameter in operation.parameters where parameter.location == .path {
      guard parameter.broken == nil,
        let text = BodyExamples(document, direction: .request).text(ofParameter: parameter.name, in: place.parameters)
      else { return }
      let shown = Sensitivity.isSensitive(name: parameter.name) ? SecretMask.replacement(of: text) : text
      path = path.replacing("{\(parameter.name)}", with: URIFragment.encode(shown).replacing("/", with: "%2F"))
    }
    guard !path.utf8.contains(UInt8(ascii: "{")) else { return }
    var verdicts: [Reading: CorpusVerdict] = [:]
    for reading in Contract.readings {
      guard let verdict = try? CorpusCase.verdict(path: path, of: operation, reading) else { return }
      verdicts[reading] = verdict
    }
    // A template with a query in it is none that a path is of.
    if verdicts.values.contains(.unmatched) { return }
    let draft = Draft(
      name: "the examples of the parameters", payload: "\"path\": \(JSONText.string(path))",
      location: operation.location, verdicts: verdicts)
    add([draft], side: "path", operation)
  }

  /// The document's examples that do not pass and are no case yet, wherever they stand: a list to be read.
  private mutating func addExamples(_ report: ExampleReport) {
    let failing = report.examples.filter { example in
      !example.isValid && told[example.location] != example.outcomes.mapValues { CorpusVerdict($0) }
    }
    guard !failing.isEmpty else { return }
    let drafts = failing.map { example in
      Draft(
        name: "\(example.location.source)#\(example.location.pointer)", location: example.location,
        verdicts: example.outcomes.mapValues { CorpusVerdict($0) })
    }
    write("examples.json", members: ["\"side\": \"example\""], drafts)
  }

  private mutating func skip(_ location: SourceLocation?, _ reason: String) {
    guard let location else { return }
    skipped.append(SkippedExample(location: location, reason: reason))
  }

  // MARK: Media types and statuses

  private struct Media {
    /// As the document has it, and as it is sent.
    let name: String
    let sent: String
    let isJSON: Bool
    /// What the document says of it; `nil` where that does not matter.
    let type: MediaType?
  }

  /// The media types to make cases for: the first JSON there is, or else the first one, before the others.
  private func media(of content: [MediaType]) -> [Media] {
    var all = content.filter { $0.broken == nil }.map { type in
      let name = MediaTypeName(type.name)
      let isRange = name?.isRange ?? false
      return Media(
        name: type.name, sent: isRange ? "application/json" : type.name, isJSON: isRange || name?.kind == .json,
        type: type)
    }
    if let first = all.firstIndex(where: \.isJSON) { all.insert(all.remove(at: first), at: 0) }
    return all
  }

  /// A status that a key covers, and no other key as well or better.
  private func status(of key: StatusKey, in operation: Operation) -> Int? {
    let others = operation.responses.map(\.status).filter { $0 != key && $0.precedence >= key.precedence }
    let candidates: [Int]
    switch key {
    case .code(let code): candidates = [code]
    case .range(let digit): candidates = Array((digit * 100)..<(digit * 100 + 100))
    case .default: candidates = Array(500...599) + Array(400...499) + Array(200...299)
    }
    return candidates.first { status in !others.contains { $0.covers(status) } }
  }

  // MARK: Files

  private mutating func add(_ drafts: [Draft], side: String, _ operation: Operation) {
    guard !drafts.isEmpty else { return }
    let members = ["\"operation\": \(JSONText.string(reference(of: operation)))", "\"side\": \"\(side)\""]
    write("\(stem(of: operation))-\(side).json", members: members, drafts)
  }

  private func reference(of operation: Operation) -> String {
    guard let id = operation.id, identifiers[id] == 1 else { return operation.reference }
    return id
  }

  private mutating func write(_ name: String, members: [String], _ drafts: [Draft]) {
    var unique = name
    var count = 1
    while !names.insert(unique).inserted {
      count += 1
      unique = "\(name.dropLast(5))-\(count).json"
    }
    var text = "{\n"
    for member in members { text += "  \(member),\n" }
    text += "  \"cases\": [\n"
    var reviews: [Review] = []
    for (index, draft) in drafts.enumerated() {
      let end = index + 1 < drafts.count ? ",\n" : "\n"
      var lines = ["{\"name\": \(JSONText.string(draft.name))"]
      if let location = draft.location, !draft.name.hasPrefix("\(location.source)#") {
        lines.append("\"source\": \(JSONText.string("\(location.source)#\(location.pointer)"))")
      }
      if let status = draft.status { lines.append("\"status\": \(status)") }
      if let media = draft.media { lines.append("\"media\": \(JSONText.string(media))") }
      if draft.isMasked { lines.append("\"masked\": true") }
      if draft.isExample, !draft.isValid {
        let message =
          "the vendor's example does not pass: see whose mistake it is, and take this member away once the verdict is right"
        lines.append("\"review\": \(JSONText.string(message))")
        if let location = draft.location { told[location] = draft.verdicts }
        reviews.append(
          Review(message: "\(draft.name): \(CorpusScaffold.words(draft.verdicts))", location: draft.location))
      }
      if !draft.payload.isEmpty { lines.append(draft.payload) }
      lines += CorpusScaffold.expectations(draft.verdicts)
      text += "    " + lines.joined(separator: ",\n      ") + "}" + end
    }
    text += "  ]\n}\n"
    files.append(File(name: unique, text: text, caseCount: drafts.count, reviews: reviews))
  }

  private static func expectations(_ verdicts: [Reading: CorpusVerdict]) -> [String] {
    let intent = verdicts[.intent] ?? .stopped
    let letter = verdicts[.letter] ?? .stopped
    if intent == letter { return ["\"expect\": \(intent.json)"] }
    return ["\"intent\": \(intent.json)", "\"letter\": \(letter.json)"]
  }

  private static func words(_ verdicts: [Reading: CorpusVerdict]) -> String {
    let intent = verdicts[.intent] ?? .stopped
    let letter = verdicts[.letter] ?? .stopped
    return intent == letter ? "\(intent)" : "\(intent) by intent, \(letter) by the letter"
  }

  private static let longestStem = 80

  /// The name of an operation as files have it.
  private func stem(of operation: Operation) -> String {
    var stem = ""
    var isLower = false
    for scalar in reference(of: operation).unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9":
        stem.unicodeScalars.append(scalar)
        isLower = true
      case "A"..."Z":
        if isLower, !stem.hasSuffix("-") { stem += "-" }
        stem += String(scalar).lowercased()
        isLower = false
      default:
        if !stem.hasSuffix("-"), !stem.isEmpty { stem += "-" }
        isLower = false
      }
    }
    while stem.hasSuffix("-") { stem.removeLast() }
    return stem.isEmpty ? "operation" : String(stem.prefix(CorpusScaffold.longestStem))
  }
}
