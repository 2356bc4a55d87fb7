import Muster
import MusterContracts
import MusterYAML

/// Recordings that are one JSON or YAML document.
extension RecordingRedactor {
  /// A document with stand-ins, once all of it is read.
  ///
  /// - Throws: ``Unreadable`` if a stand-in cannot be written in the place of what it stands for.
  mutating func document(
    _ text: [UInt8], _ form: RecordingForm, _ entries: [RecordingEntry]
  ) throws(Unreadable) -> [UInt8] {
    guard let outline = outline(text) else { throw Unreadable(reason: Reason(.recordingNotRewritten)) }
    let known = RecordingRedactor.knowledge(of: entries, form)
    var first = redacted(text, outline, known)
    guard !router.entries.isEmpty else { return try checked(first, text, outline) }
    let due = entries.map { entry in findings(content: entry.content) }
    var changed = differing(first.text, form, entries, from: due)
    guard !changed.isEmpty else { return try checked(first, text, outline) }
    let starts = entries.map(\.place.position.offset).sorted()
    var searches = changed.map { index in
      DocumentSearch(first, index, start: entries[index].place.position.offset, starts: starts)
    }
    // What makes a difference may be written elsewhere; then nothing of the exchange has to stay.
    var masks: [Int: [Bool]] = [:]
    for search in searches { masks.merge(search.masks) { $1 } }
    let hopeless = differing(
      redacted(text, outline, known, masks: masks).text, form, entries, from: due, among: changed)
    searches.removeAll { hopeless.contains($0.entry) }
    // All exchanges are searched at the same time, so that the document is read once for a step of each.
    while true {
      masks = [:]
      var isEnded = true
      for index in searches.indices {
        let proposal = searches[index].next()
        isEnded = isEnded && !searches[index].isWaiting
        masks.merge(proposal) { $1 }
      }
      if isEnded { break }
      let asked = Set(searches.filter(\.isWaiting).map(\.entry))
      let new = redacted(text, outline, known, masks: masks).text
      let wrong = differing(new, form, entries, from: due, among: asked)
      for index in searches.indices { searches[index].answer(!wrong.contains(searches[index].entry)) }
    }
    masks = [:]
    for search in searches { masks.merge(search.masks) { $1 } }
    first = redacted(text, outline, known, masks: masks)
    changed = differing(first.text, form, entries, from: due)
    changedExchanges += changed.count
    return try checked(first, text, outline)
  }

  // MARK: Reading

  private func outline(_ text: [UInt8]) -> TextOutline? {
    let start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = text[start...].first { !$0.isJSONSpace }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      return JSONOutline(text, from: start).map { TextOutline($0) }
    }
    let reader = YAMLReader(limits: .init(documentBytes: limits.documentBytes), reading: .intent)
    do throws(YAMLError) {
      return TextOutline(try YAMLOutline(SourceText(name: "", bytes: text), reader: reader))
    } catch {
      return nil
    }
  }

  private static func knowledge(of entries: [RecordingEntry], _ form: RecordingForm) -> RedactedDocument {
    var known = RedactedDocument()
    known.isRecording = true
    known.hasHexadecimalBodies = form == .nock
    for entry in entries {
      guard case .read(let exchange) = entry.content else { continue }
      for body in [exchange.request.body, exchange.response?.body ?? .none] {
        if let origin = body.origin { known.bodies[origin.position.offset] = origin.form }
      }
    }
    return known
  }

  private mutating func findings(content: RecordingEntry.Content) -> Set<FoundPlace>? {
    if case .read(let exchange) = content { findings(exchange) } else { nil }
  }

  /// The entries of which other things are found in a new text than in the old one.
  private mutating func differing(
    _ new: [UInt8], _ form: RecordingForm, _ entries: [RecordingEntry], from due: [Set<FoundPlace>?],
    among asked: Set<Int>? = nil
  ) -> Set<Int> {
    var document = RecordingDocument(form: form, limits: limits, attached: attached)
    document.feed(new[...])
    let found = document.entries().entries
    guard found.count == entries.count, zip(found, entries).allSatisfy({ $0.start == $1.place.position }) else {
      return Set(entries.indices)
    }
    var differing: Set<Int> = []
    for (index, entry) in found.enumerated() where asked?.contains(index) ?? true {
      if findings(content: entry.content) != due[index] { differing.insert(index) }
    }
    return differing
  }

  // MARK: Writing

  /// What became of a document, and its values by their numbers.
  struct Redacted {
    let text: [UInt8]
    let values: [[UInt8]]
    let places: [Int]
    let wanted: [Int: [UInt8]]
  }

  private func redacted(
    _ text: [UInt8], _ outline: TextOutline, _ known: RedactedDocument, masks: [Int: [Bool]] = [:]
  ) -> Redacted {
    var values: [[UInt8]] = []
    let router = router
    var redactor = ExchangeRedactor(
      standIn: standIn, isLiteral: { RecordingRedactor.isLiteral($0, router) },
      decide: { index, old, new in
        values.append(old)
        return masks[index].map { RecordingRedactor.mixed(old, new, $0) } ?? new
      })
    var new = redactor.document(outline, text, known)
    for comment in RecordingRedactor.comments(of: outline, text) {
      new.replaceSubrange(comment, with: standIn.text(Array(text[comment])))
    }
    return Redacted(text: new, values: values, places: redactor.places, wanted: redactor.wanted)
  }

  private static func comments(of outline: TextOutline, _ text: [UInt8]) -> [Range<Int>] {
    guard outline.isYAML else { return [] }
    var scalars: [Range<Int>] = []
    for node in outline.nodes {
      for scalar in [node.name, node.scalar] {
        guard let scalar, let content = scalar.content else { continue }
        let places = YAMLReader.places(of: content, inScalarAt: scalar.range.lowerBound, of: text)
        guard let first = places.first, let last = places.last, first <= last else { continue }
        scalars.append(first..<last)
      }
    }
    return YAMLComments.ranges(in: text, between: scalars)
  }

  /// The new text, if it says what it is to say and is made as the old one is.
  private func checked(_ redacted: Redacted, _ text: [UInt8], _ old: TextOutline) throws(Unreadable) -> [UInt8] {
    guard redacted.text.count == text.count, let new = outline(redacted.text),
      new.isMade(as: old, saying: redacted.wanted)
    else { throw Unreadable(reason: Reason(.recordingNotRewritten)) }
    return redacted.text
  }
}

/// The search for what has to stay of one exchange of a document.
private struct DocumentSearch {
  /// The exchange by its number.
  let entry: Int
  /// The numbers of its values.
  private let numbers: Range<Int>
  private var search: CharacterSearch
  /// Whether an answer is awaited.
  private(set) var isWaiting = false

  /// - Parameters:
  ///   - start: Where the exchange begins.
  ///   - starts: Where all begin, in the order of the text. What comes before the first is its own.
  init(_ redacted: RecordingRedactor.Redacted, _ entry: Int, start: Int, starts: [Int]) {
    self.entry = entry
    let next = starts.firstIndex { $0 > start }
    let first = start == starts.first ? 0 : DocumentSearch.count(redacted.places, before: start)
    let end = next.map { DocumentSearch.count(redacted.places, before: starts[$0]) } ?? redacted.places.count
    numbers = first..<max(first, end)
    search = CharacterSearch(
      sizes: numbers.map { redacted.values[$0].count }, budget: RecordingRedactor.judgements)
  }

  /// The masks to try next; once there is nothing more to try, those that were found.
  mutating func next() -> [Int: [Bool]] {
    let proposal = search.next()
    isWaiting = proposal != nil
    return global(proposal ?? search.masks)
  }

  mutating func answer(_ isRight: Bool) {
    if isWaiting { search.answer(isRight) }
  }

  /// What has to stay, by the numbers of values in the document.
  var masks: [Int: [Bool]] { global(search.masks) }

  private func global(_ masks: [Int: [Bool]]) -> [Int: [Bool]] {
    Dictionary(uniqueKeysWithValues: masks.map { (numbers.lowerBound + $0.key, $0.value) })
  }

  /// How many of some places, which are in order, are before another.
  private static func count(_ places: [Int], before place: Int) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = low + (high - low) / 2
      if places[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
