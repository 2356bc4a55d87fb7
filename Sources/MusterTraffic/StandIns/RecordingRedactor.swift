import Muster
import MusterContracts

/// Writes a recording anew with stand-ins for what may be a secret, while it is read.
///
/// ```swift
/// var redactor = RecordingRedactor(name: "traffic.har", contracts: [example], key: key)
/// while let chunk = nextChunk() { write(redactor.feed(chunk)) }
/// write(redactor.finish())
/// ```
/// HTTP Archives and lines are rewritten exchange by exchange; no more than one is held. Recordings of other forms are one
/// document, which is rewritten as a whole at the end. Every byte stays at its place, the
/// same word has the same stand-in throughout, and each exchange is held to the contracts before and after: where a
/// stand-in would change a finding or its place, as few characters as possible of it are put back.
public struct RecordingRedactor: Sendable {
  private var reader: RecordingReader
  let standIn: StandIn
  let router: Router
  private var judge: Judge
  let limits: RecordingLimits
  let attached: AttachedFiles?
  /// What was read and is not written yet.
  private var buffer: [UInt8] = []
  /// Where the buffer begins in the recording.
  private var start = 0
  /// What the contracts need of a text: itself with the characters that have to stay.
  private var decided: [[UInt8]: [UInt8]] = [:]
  /// How many exchanges have other findings than before, as there was no end of trying.
  public internal(set) var changedExchanges = 0

  private static let decidedLimit = 1 << 14
  /// How often an exchange is judged at most.
  static let judgements = 512

  /// A redactor of one recording.
  ///
  /// - Parameters:
  ///   - name: What messages call the recording.
  ///   - contracts: The contracts that stand-ins have to pass as the originals do.
  ///   - key: What stand-ins follow from: the same key, the same stand-ins.
  ///   - attached: Loads the files beside the recording that it refers to. They are read to judge, and never written.
  public init(
    name: String, form: RecordingForm? = nil, contracts: [Contract] = [], options: LintOptions = .init(),
    key: (UInt64, UInt64), limits: RecordingLimits = .init(), attached: AttachedFiles? = nil
  ) {
    (self.limits, self.attached) = (limits, attached)
    reader = RecordingReader(name: name, form: form, limits: limits, attached: attached)
    standIn = StandIn(hash: KeyedHash(key: key))
    router = Router(contracts, reading: options.judging.reading, hosts: options.hosts)
    judge = Judge(router: router, options: options)
  }

  /// What was read so far.
  public var summary: RecordingSummary { reader.summary }

  /// Takes the next bytes.
  ///
  /// - Returns: What can be written of the new recording.
  /// - Throws: ``Unreadable`` for a recording that cannot be read, of which nothing is known to be no secret.
  public mutating func feed(_ chunk: ArraySlice<UInt8>) throws(Unreadable) -> [UInt8] {
    buffer += chunk
    return try write(reader.feed(chunk))
  }

  /// Takes note that there are no more bytes.
  ///
  /// - Returns: The rest of the new recording.
  /// - Throws: ``Unreadable`` for a recording that cannot be read.
  public mutating func finish() throws(Unreadable) -> [UInt8] {
    let entries = reader.finish()
    if let form = reader.summary.form, form.isDocument {
      for entry in entries {
        if case .unreadable(let reason) = entry.content { throw Unreadable(reason: reason) }
      }
      defer { buffer = [] }
      return try document(buffer, form, entries)
    }
    var output = try write(entries)
    output += between(buffer)
    buffer = []
    return output
  }

  /// A recording cannot be read.
  public struct Unreadable: Error {
    /// Why.
    public let reason: Reason
  }

  private mutating func write(_ entries: [RecordingEntry]) throws(Unreadable) -> [UInt8] {
    var output: [UInt8] = []
    var written = 0
    for entry in entries {
      switch entry.content {
      case .unreadable(let reason): throw Unreadable(reason: reason)
      // These come out at the end, of recordings that are one document.
      case .read, .unread: throw Unreadable(reason: Reason(.recordingNotRewritten))
      case .exchange(let text):
        let offset = entry.place.position.offset - start
        guard offset >= written, offset + text.count <= buffer.count,
          buffer[offset..<(offset + text.count)].elementsEqual(text)
        else { continue }
        output += between(Array(buffer[written..<offset]))
        output += exchange(text, entry)
        written = offset + text.count
      // Their bytes are between those of others, and so rewritten as such.
      case .oversized, .truncated: continue
      }
    }
    buffer.removeFirst(written)
    start += written
    return output
  }

  // MARK: Between exchanges

  /// What is no exchange: the frame of an archive, blank space, and exchanges that are too large to be read.
  private func between(_ text: [UInt8]) -> [UInt8] {
    var result = text
    var index = 0
    var name = ""
    while index < text.count {
      guard text[index] == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      let end = JSONOutline.endOfString(text, index) ?? text.count
      let inner = Array(text[(index + 1)..<max(index + 1, end - 1)])
      let next = text[min(end, text.count)...].first { $0 > 0x20 }
      if next == UInt8(ascii: ":") {
        name = String(decoding: inner, as: UTF8.self)
      } else if !(ExchangeRedactor.structure.contains(name) || (name == "name" && ExchangeRedactor.isName(inner))) {
        let (old, units) = WrittenText.decoded(json: inner)
        let new = WrittenText.written(standIn.text(old), over: old, escaped: inner, units)
        result.replaceSubrange((index + 1)..<(index + 1 + inner.count), with: new)
      }
      index = max(end, index + 1)
    }
    return result
  }

  // MARK: Exchanges

  private mutating func exchange(_ text: [UInt8], _ entry: RecordingEntry) -> [UInt8] {
    let due = findings(text, entry)
    var known: [[UInt8]] = []
    let first = redacted(text) { known.append($0) }
    guard let due, !router.entries.isEmpty, findings(first, entry) != due else { return first }
    var search = CharacterSearch(sizes: known.map(\.count), budget: RecordingRedactor.judgements)
    while let masks = search.next() {
      search.answer(findings(redacted(text, masks: masks) { _ in }, entry) == due)
    }
    let masks = search.masks
    if !search.isThrough { changedExchanges += 1 }
    for (index, mask) in masks {
      guard known.indices.contains(index), decided.count < RecordingRedactor.decidedLimit else { continue }
      decided[known[index]] = RecordingRedactor.mixed(known[index], standIn.text(known[index]), mask)
    }
    return redacted(text, masks: masks) { _ in }
  }

  /// The text of an entry with stand-ins.
  ///
  /// - Parameter masks: Of values by their numbers, which bytes stay.
  private func redacted(_ text: [UInt8], masks: [Int: [Bool]] = [:], note: @escaping ([UInt8]) -> Void) -> [UInt8] {
    let router = router
    let decided = decided
    var redactor = ExchangeRedactor(
      standIn: standIn, isLiteral: { RecordingRedactor.isLiteral($0, router) },
      decide: { index, old, new in
        note(old)
        let known = decided[old] ?? new
        return masks[index].map { RecordingRedactor.mixed(old, known, $0) } ?? known
      })
    return redactor.entry(text)
  }

  static func isLiteral(_ segment: String, _ router: Router) -> Bool {
    if router.isDocumented(segment: segment) { return true }
    return router.entries.isEmpty && segment.utf8.count <= 16 && SecretShape.isPlainWord(segment)
  }

  static func mixed(_ old: [UInt8], _ new: [UInt8], _ stays: [Bool]) -> [UInt8] {
    guard old.count == new.count, stays.count == old.count else { return new }
    return zip(zip(old, new), stays).map { $1 ? $0.0 : $0.1 }
  }

  /// What is found of an exchange, and where; `nil` if it cannot be read.
  private mutating func findings(_ text: [UInt8], _ entry: RecordingEntry) -> Set<FoundPlace>? {
    guard
      let exchange = try? ExchangeReader.read(
        text, form: entry.form ?? .ndjson, place: entry.place, attached: entry.attached)
    else {
      return nil
    }
    return findings(exchange)
  }

  /// What is found of an exchange, and where.
  mutating func findings(_ exchange: Exchange) -> Set<FoundPlace> {
    let judgement = judge.judge(exchange)
    return Set(
      judgement.messages.remarks.map { remark in
        FoundPlace(
          rule: remark.rule, side: remark.side, keyword: remark.issue.keyword, parameter: remark.parameter,
          offset: remark.isInBody ? remark.issue.position.offset : -1, schema: remark.issue.schema)
      })
  }

  /// A finding by what has to stay of it.
  struct FoundPlace: Hashable {
    let rule: Rule
    let side: BodyRule.Side?
    let keyword: String
    let parameter: String?
    let offset: Int
    let schema: SchemaLocation?
  }
}
