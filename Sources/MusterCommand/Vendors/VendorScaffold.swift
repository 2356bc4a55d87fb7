import Muster
import MusterContracts
import MusterDocuments

/// What `muster vendor add` makes of sources: the files of a vendor's folder, none written before all are made.
struct VendorScaffold {
  /// A file that is to be written.
  struct File {
    /// The name from the folder with `Schemas` and `Corpus` on.
    let name: String
    let bytes: [UInt8]
    /// What there is to say of it.
    let remark: String
  }

  let folder: VendorFolder
  private(set) var files: [File] = []
  private(set) var findings: [VendorFinding] = []
  let contract: Contract
  private(set) var caseCount = 0
  let exampleCount: Int

  /// What is read, and what for.
  struct Inputs {
    var sources: [String]
    var overlays: [String] = []
    var servers: [String] = []
    /// The folder that references are followed in; `nil` for the sources' own.
    var root: String?
    /// Where the sources are from.
    var page: String?
  }

  /// Makes the files.
  init(_ folder: VendorFolder, _ inputs: Inputs) throws(CommandError) {
    self.folder = folder
    var sources: [(file: Provenance.File, text: SourceText, path: String)] = []
    for (paths, part) in [(inputs.sources, Provenance.Part.source), (inputs.overlays, .overlay)] {
      for path in paths {
        let name = part == .overlay ? FilePath.name(of: path) : try VendorScaffold.name(of: path, root: inputs.root)
        let read = try SourceFile.read(path)
        let text = SourceText(name: "\(folder.schemas)/\(name)", bytes: read.bytes)
        if name == Provenance.name || name == ContractFile.nameInFolder {
          throw .failure("'\(path)' cannot be a source: '\(name)' is written beside the sources")
        }
        if let other = sources.first(where: { $0.file.name.hasSameBytes(as: name) }) {
          throw .failure("'\(other.path)' and '\(path)' would both be '\(name)'; give one of them another name")
        }
        let digest = SHA256.hexDigest(of: read.bytes)
        sources.append((Provenance.File(name: name, part: part, digest: digest), text, path))
      }
    }
    let folders = inputs.root.map { [$0] } ?? inputs.sources.map(FilePath.folder)
    let references = VendorReferences(folders)
    let overlays = sources.filter { $0.file.part == .overlay }.map(\.text)
    let options = folder.options(servers: inputs.servers, overlays: overlays) { (name) throws(CommandError) in
      try references.read(name)
    }
    let texts = sources.filter { $0.file.part == .source }.map(\.text)
    let report: ExampleReport
    let corpus: CorpusScaffold
    do throws(ContractError) {
      contract = try Contract(compiling: texts, options: options)
      report = try ExampleReport(sources: texts, options: options)
      corpus = try CorpusScaffold(contract, sources: texts, options: options, report: report)
    } catch {
      // Nothing is in the vendor's folder yet: the file is called what it was called when it was given.
      let given = sources.first { $0.text.name == error.source }?.path
      let named = ContractError(
        error.code, source: given ?? error.source, position: error.position, pointer: error.pointer,
        detail: error.detail)
      throw .failure("the contract cannot be compiled: \(named)")
    }
    exampleCount = report.examples.count

    for source in sources { add(source.file, source.text.bytes, "from \(source.path)") }
    var listed = sources.map(\.file)
    for (name, bytes) in references.found where !listed.contains(where: { $0.name.hasSameBytes(as: name) }) {
      let file = Provenance.File(name: name, part: .referenced, digest: SHA256.hexDigest(of: bytes))
      listed.append(file)
      add(file, bytes, "referred to")
    }
    let provenance = Provenance(files: listed, servers: inputs.servers)
    let text = provenance.text(vendor: folder.name, page: inputs.page, contract: contract)
    files.append(
      File(name: folder.provenance, bytes: Array(text.utf8), remark: "digests of \(Count.text(listed.count, "file"))"))
    let encoded = contract.encoded()
    files.append(
      File(name: folder.contract, bytes: encoded, remark: Count.text(contract.operations.count, "operation")))
    add(corpus)
    for notice in contract.notices where notice.code == .brokenPart {
      findings.append(
        VendorFinding(
          notice.code.rawValue, in: notice.source ?? "", at: notice.position, pointer: notice.pointer,
          notice.message + (folder.isOutside(notice.message) ? "; name a folder that holds both with '--root'" : "")))
    }
    addFailures(report)
    for skipped in report.skipped + corpus.skipped {
      findings.append(VendorFinding("not-checked", .warning, at: skipped.location, skipped.reason))
    }
  }

  private mutating func add(_ file: Provenance.File, _ bytes: [UInt8], _ remark: String) {
    files.append(File(name: "\(folder.schemas)/\(file.name)", bytes: bytes, remark: remark))
  }

  private mutating func add(_ corpus: CorpusScaffold) {
    for file in corpus.files {
      let count = Count.text(file.caseCount, "case")
      let marked = file.reviews.isEmpty ? "" : ", \(file.reviews.count) to be read"
      files.append(
        File(name: "\(folder.corpus)/\(file.name)", bytes: Array(file.text.utf8), remark: count + marked))
      caseCount += file.caseCount
    }
  }

  private mutating func addFailures(_ report: ExampleReport) {
    for example in report.examples where !example.isValid { findings.append(VendorFinding(example)) }
  }

  // MARK: Names

  /// The name that a source gets in the vendor's folder: its way from the root, or its own name.
  private static func name(of path: String, root: String?) throws(CommandError) -> String {
    guard path != "-" else { throw .failure("standard input cannot be a source: it has no name; give a file") }
    guard let root else { return FilePath.name(of: path) }
    guard let realRoot = SystemCalls.realPath(root), let real = SystemCalls.realPath(path) else {
      throw .failure("cannot open '\(path)': \(SystemErrorNumber.current.reason)")
    }
    guard let rest = real.dropping(prefix: realRoot == "/" ? realRoot : realRoot + "/") else {
      throw .failure("'\(path)' lies outside of '\(root)', where references are followed")
    }
    return rest
  }
}

extension VendorFinding {
  /// An example that does not pass.
  init(_ example: DocumentExample) {
    let what = example.kind == .default ? "the default" : "the example"
    var reason = ""
    switch example.outcomes[.intent] {
    case .invalid(let issues):
      let more = issues.count > 1 ? "; and \(issues.count - 1) more" : ""
      if let issue = issues.first {
        reason = "\(issue.instance.tokens.isEmpty ? "" : "\(issue.instance): ")\(issue.message)\(more)"
      }
    case .stopped(let limit): reason = limit.message
    case .unreadable(let error): reason = error.detail
    case .valid, nil: break
    }
    self.init("example", at: example.location, "\(what) does not pass its schema: \(reason)")
  }
}

/// Numbers of things in reports.
enum Count {
  static func text(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
