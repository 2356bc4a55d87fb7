import Muster
import MusterContracts
import MusterDocuments
import MusterTraffic

/// What `muster vendor check` finds out of one vendor: whether everything in its folders still fits together.
struct VendorCheck {
  let folder: VendorFolder
  private(set) var findings: [VendorFinding] = []
  private(set) var fileCount = 0
  private(set) var operationCount = 0
  private(set) var brokenCount = 0
  private(set) var caseCount = 0
  private(set) var exampleCount = 0

  /// Checks a vendor.
  ///
  /// - Throws: ``CommandError`` where there is nothing of that name.
  init(_ folder: VendorFolder) throws(CommandError) {
    self.folder = folder
    guard SystemCalls.isDirectory(folder.path(folder.schemas)) else {
      throw .failure(
        "there is no vendor '\(folder.name)': no folder '\(folder.path(folder.schemas))'; "
          + "'muster vendor add \(folder.name) SOURCE...' makes it")
    }
    guard let provenance = readProvenance() else { return }
    let texts = checkDigests(provenance)
    checkContract(provenance, texts)
  }

  // MARK: Provenance

  private mutating func readProvenance() -> Provenance? {
    let text: SourceText
    do throws(CommandError) { text = try folder.read(folder.provenance) } catch {
      findings.append(VendorFinding("provenance", in: folder.provenance, error.message))
      return nil
    }
    let provenance = Provenance(text)
    for mistake in provenance.mistakes {
      findings.append(
        VendorFinding(
          "provenance", in: folder.provenance, at: TextPosition(offset: 0, line: mistake.line, column: 1),
          mistake.message))
    }
    guard provenance.files.contains(where: { $0.part == .source }) else {
      findings.append(
        VendorFinding(
          "provenance", in: folder.provenance,
          "no source is listed; expected rows such as | `openapi.yaml` | source | `SHA-256 digest` |"))
      return nil
    }
    return provenance
  }

  /// Reads the listed files and holds them to their digests; others must not be there.
  private mutating func checkDigests(_ provenance: Provenance) -> [String: SourceText] {
    var texts: [String: SourceText] = [:]
    for file in provenance.files {
      let row = TextPosition(offset: 0, line: file.line, column: 1)
      let isInside = !file.name.split(separator: "/").contains("..") && !file.name.hasPrefix("/")
      do throws(CommandError) {
        guard isInside else { throw .failure("'\(file.name)' lies outside of the vendor's folder") }
        let text = try folder.read("\(folder.schemas)/\(file.name)")
        let digest = SHA256.hexDigest(of: text.bytes)
        if digest != file.digest {
          findings.append(
            VendorFinding(
              "digest", in: folder.provenance, at: row,
              "'\(file.name)' is not what is written down: its digest is \(digest). Put the file back, or, where it was "
                + "taken anew, this digest"))
        }
        texts[file.name] = text
        fileCount += 1
      } catch {
        findings.append(VendorFinding("missing-file", in: folder.provenance, at: row, error.message))
      }
    }
    let known = Set(provenance.files.map(\.name) + [Provenance.name, ContractFile.nameInFolder])
    for name in folder.files(in: folder.schemas) where !known.contains(name) {
      findings.append(
        VendorFinding(
          "unlisted-file", in: "\(folder.schemas)/\(name)",
          "this file is not listed in \(Provenance.name), so that nothing says where it is from"))
    }
    return texts
  }

  // MARK: Contract

  private mutating func checkContract(_ provenance: Provenance, _ texts: [String: SourceText]) {
    func all(_ part: Provenance.Part) -> [SourceText] {
      provenance.files.filter { $0.part == part }.compactMap { texts[$0.name] }
    }
    let referenced = Dictionary(
      provenance.files.filter { $0.part != .overlay }.compactMap { file in
        texts[file.name].map { (file.name, $0.bytes) }
      }
    ) { first, _ in first }
    let others = VendorReferences([folder.path(folder.schemas)])
    let options = folder.options(servers: provenance.servers, overlays: all(.overlay)) { (name) throws(CommandError) in
      // One that is not listed is a finding of its own.
      if let bytes = referenced[name] { return bytes }
      return try others.read(name)
    }
    let sources = all(.source)
    var compiled: Contract?
    do throws(ContractError) {
      let contract = try Contract(compiling: sources, options: options)
      compiled = contract
    } catch {
      findings.append(VendorFinding("contract", error, in: folder.contract))
    }
    let committed = committed()
    if let compiled { compare(compiled.encoded(), committed?.bytes, provenance) }
    guard let contract = committed?.contract ?? compiled else { return }
    operationCount = contract.operations.count
    brokenCount = contract.notices.count { $0.code == .brokenPart }
    let known = checkCorpus(contract)
    do throws(ContractError) {
      if compiled != nil { check(try ExampleReport(sources: sources, options: options), known) }
    } catch {
      findings.append(VendorFinding("example", error, in: folder.contract))
    }
  }

  /// The contract that lies in the folder.
  private mutating func committed() -> (bytes: [UInt8], contract: Contract?)? {
    do throws(CommandError) {
      let bytes = try folder.read(folder.contract).bytes
      do throws(ContractError) {
        let contract = try Contract(compiled: bytes)
        try contract.verify()
        return (bytes, contract)
      } catch {
        findings.append(VendorFinding("contract", in: folder.contract, error.detail))
        return (bytes, nil)
      }
    } catch {
      findings.append(VendorFinding("contract", in: folder.contract, error.message))
      return nil
    }
  }

  private mutating func compare(_ bytes: [UInt8], _ committed: [UInt8]?, _ provenance: Provenance) {
    guard let committed, committed != bytes else { return }
    let first = zip(committed, bytes).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    findings.append(
      VendorFinding(
        "contract", in: folder.contract,
        "not what the sources compile to: they differ from byte \(first ?? min(committed.count, bytes.count)) on "
          + "(\(committed.count) bytes there, \(bytes.count) compiled); compile it again where Schemas is: "
          + command(provenance)))
  }

  /// The command that compiles the contract.
  private func command(_ provenance: Provenance) -> String {
    var words = ["muster", "compile"]
    words += provenance.files.filter { $0.part == .source }.map { "\(folder.schemas)/\($0.name)" }
    words += ["--vendor", folder.name]
    for file in provenance.files where file.part == .overlay {
      words += ["--overlay", "\(folder.schemas)/\(file.name)"]
    }
    for server in provenance.servers { words += ["--server", server] }
    if provenance.files.contains(where: { $0.part == .referenced }) { words += ["--root", folder.schemas] }
    return (words + ["--output", folder.contract]).joined(separator: " ")
  }

  // MARK: Corpus

  /// Cases that are examples, by source and pointer.
  private typealias Examples = [String: (file: String, example: CorpusCase)]

  /// Runs every case; gives the examples that are listed as failing, and those that are cases of their own.
  private mutating func checkCorpus(_ contract: Contract) -> (listed: Examples, cases: Examples) {
    var known: Examples = [:]
    var cases: Examples = [:]
    var names = folder.files(in: folder.corpus).filter { $0.hasSuffix(".json") }.map { "\(folder.corpus)/\($0)" }
    if SystemCalls.exists(folder.path(folder.exchanges)) { names.append(folder.exchanges) }
    if names.isEmpty {
      findings.append(
        VendorFinding("corpus", in: folder.corpus, "there is no case: nothing shows what passes and what does not"))
    }
    for name in names {
      do throws(CommandError) {
        let text = try folder.read(name)
        do throws(ContractError) {
          let file = try CorpusFile(text)
          caseCount += file.cases.count
          noteReviews(file, name)
          if file.side == .example {
            for example in file.cases { known[example.name] = (name, example) }
          } else if file.side == .exchange {
            checkExchanges(file, contract, name)
          } else {
            for example in file.cases { if let source = example["source"]?.string { cases[source] = (name, example) } }
            let own = try file.document.map { (text) throws(ContractError) in try Contract(compiling: [text]) }
            add(file.problems(against: own ?? contract), name)
          }
        } catch {
          findings.append(VendorFinding("corpus", error, in: name))
        }
      } catch {
        findings.append(VendorFinding("corpus", in: name, error.message))
      }
    }
    return (known, cases)
  }

  private mutating func noteReviews(_ file: CorpusFile, _ name: String) {
    for item in file.cases {
      guard let review = item.review else { continue }
      findings.append(VendorFinding("review", in: name, at: item.position, "\(item.name): \(review)"))
    }
  }

  private mutating func add(_ problems: [CorpusFile.Problem], _ name: String) {
    for problem in problems {
      let subject = problem.name.map { "\($0)\(problem.reading.map { ", by \($0.rawValue)" } ?? ""): " } ?? ""
      findings.append(VendorFinding("corpus", in: name, at: problem.position, subject + problem.message))
    }
  }

  /// Holds whole exchanges to the rules that they are to break.
  private mutating func checkExchanges(_ file: CorpusFile, _ contract: Contract, _ name: String) {
    for item in file.cases {
      guard let exchange = item["exchange"]?.rawText else {
        findings.append(VendorFinding("corpus", in: name, at: item.position, "\(item.name): 'exchange' is missing"))
        continue
      }
      for reading in [Reading.intent, .letter] {
        guard let due = item[reading.rawValue] ?? item["expect"] else {
          findings.append(VendorFinding("corpus", in: name, at: item.position, "\(item.name): nothing is expected"))
          break
        }
        // Whoever writes an exchange for a vendor means the vendor.
        var linter = TrafficLinter(
          contracts: [contract],
          options: LintOptions(judging: JudgeOptions(reading: reading), hosts: HostPolicy(takesAnyHost: true)))
        // JSON has no line ends but between its tokens.
        let line = exchange.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
        for entry in Recording(name: name, bytes: line + [0x0A], form: .ndjson) { linter.add(entry) }
        let found = linter.report().findings.map(\.rule.id).sorted()
        let wanted = due.items.compactMap(\.string).sorted()
        if found != wanted {
          findings.append(
            VendorFinding(
              "corpus", in: name, at: item.position,
              "\(item.name), by \(reading.rawValue): expected \(wanted), found \(found)"))
        }
      }
    }
  }

  // MARK: Examples

  /// Holds the examples that fail to those that are known to.
  private mutating func check(_ report: ExampleReport, _ known: (listed: Examples, cases: Examples)) {
    exampleCount = report.examples.count
    var rest = known.cases.merging(known.listed) { _, listed in listed }
    for example in report.examples where !example.isValid {
      let name = "\(example.location.source)#\(example.location.pointer)"
      guard let entry = rest.removeValue(forKey: name) else {
        let finding = VendorFinding(example)
        findings.append(
          VendorFinding(
            finding.code, in: finding.source, at: finding.position, pointer: finding.pointer,
            finding.message + ". See whose mistake it is; the vendor's are listed in \(folder.corpus)/examples.json"))
        continue
      }
      for reading in [Reading.intent, .letter] {
        guard let outcome = example.outcomes[reading] else { continue }
        let found = CorpusVerdict(outcome)
        let expected = entry.example.expected(reading)
        if found != expected {
          findings.append(
            VendorFinding(
              "example", in: entry.file, at: entry.example.position,
              "\(name), by \(reading.rawValue): expected \(expected.map { "\($0)" } ?? "nothing"), found \(found)"))
        }
      }
    }
    for (name, entry) in rest.filter({ known.listed.keys.contains($0.key) }).sorted(by: { $0.key < $1.key }) {
      findings.append(
        VendorFinding(
          "example", in: entry.file, at: entry.example.position,
          "\(name): no such example fails; take it off the list"))
    }
  }
}
