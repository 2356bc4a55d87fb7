import Muster
import MusterContracts

/// Holds recorded traffic to the contracts of vendors.
///
/// ```swift
/// var linter = TrafficLinter(contracts: [infisical, cloudflare])
/// linter.add(contentsOf: Recording(name: "traffic.har", bytes: bytes))
/// let report = linter.report()
/// ```
/// Many exchanges are linted fastest in batches, of which most need not be read in full:
/// ```swift
/// var screen = linter.screen()
/// var batch = RecordingBatch()
/// while let chunk = nextChunk() {
///   reader.feed(chunk, into: &batch)
///   linter.add(batch, &screen)
///   batch.removeAll()
/// }
/// ```
/// A value: to use several cores, give each a copy of an empty linter, share the entries out in any way, and merge the
/// copies. The report is the same for every way of sharing out.
public struct TrafficLinter: Sendable {
  private let router: Router
  private let options: LintOptions
  private var judge: Judge
  private var collector: FindingCollector
  private var book = LedgerBook()
  private var hosts = HostBook()
  private var counts = ExchangeCounts()
  private var recordings: [RecordingSummary] = []
  /// How many exchanges each operation has.
  private var coverage: [Int: Int] = [:]
  /// How often each rule found something that is ignored.
  private var ignored: [Rule: Int] = [:]

  /// A linter that has seen nothing.
  ///
  /// - Complexity: O(*operations*).
  public init(contracts: [Contract], options: LintOptions = .init()) {
    router = Router(contracts, reading: options.judging.reading, hosts: options.hosts)
    self.options = options
    judge = Judge(router: router, options: options)
    collector = FindingCollector(limit: max(1_024, options.findings))
  }

  /// What decompressing one body may cost.
  private var inflateLimits: InflateLimits {
    InflateLimits(bytes: min(options.judging.limits.bytes, 64 << 20), ratio: 200)
  }

  // MARK: Adding

  /// Judges an exchange.
  ///
  /// - Complexity: O(*n*) in the size of the bodies, bounded by `LintOptions.limits`.
  public mutating func add(_ exchange: Exchange) { _ = judged(exchange) }

  /// Judges an exchange; gives what that came to.
  private mutating func judged(_ exchange: Exchange) -> ExchangeJudgement {
    let exchange = exchange.withUsableBodies(inflateLimits)
    var judgement = judge.judge(exchange)
    let router = router
    counts.total += 1
    if judgement.messages.isInspected {
      counts.checked += 1
    } else if judgement.messages.rows.contains(where: { $0.part == .path && $0.verdict == .undocumented }) {
      counts.undocumented += 1
    } else {
      counts.skipped += 1
    }
    let entry = judgement.operation.flatMap { router.entries.indices.contains($0) ? router.entries[$0] : nil }
    if let operation = judgement.operation { coverage[operation, default: 0] += 1 }
    book.add(judgement.messages.rows, operation: judgement.operation, place: exchange.place)
    if let host = judgement.foreignHost { hosts.add(host, fits: judgement.fits) }
    omit(judgement.messages.omittedByRule)
    let isExcluded = judgement.messages.skip(of: .path) == .excluded
    if !options.rules.isEmpty, !isExcluded {
      let judged = JudgedExchange(
        exchange: exchange, operation: entry?.operation, contract: entry?.vendor, judgement: judgement.messages)
      for rule in options.rules { judgement.messages.remarks += rule.remarks(about: judged) }
    }
    judgement.isValueless = judgement.messages.remarks.allSatisfy(\.isValueless)
    keepWanted(&judgement.messages, of: entry)
    guard !judgement.messages.remarks.isEmpty else { return judgement }
    let context = FindingCollector.Context(
      place: exchange.place, vendor: entry?.vendor, operation: entry?.reference, operationID: entry?.operation.id,
      target: { judgement.target(of: exchange, router: router) })
    for remark in Remark.merged(judgement.messages.remarks) {
      let body = remark.side == .response ? exchange.response?.body : exchange.request.body
      guard let severity = options.severity(of: remark) else { continue }
      collector.add(remark, severity: severity, context: context, body: remark.isInBody ? body : nil)
    }
    return judgement
  }

  /// Drops the remarks of rules that are off, and counts those that are ignored.
  private mutating func keepWanted(_ messages: inout MessageJudgement, of entry: Router.Entry?) {
    guard !messages.remarks.isEmpty, !options.severities.isEmpty || !options.ignoring.isEmpty else { return }
    var wanted: [Remark] = []
    for remark in Remark.merged(messages.remarks) where options.severity(of: remark) != nil {
      let pattern = FindingCollector.pattern(of: remark)
      let names = [entry?.reference, entry?.operation.id]
      let isIgnored = options.ignoring.contains { ignored in
        ignored.covers(remark, pattern: pattern, names: names) {
          FindingCollector.fingerprint(of: remark, pattern: pattern, entry?.vendor, entry?.reference)
        }
      }
      if isIgnored { ignored[remark.rule, default: 0] += 1 } else { wanted.append(remark) }
    }
    messages.remarks = wanted
  }

  /// Counts issues that were never looked at, other than those of rules that are off.
  private mutating func omit(_ counts: [Rule: Int]) {
    collector.omit(counts.filter { options.severities[$0.key] != .off })
  }

  // MARK: Many at a time

  /// A screen for batches of entries, to be used with this linter and its copies only.
  ///
  /// - Complexity: O(*operations*).
  public func screen() -> ExchangeScreen { ExchangeScreen(router: router, options: options.judging) }

  /// Judges the entries of a batch.
  ///
  /// It comes to the same as adding one entry after the other, and takes a small part of the time.
  ///
  /// - Parameters:
  ///   - batch: The entries.
  ///   - screen: What finds the exchanges that are right without building anything; give the same one each time.
  /// - Complexity: O(*n*) in the size of the exchanges; for those that are right it allocates nothing in a steady state.
  public mutating func add(_ batch: RecordingBatch, _ screen: inout ExchangeScreen) {
    let bytes = batch.bytes.span
    // A filter, a rule of the caller's own and what is ignored have to see each exchange.
    let seesAll = !options.filter.isEmpty || !options.rules.isEmpty || !options.ignoring.isEmpty
    for (position, item) in batch.items.enumerated() {
      guard item.other < 0, !seesAll, let form = batch.sources[item.source].form else {
        add(batch.entry(item))
        continue
      }
      let profile = screen.screen(bytes.extracting(item.text), form)
      if screen.isForeign {
        addForeign(batch.place(of: item), screen.target(in: bytes.extracting(item.text)))
      } else if profile >= 0, isShown(profile, &screen, batch, item) {
        screen.count(profile, item: position)
      } else if !addFailed(batch, item, &screen) {
        addInFull(batch.entry(item), &screen)
      }
    }
    for profile in screen.met { add(screen.profiles.profiles[profile], screen.tallies[profile], of: batch) }
    screen.removeTallies()
  }

  /// Whether the findings of a profile are only to be counted.
  private func isShown(
    _ profile: Int, _ screen: inout ExchangeScreen, _ batch: RecordingBatch, _ item: RecordingBatch.Item
  ) -> Bool {
    if screen.tallies[profile].isShown { return true }
    let place = batch.place(of: item)
    let findings = screen.profiles.profiles[profile].findings
    guard findings.allSatisfy({ collector.isShown($0.fingerprint, before: place) }) else { return false }
    screen.setShown(profile)
    return true
  }

  /// Counts what is wrong with an exchange of which all but one body is right, if all of that was shown before; `false` if
  /// the exchange is to be judged in full.
  private mutating func addFailed(
    _ batch: RecordingBatch, _ item: RecordingBatch.Item, _ screen: inout ExchangeScreen
  ) -> Bool {
    guard let failed = screen.failed, isShown(failed.profile, &screen, batch, item) else { return false }
    let profile = screen.profiles.profiles[failed.profile]
    let isRequest = failed.side == .request
    let body = isRequest ? profile.request : profile.response
    guard let rule = body.rule, profile.findings.allSatisfy({ Remark.isBodiless($0.rule) }) else { return false }
    let bytes = screen.failedBody(in: batch.bytes.span.extracting(item.text))
    // What is packed is unpacked first.
    guard let first = bytes.first, first <= 0x7E, first >= 0x20 || first == 0x0A || first == 0x0D || first == 0x09
    else { return false }
    var messages = MessageJudge(options: options.judging).judge(
      bytes, mediaType: body.contentType, by: rule, otherStatuses: body.otherStatuses)
    if case .unreadable? = messages.outcome { return false }
    let (place, entry) = (batch.place(of: item), router.entries[profile.operation])
    keepWanted(&messages, of: entry)
    let remarks = Remark.merged(messages.remarks)
    guard collector.countIfShown(remarks, entry.vendor, entry.reference, before: place) else { return false }
    let parts: Set<ExchangePart> =
      isRequest ? [.requestMediaType, .requestBody] : [.status, .responseMediaType, .responseBody]
    let rows = profile.rows.filter { !parts.contains($0.part) } + messages.rows
    counts.total += 1
    if profile.isInspected || messages.isInspected { counts.checked += 1 } else { counts.skipped += 1 }
    coverage[profile.operation, default: 0] += 1
    book.add(rows, operation: profile.operation, place: place)
    omit(messages.omittedByRule)
    for finding in profile.findings { collector.count(finding.fingerprint, of: finding.rule, times: 1) }
    return true
  }

  /// Counts an exchange with a host that no contract is for.
  private mutating func addForeign(
    _ place: ExchangePlace, _ target: (method: String, url: String, hostField: String?)
  ) {
    let url = TargetURL(target.url, host: target.hostField)
    counts.total += 1
    counts.skipped += 1
    var judgement = MessageJudgement()
    judgement.skipped([.path] + ExchangePart.afterPath, .foreignHost)
    book.add(judgement.rows, operation: nil, place: place)
    hosts.add(Presentable.host(url.host ?? ""), fits: router.fits(method: target.method, url))
  }

  /// Judges an exchange in full, and lets the screen learn from it.
  private mutating func addInFull(_ entry: RecordingEntry, _ screen: inout ExchangeScreen) {
    guard screen.hasKey, case .exchange(let text) = entry.content,
      let exchange = try? ExchangeReader.read(
        text, form: entry.form ?? .ndjson, place: entry.place, attached: entry.attached)
    else { return add(entry) }
    let judgement = judged(exchange)
    guard exchange.isScreenable, judgement.isValueless else { return }
    if judgement.foreignHost != nil { return screen.learnForeign() }
    guard let operation = judgement.operation, let response = exchange.response else { return }
    let request = exchange.request
    screen.learn(
      judgement,
      judge.screenedBody(
        request.body, request.headers, operation, status: nil, isRefused: (400..<500).contains(response.status)),
      judge.screenedBody(
        response.body, response.headers, operation, status: response.status, isRefused: false))
  }

  /// Counts exchanges of a profile.
  private mutating func add(
    _ profile: ScreenProfile, _ tally: ExchangeScreen.Tally, of batch: RecordingBatch
  ) {
    counts.total += tally.count
    if profile.isInspected { counts.checked += tally.count } else { counts.skipped += tally.count }
    coverage[profile.operation, default: 0] += tally.count
    book.add(
      profile.rows, operation: profile.operation, place: batch.place(of: batch.items[tally.firstItem]),
      times: tally.count)
    for finding in profile.findings {
      collector.count(finding.fingerprint, of: finding.rule, times: tally.count)
    }
  }

  // MARK: One at a time

  /// Judges what a recording has: an exchange, or the reason why there is none.
  public mutating func add(_ entry: RecordingEntry) {
    switch entry.content {
    case .exchange(let text):
      do throws(ExchangeReader.Mistake) {
        add(
          try ExchangeReader.read(
            text, form: entry.form ?? .ndjson, place: entry.place, attached: entry.attached))
      } catch {
        note(.unreadableExchange(error.reason), .unreadable, entry.place, isExchange: true, at: error.position)
      }
    case .read(let exchange): add(exchange)
    case .unread(let reason): note(.unreadableExchange(reason), .unreadable, entry.place, isExchange: true)
    case .oversized(let limit): note(.oversizedExchange(limit: limit), .oversized, entry.place, isExchange: true)
    case .truncated(let isInside):
      let remark = Remark.truncatedRecording(insideOfExchange: isInside)
      note(remark, isInside ? .truncated : nil, entry.place, isExchange: isInside)
    case .unreadable(let reason):
      note(.unreadableRecording(reason), .unreadableRecording, entry.place, isExchange: false)
    }
  }

  /// Judges all that a recording has.
  ///
  /// It comes to the same as adding each entry and the recording's summary, and takes a small part of the time.
  /// - Complexity: O(*n*) in the size of the recording.
  public mutating func add(contentsOf recording: Recording) {
    var screen = screen()
    var batch = RecordingBatch()
    var reader = recording.reader
    var offset = 0
    while offset < recording.bytes.count {
      let end = min(offset + TrafficLinter.piece, recording.bytes.count)
      reader.feed(recording.bytes[offset..<end], into: &batch)
      add(batch, &screen)
      batch.removeAll()
      offset = end
    }
    reader.finish(into: &batch)
    add(batch, &screen)
    add(reader.summary)
  }

  /// How many bytes of a recording in memory are read at a time.
  private static let piece = 1 << 18

  /// Takes note of a recording that was read.
  public mutating func add(_ recording: RecordingSummary) { recordings.append(recording) }

  private mutating func note(
    _ remark: Remark, _ reason: SkipReason?, _ place: ExchangePlace, isExchange: Bool, at position: TextPosition? = nil
  ) {
    if isExchange {
      counts.total += 1
      counts.skipped += 1
    }
    if let reason {
      var judgement = MessageJudgement()
      judgement.skipped(.exchange, reason)
      book.add(judgement.rows, operation: nil, place: place)
    }
    let place = ExchangePlace(
      recording: place.recording, ordinal: place.ordinal, index: place.index, position: position ?? place.position)
    let context = FindingCollector.Context(
      place: place, vendor: nil, operation: nil, operationID: nil, target: { "" })
    var messages = MessageJudgement()
    messages.remarks = [remark]
    keepWanted(&messages, of: nil)
    guard !messages.remarks.isEmpty, let severity = options.severity(of: remark) else { return }
    collector.add(remark, severity: severity, context: context, body: nil)
  }

  // MARK: Results

  /// Takes in what another linter of the same contracts and options has seen.
  ///
  /// - Complexity: O(*findings*).
  public mutating func merge(_ other: TrafficLinter) {
    collector.merge(other.collector)
    book.merge(other.book)
    hosts.merge(other.hosts)
    counts.total += other.counts.total
    counts.checked += other.counts.checked
    counts.undocumented += other.counts.undocumented
    counts.skipped += other.counts.skipped
    recordings += other.recordings
    coverage.merge(other.coverage, uniquingKeysWith: +)
    ignored.merge(other.ignored, uniquingKeysWith: +)
  }

  /// What was found so far.
  ///
  /// - Parameter isPartial: Whether the run was ended before it was through.
  /// - Complexity: O(*n* log *n*) in the number of findings.
  public func report(isPartial: Bool = false) -> LintReport {
    var (findings, omittedByRule) = collector.findings()
    if counts.checked == 0 {
      insert(
        .noExchangesChecked(of: counts.total, servers: hosts.fitting(limit: 3).compactMap(\.server)), into: &findings)
    }
    var severities = LintReport.Counts()
    for finding in findings {
      switch finding.severity {
      case .error: severities.errors += 1
      case .warning: severities.warnings += 1
      case .note: severities.notes += 1
      }
    }
    let shown = Array(findings.prefix(max(1, options.findings)))
    return LintReport(
      findings: shown, findingCounts: severities, omittedFindings: findings.count - shown.count,
      omittedByRule: occurrences(omittedByRule), ignored: occurrences(ignored), ledger: book.ledger(router, hosts),
      exchanges: counts,
      recordings: recordings.sorted { ($0.ordinal, $0.name) < ($1.ordinal, $1.name) },
      operations: router.entries.indices.map { position in
        let entry = router.entries[position]
        return OperationCoverage(
          contract: entry.vendor, operation: entry.reference, operationID: entry.operation.id,
          exchanges: coverage[position] ?? 0)
      },
      isPartial: isPartial)
  }

  /// How often rules found something, in the order of the rules, with the caller's own last.
  private func occurrences(_ counts: [Rule: Int]) -> [LintReport.OmittedOccurrences] {
    (Rule.all + options.rules.map(\.rule)).compactMap { rule in
      counts[rule].map { LintReport.OmittedOccurrences(rule: rule, count: $0) }
    }
  }

  /// Adds a finding about the run as a whole before the others of its severity.
  private func insert(_ remark: Remark, into findings: inout [Finding]) {
    guard let severity = options.severity(of: remark) else { return }
    let finding = Finding(
      remark, severity: severity, contract: nil, operation: nil, operationID: nil, instancePattern: nil, count: 1,
      samples: [], fingerprint: FindingDigest([remark.rule.id]).description)
    findings.insert(finding, at: findings.firstIndex { $0.severity <= severity } ?? findings.count)
  }
}
