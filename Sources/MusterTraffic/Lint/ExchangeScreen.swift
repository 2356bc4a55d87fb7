import Muster
import MusterContracts

/// Finds the exchanges that are right without building anything of their texts.
///
/// What judging an exchange comes to depends on its values and on all the rest: operation, status, names, media types,
/// what is there and what is not. All the rest is the exchange's *key*. The first exchange of a key is judged in full;
/// if nothing is found that a value decides, its rows become the key's ``ScreenProfile``, and of the next ones only the
/// values are checked, by the same schemas. What does not pass, or is written in an unusual way, is judged in full.
///
/// In a steady state nothing is allocated: the text is read onto a tape, and what is found there is looked at in place.
public struct ExchangeScreen: ~Copyable {
  let router: Router
  let reading: Reading
  let limits: Limits
  private var archive = MemberReader(ScreenSlot.har)
  private var lines = MemberReader(ScreenSlot.line)
  private var fields: ContiguousArray<FoundField> = []
  private var key = ByteBuffer()
  private var keyHash: UInt64 = 0
  private var requestBytes = ByteBuffer()
  private var responseBytes = ByteBuffer()
  private var value = ByteBuffer()
  private var operations: [OperationChecks?]
  /// By operation, those of the statuses that were met.
  private var responses: [[(status: Int, checks: ResponseChecks)]]
  private(set) var profiles = ScreenProfiles()

  /// How often a profile was met in the batch.
  struct Tally: Sendable {
    var count = 0
    /// The item that it was first met in.
    var firstItem = 0
    /// Whether its findings have all the places that they show.
    var isShown: Bool
  }

  private(set) var tallies: [Tally] = []
  /// The profiles that were met.
  private(set) var met: [Int] = []
  /// How many exchanges were right.
  public private(set) var screenedCount = 0
  /// The operation of the last exchange; -1 if it has no key.
  private var lastEntry = -1
  private var lastBaseCount = 0

  /// Stands for an operation if the host is foreign.
  private static let foreignEntry = -2
  /// Whether the last exchange was with a host that no contract is for, as others were that were judged in full.
  private(set) var isForeign = false
  /// Where the method, the target and the `Host` field of the last exchange are in its text.
  private var lastMethod = 0..<0
  private var lastTarget = 0..<0
  private var lastHost = 0..<0

  /// The profile that the last exchange has but for one of its bodies, which does not pass.
  private(set) var failed: (profile: Int, side: BodyRule.Side)?
  private var lastRequest = ScreenedExchange.Body()
  private var lastResponse = ScreenedExchange.Body()

  /// How long a key may be.
  private static let keyLimit = 4_096

  /// A screen for a linter's exchanges.
  init(router: Router, options: JudgeOptions) {
    self.router = router
    reading = options.reading
    limits = options.limits
    operations = Array(repeating: nil, count: router.entries.count)
    responses = Array(repeating: [], count: router.entries.count)
  }

  // MARK: Screening

  /// The profile of an exchange that is right; -1 for one that is to be judged in full.
  mutating func screen(_ text: Span<UInt8>, _ form: RecordingForm) -> Int {
    lastEntry = -1
    isForeign = false
    failed = nil
    switch form {
    case .har: return screenArchive(text)
    case .ndjson: return screenLine(text)
    // Recordings of other forms have no entries of text.
    default: return -1
    }
  }

  /// The method, the target and the `Host` field of the last exchange, which is foreign.
  func target(in text: Span<UInt8>) -> (method: String, url: String, hostField: String?) {
    func string(_ range: Range<Int>) -> String { String(decoding: range.map { text[$0] }, as: UTF8.self) }
    return (string(lastMethod), string(lastTarget), lastHost.isEmpty ? nil : string(lastHost))
  }

  private mutating func screenArchive(_ text: Span<UInt8>) -> Int {
    guard archive.read(text), var exchange = ScreenedExchange(&archive, text, &fields),
      exchange.takeArchiveBodies(archive, text), makeKey(exchange, text, isArchive: true), !findForeign()
    else { return -1 }
    return check(exchange, text, stated: archive.found[ScreenSlot.contentSize])
  }

  private mutating func screenLine(_ text: Span<UInt8>) -> Int {
    guard lines.read(text), var exchange = ScreenedExchange(&lines, text, &fields) else { return -1 }
    exchange.takeLineBodies(lines)
    guard makeKey(exchange, text, isArchive: false), !findForeign() else { return -1 }
    return check(exchange, text, stated: FoundMember())
  }

  /// Whether the key is of a foreign host; ``isForeign`` says whether it is known.
  private mutating func findForeign() -> Bool {
    guard lastEntry == ExchangeScreen.foreignEntry else { return false }
    isForeign = profiles.index(key, keyHash) >= 0
    return true
  }

  /// Checks the values of an exchange whose key was made.
  private mutating func check(_ exchange: ScreenedExchange, _ text: Span<UInt8>, stated: FoundMember) -> Int {
    requestBytes.removeAll()
    responseBytes.removeAll()
    (lastRequest, lastResponse) = (exchange.requestBody, exchange.responseBody)
    guard
      ExchangeScreen.take(exchange.requestBody, text, into: &requestBytes),
      ExchangeScreen.take(exchange.responseBody, text, into: &responseBytes)
    else {
      lastEntry = -1
      return -1
    }
    // What needs no decoding is looked at in place.
    let request = exchange.requestBody.isPlain ? exchange.requestBody.range : nil
    let response = exchange.responseBody.isPlain ? exchange.responseBody.range : nil
    guard
      isComplete(exchange, text, stated, request?.count ?? requestBytes.count, response?.count ?? responseBytes.count)
    else {
      lastEntry = -1
      return -1
    }
    // How a body is read depends on what it begins with.
    key.append(
      request.map { ExchangeScreen.beginning(text, $0) }
        ?? requestBytes.withSpan { ExchangeScreen.beginning($0, 0..<$0.count) })
    key.append(
      response.map { ExchangeScreen.beginning(text, $0) }
        ?? responseBytes.withSpan { ExchangeScreen.beginning($0, 0..<$0.count) })
    keyHash = key.hash
    let index = profiles.index(key, keyHash)
    guard index >= 0, profiles.profiles[index].operation == lastEntry,
      profiles.profiles[index].baseCount == lastBaseCount
    else { return -1 }
    let profile = profiles.profiles[index]
    let requestPasses =
      jsonPasses(profile.request.check, exchange.requestBody, ScreenSlot.requestBody, text)
      ?? request.map { passes(profile.request.check, text, $0) }
      ?? requestBytes.withSpan { passes(profile.request.check, $0, 0..<$0.count) }
    let responsePasses =
      jsonPasses(profile.response.check, exchange.responseBody, ScreenSlot.responseBody, text)
      ?? response.map { passes(profile.response.check, text, $0) }
      ?? responseBytes.withSpan { passes(profile.response.check, $0, 0..<$0.count) }
    guard requestPasses || responsePasses, parametersPass(exchange, text) else { return -1 }
    if requestPasses, responsePasses { return index }
    failed = (index, requestPasses ? .response : .request)
    return -1
  }

  /// Whether a body that is a JSON value of a line passes, as it is on the line's tape; `nil` if it has to be read by
  /// itself.
  private func jsonPasses(
    _ check: ScreenProfile.BodyCheck, _ body: ScreenedExchange.Body, _ slot: Int, _ text: Span<UInt8>
  ) -> Bool? {
    guard body.form == .json, case .schema(let schema) = check else { return nil }
    return schema.passesWithoutNotice(lines, slot, of: text, limits: limits)
  }

  /// The bytes of the body that alone does not pass.
  func failedBody(in text: Span<UInt8>) -> [UInt8] {
    guard let failed else { return [] }
    let isRequest = failed.side == .request
    let body = isRequest ? lastRequest : lastResponse
    guard body.isPlain else { return isRequest ? requestBytes.copy() : responseBytes.copy() }
    return body.range.map { text[$0] }
  }

  private func passes(_ check: ScreenProfile.BodyCheck, _ text: Span<UInt8>, _ body: Range<Int>) -> Bool {
    switch check {
    case .nothing: return true
    case .schema(let schema): return schema.passesWithoutNotice(text.extracting(body), limits: limits)
    // The bytes of packed data say what they are.
    case .opaque:
      guard let first = body.first.map({ text[$0] }) else { return false }
      return first >= 0x20 && first < 0x7F && first != 0x78 && first != 0x50
    }
  }

  /// Decodes a body, if it needs that; `false` if its base64 is written in an unusual way.
  private static func take(_ body: ScreenedExchange.Body, _ text: Span<UInt8>, into bytes: inout ByteBuffer) -> Bool {
    switch body.form {
    case .base64: return bytes.append(decodingBase64: text, body.range)
    case .string where body.hasEscapes: bytes.append(decoding: text, body.range)
    case .absent, .json, .string: break
    }
    return true
  }

  private static func beginning(_ text: Span<UInt8>, _ body: Range<Int>) -> UInt8 {
    guard let first = body.first else { return 0 }
    switch text[first] {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return 1
    case UInt8(ascii: "<"): return 2
    default: return 3
    }
  }

  /// Whether the recording has as many bytes of each body as it says there were.
  private func isComplete(
    _ exchange: ScreenedExchange, _ text: Span<UInt8>, _ stated: FoundMember, _ request: Int, _ response: Int
  ) -> Bool {
    if stated.kind == .number, response > 0, text[stated.start] != UInt8(ascii: "-") {
      guard let size = ScreenedExchange.number(text, stated.start..<stated.end), size <= response else {
        return false
      }
    }
    return isComplete(exchange.requestFields, text, request) && isComplete(exchange.responseFields, text, response)
  }

  private func isComplete(_ range: Range<Int>, _ text: Span<UInt8>, _ count: Int) -> Bool {
    guard count > 0 else { return true }
    for index in range where FieldNames.kind(of: fields[index]) == .contentLength {
      guard let size = ScreenedExchange.number(text, fields[index].value), size <= count else { return false }
    }
    return true
  }

  // MARK: Values

  private mutating func parametersPass(_ exchange: ScreenedExchange, _ text: Span<UInt8>) -> Bool {
    guard let operation = operations[lastEntry] else { return false }
    let target = text.extracting(exchange.url)
    guard pathPasses(operation, target), queryPasses(operation, target) else { return false }
    for named in operation.headers where !fieldsPass(exchange.requestFields, text, named) { return false }
    for named in checks(lastEntry, exchange.status).headers where !fieldsPass(exchange.responseFields, text, named) {
      return false
    }
    return true
  }

  private static let slash = ByteSearch(
    UInt8(ascii: "/"), UInt8(ascii: "/"), UInt8(ascii: "/"), UInt8(ascii: "/"))

  private mutating func pathPasses(_ operation: OperationChecks, _ target: Span<UInt8>) -> Bool {
    guard !operation.path.isEmpty else { return true }
    // Where the path begins was seen when the key was made.
    var start = pathStart
    var segment = -lastBaseCount
    var next = 0
    while start <= pathEnd, next < operation.path.count {
      let end = ExchangeScreen.slash.first(in: target, from: start, to: pathEnd)
      if segment == operation.path[next].segment {
        guard operation.path[next].check.accepts(target, start..<end, &value) else { return false }
        next &+= 1
      }
      segment &+= 1
      start = end &+ 1
    }
    return next == operation.path.count
  }

  private mutating func queryPasses(_ operation: OperationChecks, _ target: Span<UInt8>) -> Bool {
    guard pathEnd < target.count, !operation.query.isEmpty else { return true }
    var start = pathEnd + 1
    while start < target.count {
      let (equals, end) = ExchangeScreen.pair(target, start)
      if let named = operation.query.first(where: { ScreenText.isExactly(target, start..<equals, $0.name) }) {
        guard equals < end, named.check.accepts(target, (equals + 1)..<end, &value) else { return false }
      }
      start = end + 1
    }
    return true
  }

  /// Where the name of a query's pair ends, and where the pair does.
  private static func pair(_ target: Span<UInt8>, _ start: Int) -> (equals: Int, end: Int) {
    var end = start
    var equals = -1
    while end < target.count, target[end] != UInt8(ascii: "&") {
      if equals < 0, target[end] == UInt8(ascii: "=") { equals = end }
      end &+= 1
    }
    return (equals < 0 ? end : equals, end)
  }

  private mutating func fieldsPass(
    _ range: Range<Int>, _ text: Span<UInt8>, _ named: OperationChecks.Named
  ) -> Bool {
    for index in range where ScreenText.isSame(text, fields[index].name, named.name) {
      if fields[index].hasEscapes || !named.check.accepts(text, fields[index].value, &value) { return false }
    }
    return true
  }

  // MARK: Keys

  /// Where the path's first segment begins in the target, and where the path ends.
  private var pathStart = 0
  private var pathEnd = 0

  /// Makes the key of an exchange, without what its bodies begin with; `false` if it has none.
  private mutating func makeKey(
    _ exchange: ScreenedExchange, _ text: Span<UInt8>, isArchive: Bool
  ) -> Bool {
    let target = text.extracting(exchange.url)
    var host = 0..<0
    for index in exchange.requestFields where FieldNames.kind(of: fields[index]) == .host {
      host = fields[index].value
      if fields[index].hasEscapes { return false }
      break
    }
    guard let places = Router.TargetPlaces(target, hasHostField: !host.isEmpty) else { return false }
    (lastMethod, lastTarget, lastHost) = (exchange.method, exchange.url, host)
    switch router.find(method: text.extracting(exchange.method), target, places, hostField: text.extracting(host)) {
    case .operation(let entry, let baseCount): (lastEntry, lastBaseCount) = (entry, baseCount)
    case .unknown: return false
    case .foreign:
      makeForeignKey(exchange, text, authority: places.authorityEnd, host, isArchive)
      return true
    }
    (pathStart, pathEnd) = (places.firstSegment, places.pathEnd)
    guard let operation = checks(lastEntry) else { return false }
    let response = checks(lastEntry, exchange.status)
    key.removeAll()
    key.append(number: lastEntry)
    key.append(number: exchange.status)
    key.appendWithLength(text, exchange.method)
    key.appendWithLength(target, 0..<places.authorityEnd)
    key.appendWithLength(text, places.hasHost ? 0..<0 : host)
    key.append(operation.isPathPlain ? 1 : 0)
    if !operation.isPathPlain { key.appendWithLength(target, places.authorityEnd..<places.pathEnd) }
    appendQuery(operation, target)
    for slot in [ScreenSlot.requestSize, ScreenSlot.responseSize, ScreenSlot.contentSize] {
      let found = isArchive ? archive.found[slot] : FoundMember()
      let size = ScreenedExchange.sizeClass(found, text)
      guard size != .other else {
        lastEntry = -1
        return false
      }
      key.append(size.rawValue)
    }
    for slot in [ScreenSlot.requestBodyType, ScreenSlot.responseBodyType] {
      let found = isArchive ? archive.found[slot] : FoundMember()
      key.append(found.kind.rawValue)
      if found.kind == .string { key.appendWithLength(text, found.start..<found.end) }
    }
    key.append(exchange.requestBody.form.rawValue)
    key.append(exchange.responseBody.form.rawValue)
    appendFields(exchange.requestFields, text, operation.otherHeaders, operation.readsCookies)
    appendFields(exchange.responseFields, text, response.otherHeaders, false)
    if isArchive { archive.appendNames(to: &key) } else { lines.appendNames(to: &key) }
    if key.count > ExchangeScreen.keyLimit {
      lastEntry = -1
      return false
    }
    return true
  }

  /// Makes the key of an exchange with a foreign host, of which nothing else counts.
  private mutating func makeForeignKey(
    _ exchange: ScreenedExchange, _ text: Span<UInt8>, authority: Int, _ host: Range<Int>, _ isArchive: Bool
  ) {
    lastEntry = ExchangeScreen.foreignEntry
    key.removeAll()
    // No key of an operation begins so.
    key.append(number: -1)
    key.appendWithLength(text, exchange.method)
    key.appendWithLength(text, exchange.url.lowerBound..<(exchange.url.lowerBound + authority))
    key.appendWithLength(text, host)
    if isArchive { archive.appendNames(to: &key) } else { lines.appendNames(to: &key) }
    keyHash = key.hash
  }

  /// Adds the names of a query, and the values that are not checked where they are.
  private mutating func appendQuery(_ operation: OperationChecks, _ target: Span<UInt8>) {
    key.append(pathEnd < target.count ? 1 : 0)
    var start = pathEnd + 1
    while start < target.count {
      let (equals, end) = ExchangeScreen.pair(target, start)
      let isChecked = operation.query.contains { ScreenText.isExactly(target, start..<equals, $0.name) }
      key.appendWithLength(target, start..<(isChecked ? equals : end))
      start = end + 1
    }
  }

  /// Adds the names of fields, and as much of their values as may count without being checked.
  private mutating func appendFields(
    _ range: Range<Int>, _ text: Span<UInt8>, _ others: [[UInt8]], _ readsCookies: Bool
  ) {
    key.append(UInt8(truncatingIfNeeded: range.count))
    for index in range {
      let field = fields[index]
      key.appendWithLength(text, field.name)
      key.append(field.value.isEmpty ? 0 : 1)
      var isWhole = others.contains { ScreenText.isSame(text, field.name, $0) }
      switch FieldNames.kind(of: field) {
      case .host, .other: break
      case .contentLength:
        // Beside the bytes that are there only whether there are any counts, if it is a number.
        if let size = ScreenedExchange.number(text, field.value), size > 0 {
          key.append(1)
        } else {
          isWhole = true
        }
      case .content: isWhole = true
      case .credentials: appendScheme(text, field.value)
      case .cookie: isWhole = isWhole || readsCookies
      }
      if isWhole { key.appendWithLength(text, field.value) }
    }
  }

  /// Adds the scheme of credentials, and whether something stands behind it: no more of them is ever looked at.
  private mutating func appendScheme(_ text: Span<UInt8>, _ value: Range<Int>) {
    var end = value.lowerBound
    while end < value.upperBound, text[end] | 0x20 >= 0x61, text[end] | 0x20 <= 0x7A { end += 1 }
    key.appendWithLength(text, value.lowerBound..<end)
    key.append(end < value.upperBound && text[end] == 0x20 ? 1 : 0)
  }

  private mutating func checks(_ entry: Int) -> OperationChecks? {
    guard operations.indices.contains(entry) else { return nil }
    if let known = operations[entry] { return known }
    let made = OperationChecks(entry, router, reading: reading, limits: limits)
    operations[entry] = made
    return made
  }

  private mutating func checks(_ entry: Int, _ status: Int) -> ResponseChecks {
    for known in responses[entry] where known.status == status { return known.checks }
    let made = ResponseChecks(
      router.entries[entry].operation, status: status, reading: reading, limits: limits)
    responses[entry].append((status, made))
    return made
  }

  // MARK: Learning

  /// Takes what judging the last exchange in full came to as what its key comes to.
  ///
  /// - Parameter judgement: The judgement, with no remark that a value decides.
  mutating func learn(
    _ judgement: ExchangeJudgement, _ request: ScreenProfile.Body?, _ response: ScreenProfile.Body?
  ) {
    guard lastEntry >= 0, judgement.operation == lastEntry, judgement.messages.omittedByRule.isEmpty, let request,
      let response
    else { return }
    keep(
      ScreenProfile(
        operation: lastEntry, baseCount: lastBaseCount, rows: judgement.messages.rows,
        isInspected: judgement.messages.isInspected,
        findings: Remark.merged(judgement.messages.remarks).map { [router] remark in
          let entry = router.entries[lastEntry]
          return (remark.rule, FindingCollector.fingerprint(of: remark, entry.vendor, entry.reference))
        }, request: request, response: response))
  }

  /// Takes note that the last exchange, judged in full, has a foreign host.
  mutating func learnForeign() {
    if lastEntry == ExchangeScreen.foreignEntry { keep(.foreign) }
  }

  private mutating func keep(_ profile: ScreenProfile) {
    guard profiles.index(key, keyHash) < 0 else { return }
    if profiles.profiles.count >= ScreenProfiles.limit {
      // What was met is to be counted first.
      guard met.isEmpty else { return }
      profiles.removeAll()
      tallies = []
    }
    profiles.add(profile, key.copy(), keyHash)
    tallies.append(Tally(isShown: profile.findings.isEmpty))
  }

  /// Whether the last exchange has a key, for which something may be learnt.
  var hasKey: Bool { lastEntry != -1 }

  // MARK: Counting

  /// Takes note that the findings of a profile have all the places that they show.
  mutating func setShown(_ profile: Int) { tallies[profile].isShown = true }

  /// Counts an exchange of a profile.
  mutating func count(_ profile: Int, item: Int) {
    if tallies[profile].count == 0 {
      met.append(profile)
      tallies[profile].firstItem = item
    }
    tallies[profile].count &+= 1
    screenedCount &+= 1
  }

  /// Forgets what was counted.
  mutating func removeTallies() {
    for profile in met { tallies[profile].count = 0 }
    met.removeAll(keepingCapacity: true)
  }
}

/// Names of header fields that say more than that they are there.
///
/// They are told by their lengths and first eight bytes. Another name that looks like one only adds to a key, which does
/// no harm.
enum FieldNames {
  enum Kind {
    case host, contentLength
    /// Another one that begins with `content-`.
    case content
    case credentials, cookie, other
  }

  /// The kind of a field.
  @inline(__always)
  static func kind(of field: FoundField) -> Kind {
    switch (field.name.count, field.word) {
    case (4, 0x2020_2020_7473_6F68): .host
    case (6, 0x2020_6569_6B6F_6F63): .cookie
    case (14, 0x2D74_6E65_746E_6F63): .contentLength
    case (_, 0x2D74_6E65_746E_6F63): .content
    case (13, 0x7A69_726F_6874_7561), (19, 0x7561_2D79_786F_7270): .credentials
    default: .other
    }
  }
}
