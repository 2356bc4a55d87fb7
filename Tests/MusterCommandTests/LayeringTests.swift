import Foundation
import Testing

/// What each folder of the sources may import and must never know, held by looking at the code.
struct LayeringTests {
  /// A folder and its rules.
  struct Layer: CustomTestStringConvertible {
    var folder: String
    /// The modules that it may import; the C library apart.
    var imports: Set<String>
    /// Names that must not occur in its code, comments aside.
    var forbidden: [String] = []

    var testDescription: String { folder }
  }

  static let layers = [
    Layer(folder: "MusterText", imports: [], forbidden: ["JSON", "Schema", "Tape", "Dialect"]),
    Layer(
      folder: "Muster", imports: ["MusterText", "Synchronization"],
      forbidden: ["FileManager", "URLSession", "HTTP", "Data", "print", "Operation", "Contract"]),
    Layer(
      folder: "Muster/JSON", imports: [],
      forbidden: [
        "Schema", "SchemaIndex", "Compiler", "Program", "Instruction", "Evaluator", "Issue", "Keyword", "Dialect",
      ]),
    Layer(
      folder: "Muster/JSONPath", imports: ["MusterText"],
      forbidden: ["Schema", "SchemaIndex", "Compiler", "Program", "Evaluator", "Issue", "Dialect"]),
    Layer(
      folder: "Muster/Program", imports: ["MusterText", "Synchronization"],
      forbidden: ["Keyword", "Dialect", "Compiler", "SchemaIndex", "Evaluator", "Issue"]),
    Layer(
      folder: "Muster/Plan", imports: ["MusterText"],
      forbidden: [
        "Keyword", "Dialect", "Compiler", "SchemaIndex", "SchemaNode", "SchemaStorage", "Issue", "ExplainSink",
      ]),
    Layer(
      folder: "Muster/Evaluate", imports: ["MusterText", "Synchronization"],
      forbidden: ["JSONDocument", "JSON", "Keyword", "Dialect", "Compiler", "SchemaIndex", "String"]),
    Layer(
      folder: "MusterYAML", imports: ["Muster"], forbidden: ["Schema", "Program", "Dialect", "Evaluator", "Issue"]),
    Layer(
      folder: "MusterContracts", imports: ["Muster", "MusterYAML", "Synchronization"],
      forbidden: ["Opcode", "Instruction", "Tape", "TapeIndex", "TapeView", "Evaluator", "FileManager", "Data"]),
    Layer(
      folder: "MusterTraffic", imports: ["Muster", "MusterContracts"],
      forbidden: ["Opcode", "Instruction", "Tape", "TapeView", "FileManager", "TextRenderer", "JSONRenderer"]),
    Layer(
      folder: "MusterReport", imports: ["Muster", "MusterContracts", "MusterTraffic"],
      forbidden: ["Schema", "Contract", "Operation", "Program", "Evaluator", "FileManager", "TrafficLinter"]),
    Layer(
      folder: "MusterCommand",
      imports: [
        "Muster", "MusterYAML", "MusterContracts", "MusterTraffic", "MusterReport", "Synchronization", "Dispatch",
      ],
      forbidden: ["Tape", "TapeIndex", "Opcode", "Instruction", "Program", "Evaluator", "FileManager"]),
  ]

  private static let systemModules: Set = ["Glibc", "Musl", "Darwin"]
  /// Where the C library may be called.
  private static let systemFiles: Set = [
    "SystemCalls.swift", "SystemCalls+Folders.swift", "SystemCalls+Terminal.swift",
  ]

  @Test(arguments: layers) func layer(_ layer: Layer) throws {
    let files = Repository.files(in: Repository.root.appending(path: "Sources/\(layer.folder)"), extension: "swift")
    #expect(!files.isEmpty)
    for file in files {
      let code = try LayeringTests.code(of: file)
      let words = LayeringTests.words(in: code)
      for word in layer.forbidden {
        #expect(!words.contains(word), "\(file.lastPathComponent) must not know '\(word)'")
      }
      for module in LayeringTests.imports(in: code) {
        let isSystem = LayeringTests.systemModules.contains(module)
        #expect(
          isSystem ? LayeringTests.systemFiles.contains(file.lastPathComponent) : layer.imports.contains(module),
          "\(file.lastPathComponent) must not import \(module)")
      }
    }
  }

  @Test func sourcesKeepTheHabits() throws {
    let traps = ["try!", "as!", "fatalError(", "preconditionFailure(", "unsafeFlags", "TODO", "FIXME"]
    for file in Repository.files(in: Repository.root.appending(path: "Sources"), extension: "swift") {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.components(separatedBy: "\n").count <= 601, "\(file.lastPathComponent) is longer than 600 lines")
      for trap in traps { #expect(!text.contains(trap), "\(file.lastPathComponent) has '\(trap)'") }
      let name = file.deletingPathExtension().lastPathComponent
      for vague in ["Utils", "Helper", "Helpers", "Manager"] {
        #expect(!name.hasSuffix(vague), "\(file.lastPathComponent) says nothing by its name")
      }
    }
  }

  /// The only files with unsafe code; each says why, and what bounds its pointers.
  private static let unsafeFiles: Set = [
    "ByteView.swift", "SpecialBytes.swift", "BorrowedPattern.swift", "Tape.swift", "TapeBuffer.swift", "Frame.swift",
    "ScratchPool.swift", "ProgramView.swift",
    "ByteSum.swift", "SourceText.swift", "TapeReader.swift",
    "PlanTables.swift", "PlanView.swift", "VerdictRun.swift", "VerdictRun+Containers.swift", "VerdictRun+Texts.swift",
    "VerdictRun+Unevaluated.swift", "VerdictRun+Unions.swift", "ExplainSink+Foresight.swift", "SetOnceReference.swift",
    "SchemaDocuments.swift",
    "SystemCalls.swift", "SystemCalls+Folders.swift", "SystemCalls+Terminal.swift",
    "main.swift",
  ]

  @Test func unsafeCodeStaysInItsFiles() throws {
    for file in Repository.files(in: Repository.root.appending(path: "Sources"), extension: "swift") {
      let isUnsafe = LayeringTests.words(in: try LayeringTests.code(of: file)).contains("unsafe")
      #expect(
        !isUnsafe || LayeringTests.unsafeFiles.contains(file.lastPathComponent),
        "\(file.lastPathComponent) has unsafe code")
    }
  }

  // MARK: Sentences

  /// Where sentences are made or printed, as folders and files; all that is found elsewhere is data.
  private static let wording: Set = [
    "Muster/Outcome/Wording", "MusterReport", "MusterTesting/FailureMessage.swift", "MusterCommand/Console.swift",
    // Standard error of `--output`, and the findings of `muster vendor`: both are printed as they are made.
    "MusterCommand/Inputs/OutputRun.swift", "MusterCommand/Vendors/VendorScaffold.swift",
    "MusterCommand/Vendors/VendorCheck.swift", "MusterCommand/Verbs/VendorCommand.swift",
    // Answers of the harness.
    "muster-bowtie/Harness.swift",
  ]

  /// The files that only give a reason's sentence to whoever asks.
  private static let accessors: Set = [
    "Muster/Outcome/Issue.swift", "Muster/Outcome/Reason.swift", "Muster/Outcome/Outcome.swift",
    "Muster/Outcome/Notice.swift", "MusterContracts/Judge/Remark.swift", "MusterTraffic/Findings/Finding.swift",
    "MusterContracts/Guard/Violation.swift",
    // The outputs of the JSON Schema specification hold sentences.
    "Muster/Output/OutputAssembly.swift",
  ]

  /// The files that carry a sentence of the compiler's on: a mistake of a schema that is thrown, or a notice about a
  /// document, which a contract file keeps as text; and the cases of a corpus, whose problems are texts by their nature.
  private static let compileTime: Set = [
    "Muster/Schema/SchemaSet.swift", "MusterContracts/Container/ContractModel+Coding.swift",
    "MusterContracts/Pages/YAMLSource.swift", "MusterCommand/Inputs/SchemaFile.swift",
    "MusterContracts/Corpus/CorpusFile.swift",
  ]

  /// Findings are data: nothing but what words or prints them reads or makes a sentence.
  ///
  /// The message of an error that was thrown is no finding; it is read as `error.message`.
  @Test func sentencesAreMadeAndReadInOnePlace() throws {
    let root = Repository.root.appending(path: "Sources")
    for file in Repository.files(in: root, extension: "swift") {
      let path = String(file.path.dropFirst(root.path.count).drop { $0 == "/" })
      let isAllowed = (Self.wording.union(Self.accessors).union(Self.compileTime)).contains {
        path == $0 || path.hasPrefix($0 + "/")
      }
      if isAllowed { continue }
      let code = try Self.code(of: file).replacing("error.message", with: "").replacing("self.message", with: "")
      #expect(code.firstMatch(of: /\.message\b/) == nil, "\(path) reads a sentence")
      #expect(!code.contains("Wording."), "\(path) makes a sentence")
    }
  }

  /// What words a finding knows no other part, and no part of a report compares a sentence with anything.
  @Test func nothingLooksIntoASentence() throws {
    let looks = /\.message\s*(==|!=|\.(contains|hasPrefix|hasSuffix|starts|split|range|firstRange|utf8|replacing)\b)/
    for file in Repository.files(in: Repository.root.appending(path: "Sources"), extension: "swift") {
      // A corpus says once what is wrong under both readings.
      if file.lastPathComponent == "CorpusFile.swift" { continue }
      let code = try Self.code(of: file)
      #expect(code.firstMatch(of: looks) == nil, "\(file.lastPathComponent) looks into a sentence")
    }
  }

  // MARK: Reading code

  private static func code(of file: URL) throws -> String {
    try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
      .map { line in line.firstRange(of: "//").map { String(line[..<$0.lowerBound]) } ?? line }
      .joined(separator: "\n")
  }

  private static func imports(in code: String) -> [String] {
    code.components(separatedBy: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), words.indices.contains(keyword + 1),
        words[..<keyword].allSatisfy({ $0.hasPrefix("@") || $0 == "public" || $0 == "package" || $0 == "internal" })
      else { return nil }
      return String(words[keyword + 1])
    }
  }

  private static func words(in code: String) -> Set<String> {
    Set(code.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
  }
}
