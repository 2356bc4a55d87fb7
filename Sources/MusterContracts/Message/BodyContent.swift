import Muster

/// Content that is not JSON, but that JSON can be made of: text, forms, parts and streams.
///
/// Each is turned into one JSON text or several, which are held to the schema. The position of an issue is that of the
/// value in the body: of the entry of a form, of the part or what its JSON has, of the item or event of a stream.
struct BodyContent: Sendable {
  let kind: MediaTypeName.Kind
  let mediaType: MediaType
  /// The `Content-Type` that it was sent with.
  let sent: String?
  let reading: Reading
  /// The schema of the whole, or of each item where `itemSchema` has none.
  let schema: Schema?
  /// The schema of each item of a stream.
  let itemSchema: Schema?
  /// The schema of the JSON in an event's data.
  let dataSchema: Schema?

  /// Whether there is anything that content of this kind can be held to.
  var isCheckable: Bool {
    guard schema != nil || itemSchema != nil else { return false }
    switch kind {
    case .json, .other: return false
    // Objects and lists have no form as text that is written down anywhere.
    case .text: return !mediaType.shape.types.isDisjoint(with: .scalar)
    case .form, .multipart, .sequence, .events: return true
    }
  }

  /// What the check came to: the outcome, and how many issues there were beyond the limit.
  struct Result {
    var issues: [Issue] = []
    var omitted = 0
    var stopped: LimitExceeded?
    /// Fields that nothing documents, and how many there were beyond the limit.
    var undocumented: [Issue] = []
    var omittedUndocumented = 0
    /// What is asked for.
    fileprivate var asksUndocumented = false
    fileprivate var disclosure = Disclosure.safe
    var notices: [Notice] = []

    var outcome: Outcome {
      if let stopped { return .stopped(stopped) }
      return issues.isEmpty ? .valid : .invalid(issues)
    }
  }

  /// Checks a body.
  ///
  /// - Complexity: O(*n*) in the size of the body, and what its schemas cost.
  func inspect(
    _ body: [UInt8], limits: Limits, undocumented: Bool = false, disclosing disclosure: Disclosure = .safe
  ) -> Result {
    var result = Result()
    result.asksUndocumented = undocumented
    result.disclosure = disclosure
    if body.count > limits.bytes, case .stopped(let limit)? = (schema ?? itemSchema)?.check(body, limits: limits) {
      result.stopped = limit
      return result
    }
    switch kind {
    case .form: inspect(form: body, limits, &result)
    case .multipart: inspect(multipart: body, limits, &result)
    case .sequence: inspect(sequence: body, limits, &result)
    case .events: inspect(events: body, limits, &result)
    case .text: inspect(text: body, limits, &result)
    case .json, .other: break
    }
    return result
  }

  static let start = TextPosition(offset: 0, line: 1, column: 1)

  // MARK: Text and forms

  private func inspect(text body: [UInt8], _ limits: Limits, _ result: inout Result) {
    guard let text = text(body) else {
      return add("content", Reason(.malformedText, expected: Reason.Expected(format: charset ?? "UTF-8")), &result)
    }
    inspect(WrittenValue.text(text).candidates(mediaType.shape), limits, &result)
  }

  /// Text in UTF-8 or, where the media type says so, Latin-1.
  private func text(_ bytes: [UInt8]) -> String? {
    if charset == "iso-8859-1" || charset == "latin1" {
      var text = ""
      for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
      return text
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private var charset: String? {
    sent.flatMap { HeaderParameters($0)["charset"] }.map(\.asciiLowercased)
  }

  private var form: FormShape { mediaType.form ?? FormShape(shape: mediaType.shape) }

  private func inspect(form body: [UInt8], _ limits: Limits, _ result: inout Result) {
    do throws(StyleDecoder.Mistake) {
      let decoder = FormDecoder(form: form, isTolerant: reading == .intent)
      let values = try decoder.values(of: NamedTexts(query: body))
      inspect(
        values.flatMap { $0.candidates(form.shape) }, isCut: values.contains { $0.isBeyond(form.shape) }, limits,
        &result, places: ValuePlaces(form: body))
    } catch {
      if let limit = error.limit {
        result.stopped = limit
      } else {
        let position = ValuePlaces(form: body).position(
          ofFirst: error.reason.subject?.name ?? "", at: error.innerOffset)
        add(error.keyword, shown(error.reason, result.disclosure), &result, position)
      }
    }
  }

  /// A reason that names an entry of a form as far as that may be shown: names that the form does not have are the
  /// sender's, and may be anything.
  private func shown(_ reason: Reason, _ disclosure: Disclosure) -> Reason {
    guard disclosure != .all, let subject = reason.subject, form.shape.named(subject.name) == nil else { return reason }
    var reason = reason
    reason.subject = Reason.Subject(subject.kind, Disclosure.omission)
    return reason
  }

  private func inspect(multipart body: [UInt8], _ limits: Limits, _ result: inout Result) {
    let parts: [MultipartForm.Part]
    do throws(MultipartForm.Mistake) {
      parts = try MultipartForm(body, contentType: sent).parts
    } catch {
      switch error {
      case .noBoundary: add("content", Reason(.noBoundary), &result)
      case .unfinished: add("content", Reason(.unfinishedParts), &result)
      case .header: add("content", Reason(.malformedPartHeader), &result)
      }
      return
    }
    var decoder = PartDecoder(form: form, isTolerant: reading == .intent)
    for part in parts { decoder.add(part) }
    decoder.finish()
    if let limit = decoder.mistakes.lazy.compactMap(\.limit).first {
      result.stopped = limit
      return
    }
    // A recording of a thousand bad parts needs no thousand messages.
    let source = decoder.mistakes.isEmpty ? nil : SourceText(name: "", bytes: body)
    for mistake in decoder.mistakes.prefix(limits.issues) {
      let position = mistake.offset.flatMap { source?.position(at: $0) } ?? BodyContent.start
      add(mistake.keyword, mistake.reason, &result, position)
    }
    result.omitted += max(0, decoder.mistakes.count - limits.issues)
    guard !decoder.hasNameless else { return }
    let count = result.issues.count
    let value = decoder.value
    inspect(
      value.candidates(form.shape), isCut: value.isBeyond(form.shape), limits, &result,
      places: ValuePlaces(body, parts: parts))
    let found = result.issues[count...].filter { issue in
      !(issue.instance.tokens.first.map(decoder.mistaken.contains) ?? false)
    }
    result.issues.replaceSubrange(count..., with: found)
  }

  /// Holds the likeliest of some JSON texts to the schema; any other that passes will do.
  ///
  /// - Parameters:
  ///   - isCut: Whether the texts may be wrong because their shape is not complete.
  ///   - places: Where the body has the values; only worked out if something is found.
  private func inspect(
    _ candidates: [[UInt8]], isCut: Bool = false, _ limits: Limits, _ result: inout Result,
    places: @autoclosure () -> ValuePlaces? = nil
  ) {
    guard let schema else { return }
    var known: ValuePlaces?
    func moved(_ issue: Issue) -> Issue {
      known = known ?? places()
      return BodyContent.moved(issue, to: issue.instance, known?.position(of: issue.instance) ?? BodyContent.start)
    }
    var first: Inspection?
    for candidate in candidates {
      let inspection = schema.inspect(
        candidate.span, limits: limits, undocumented: result.asksUndocumented, disclosing: result.disclosure)
      if inspection.outcome.isValid {
        note(inspection.undocumented, &result, moved)
        result.notices += inspection.notices.map { $0.moved(to: BodyContent.start) }
        return
      }
      first = first ?? inspection
    }
    guard let first else { return }
    if isCut, case .invalid = first.outcome {
      result.stopped = ValueShape.cut
      return
    }
    note(first.undocumented, &result, moved)
    take(first, limits, &result, moved)
  }

  // MARK: Streams

  /// Whether the schema without `itemSchema` is of the whole stream, as a list of its items (OpenAPI 3.2, section 4.14.2),
  /// rather than of each item, as vendors mean one that is no list.
  private var isOfWhole: Bool { mediaType.shape.isArray }

  private func inspect(sequence body: [UInt8], _ limits: Limits, _ result: inout Result) {
    let items = JSONSequence.items(body)
    let each = itemSchema ?? (isOfWhole ? nil : schema)
    let source = SourceText(name: "", bytes: body)
    for (index, item) in items.enumerated() {
      guard let each else { continue }
      inspect(item.bytes, each, at: index, limits, &result) { source.position(at: item.offset + $0.offset) }
    }
    if isOfWhole {
      inspect(whole: items.map(\.bytes), limits, &result) { source.position(at: items[$0].offset + $1) }
    }
  }

  private func inspect(events body: [UInt8], _ limits: Limits, _ result: inout Result) {
    guard let (whole, last) = EventStream.events(body) else {
      return add("content", Reason(.malformedText, expected: Reason.Expected(format: "UTF-8")), &result)
    }
    var events = whole
    if let last, BodyContent.isJSON(last.data) { events.append(last) }
    // OpenAI and others end their streams by a word that is no JSON.
    events.removeAll { $0.data == "[DONE]" }
    let source = SourceText(name: "", bytes: body)
    for (index, event) in events.enumerated() {
      let inData: (TextPosition) -> TextPosition = { source.position(at: event.offset(ofData: $0.offset)) }
      if let schema = itemSchema ?? (!isOfWhole && isEventSchema ? schema : nil) {
        let json = json(of: event)
        inspect(json.text, schema, at: index, limits, &result) { source.position(at: json.offset(of: $0.offset)) }
      } else if let schema, !isOfWhole {
        inspect(Array(event.data.utf8), schema, at: index, limits, &result, inData)
      }
      if let dataSchema, itemSchema != nil || isEventSchema {
        inspect(Array(event.data.utf8), dataSchema, at: index, limits, &result, inData)
      }
    }
    if isOfWhole {
      inspect(whole: events.map { Array($0.data.utf8) }, limits, &result) {
        source.position(at: events[$0].offset(ofData: $1))
      }
    }
  }

  /// Whether the schema is of events rather than of their data: it names the fields that events have.
  private var isEventSchema: Bool {
    let shape = mediaType.shape
    return shape.named("data") != nil && ["event", "id", "retry"].contains { shape.named($0) != nil }
  }

  /// An event as an object (OpenAPI 3.2, section 4.14.4); data is JSON where the schema has no text there.
  private func json(of event: EventStream.Event) -> EventJSON {
    let isText = mediaType.shape.member("data").types.contains(.string)
    return EventJSON(event, isText: isText)
  }

  private static func isJSON(_ text: String) -> Bool { WrittenValue(json: text) != nil }

  /// Holds an item to a schema; `place` says where in the body a position in the item is.
  private func inspect(
    _ item: [UInt8], _ schema: Schema, at index: Int, _ limits: Limits, _ result: inout Result,
    _ place: (TextPosition) -> TextPosition
  ) {
    guard result.stopped == nil else { return }
    let inspection = schema.inspect(
      item.span, limits: limits, undocumented: result.asksUndocumented, disclosing: result.disclosure)
    note(inspection.undocumented, &result) { issue in
      BodyContent.moved(
        issue, to: JSONPointer([String(index)] + issue.instance.tokens), place(issue.position))
    }
    let prefix = JSONPointer([String(index)])
    if case .unreadable(let error) = inspection.outcome {
      let position = place(error.position)
      let reason = Reason(error, subject: Reason.Subject(.item, String(index)))
      return add("json", reason, &result, position, at: prefix, limits: limits)
    }
    take(inspection, limits, &result) { issue in
      BodyContent.moved(issue, to: JSONPointer(prefix.tokens + issue.instance.tokens), place(issue.position))
    }
  }

  /// Holds items as a list to the schema; `place` says where in the body a byte of an item is.
  private func inspect(
    whole items: [[UInt8]], _ limits: Limits, _ result: inout Result,
    _ place: (_ item: Int, _ offset: Int) -> TextPosition
  ) {
    guard let schema else { return }
    var text = [UInt8(ascii: "[")]
    var starts: [Int] = []
    for (index, item) in items.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      starts.append(text.count)
      text += item
    }
    func moved(_ issue: Issue) -> Issue {
      // The item is the first token; what is wrong with the whole is at its start.
      guard let item = issue.instance.tokens.first.flatMap({ Int($0) }), starts.indices.contains(item) else {
        return BodyContent.moved(issue, to: issue.instance, BodyContent.start)
      }
      return BodyContent.moved(
        issue, to: issue.instance, place(item, max(0, issue.position.offset - starts[item])))
    }
    text.append(UInt8(ascii: "]"))
    let inspection = schema.inspect(
      text.span, limits: limits, undocumented: result.asksUndocumented, disclosing: result.disclosure)
    note(inspection.undocumented, &result, moved)
    if case .unreadable(let error) = inspection.outcome {
      let offset = error.position.offset
      let position = starts.lastIndex { $0 <= offset }.map { place($0, offset - starts[$0]) } ?? BodyContent.start
      return add("json", Reason(error, subject: Reason.Subject(.item, Disclosure.omission)), &result, position)
    }
    take(inspection, limits, &result, moved)
  }

  // MARK: Issues

  private func note(_ members: UndocumentedMembers, _ result: inout Result, _ moved: (Issue) -> Issue) {
    result.undocumented += members.members.map { moved($0.issue) }
    result.omittedUndocumented += members.omitted
  }

  private func take(
    _ inspection: Inspection, _ limits: Limits, _ result: inout Result, _ moved: (Issue) -> Issue
  ) {
    for notice in inspection.notices where notice.code == .notChecked && !result.notices.contains(notice) {
      result.notices.append(notice)
    }
    switch inspection.outcome {
    case .valid: break
    case .stopped(let limit): result.stopped = limit
    case .unreadable(let error): add("json", Reason(error), &result)
    case .invalid(let issues):
      let room = max(0, limits.issues - result.issues.count)
      result.issues += issues.prefix(room).map(moved)
      result.omitted += inspection.omittedIssues + max(0, issues.count - room)
    }
  }

  private func add(
    _ keyword: String, _ reason: Reason, _ result: inout Result, _ position: TextPosition = BodyContent.start,
    at instance: JSONPointer = JSONPointer(), limits: Limits? = nil
  ) {
    if let limits, result.issues.count >= limits.issues {
      result.omitted += 1
      return
    }
    result.issues.append(
      Issue(
        reason, keyword: keyword, instance: instance, position: position,
        schema: mediaType.location))
  }

  private static func moved(_ issue: Issue, to instance: JSONPointer, _ position: TextPosition) -> Issue {
    issue.moved(to: instance, position)
  }
}
