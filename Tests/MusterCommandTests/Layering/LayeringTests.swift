import Foundation
import Testing

/// What each folder of the sources may use, import and must never know, held by looking at the code.
@Suite("Layers of the sources")
struct LayeringTests {
  // MARK: Folders

  private static let systemModules: Set = ["Glibc", "Musl", "Darwin"]
  /// Where the C library may be called.
  private static let systemFiles: Set = [
    "MusterCommand/System/SystemCalls.swift", "MusterCommand/System/SystemCalls+Folders.swift",
    "MusterCommand/System/SystemCalls+Terminal.swift", "muster-bowtie/main.swift",
  ]

  /// The modules, in the order of the table.
  static let modules: [String] = Folder.all.reduce(into: []) { modules, folder in
    if !modules.contains(folder.module) { modules.append(folder.module) }
  }

  private static func files(of module: String) throws -> [FolderUse.File] {
    try Sources.files(in: module).map { file in
      let name = Sources.folder(of: file).dropFirst(module.count + 1)
      return FolderUse.File(
        folder: name.isEmpty ? "." : String(name), name: file.lastPathComponent,
        code: SwiftCode(try String(contentsOf: file, encoding: .utf8)))
    }
  }

  @Test func everyFolderIsInTheTable() {
    let folders = Set(Sources.files().map(Sources.folder))
    let known = Folder.all.map(\.path)
    #expect(folders.subtracting(known).sorted() == [], "a folder that the table of folders does not have")
    #expect(Set(known).subtracting(folders).sorted() == [], "a row for a folder that there is not")
    #expect(known.count == Set(known).count, "a folder has two rows")
  }

  @Test(arguments: modules) func foldersUseWhatTheTableSays(_ module: String) throws {
    let found = FolderUse(try Self.files(of: module)).uses
    for row in Folder.all where row.module == module {
      let uses = found[row.name] ?? [:]
      for (other, words) in uses where !row.uses.contains(other) {
        Issue.record("\(row.path) must not use '\(other)': \(words.sorted().joined(separator: ", "))")
      }
      let unused = row.uses.subtracting(uses.keys).sorted()
      #expect(unused == [], "\(row.path) does not use what its row allows")
    }
  }

  @Test(arguments: modules) func noFoldersUseEachOther(_ module: String) {
    let rows = Folder.all.filter { $0.module == module }.map { ($0.name, $0.uses) }
    let circle = FolderUse.circle(in: Dictionary(rows) { first, _ in first })
    #expect(circle == nil, "\(module): \(circle?.joined(separator: " → ") ?? "")")
  }

  @Test(arguments: Folder.all) func foldersImportWhatTheTableSays(_ folder: Folder) throws {
    var unused = folder.imports
    for file in Sources.files(in: folder.path) where Sources.folder(of: file) == folder.path {
      for module in Sources.imports(in: try Sources.code(of: file)) {
        unused.remove(module)
        let isSystem = Self.systemModules.contains(module)
        #expect(
          isSystem ? Self.systemFiles.contains(Sources.path(of: file)) : folder.imports.contains(module),
          "\(file.lastPathComponent) must not import \(module)")
      }
    }
    #expect(unused.sorted() == [], "\(folder.path) does not import what its row allows")
  }

  // MARK: Modules

  /// The targets that one depends on in the package's description.
  private static func dependencies(of target: String) throws -> Set<String> {
    let text = try String(contentsOf: Repository.root.appending(path: "Package.swift"), encoding: .utf8)
    let row = try Regex(
      #"[tT]arget\(\s*name: "\#(target)",\s*(?:dependencies: \[([^\]]*)\])?"#, as: (Substring, Substring?).self)
    let match = try #require(try row.firstMatch(in: text), "Package.swift has no target \(target)")
    let names = (match.output.1 ?? "").matches(of: /"([^"]+)"/)
    return Set(names.map { String($0.output.1) })
  }

  /// An SDK that guards responses links the run time of contracts, and nothing that compiles or reads documents.
  @Test func theRunTimeOfContractsLinksTheEngineAlone() throws {
    #expect(try Self.dependencies(of: "MusterContracts") == ["Muster"])
    #expect(try Self.dependencies(of: "Muster") == ["MusterText"])
    #expect(try Self.dependencies(of: "MusterText") == [])
  }

  // MARK: Words

  /// Words that must not occur in the code of a folder and those inside of it, comments aside.
  static let forbidden: [(folder: String, words: Set<String>)] = [
    ("MusterText", ["JSON", "Schema", "Tape", "Dialect"]),
    ("Muster", ["FileManager", "URLSession", "HTTP", "Data", "print", "Operation", "Contract"]),
    (
      "Muster/JSON",
      ["Schema", "SchemaIndex", "Compiler", "Program", "Instruction", "Evaluator", "Issue", "Keyword", "Dialect"]
    ),
    ("Muster/JSONPath", ["Schema", "SchemaIndex", "Compiler", "Program", "Evaluator", "Issue", "Dialect"]),
    ("Muster/Program", ["Keyword", "Dialect", "Compiler", "SchemaIndex", "Evaluator", "Issue"]),
    ("Muster/Evaluate", ["JSONDocument", "JSON", "Keyword", "Dialect", "Compiler", "SchemaIndex", "String"]),
    ("MusterYAML", ["Schema", "Program", "Dialect", "Evaluator", "Issue"]),
    (
      "MusterContracts",
      [
        "Opcode", "Instruction", "Tape", "TapeIndex", "TapeView", "Evaluator", "FileManager", "Data", "YAMLReader",
        "Overlay",
      ]
    ),
    (
      "MusterDocuments",
      [
        "Opcode", "Instruction", "Tape", "TapeIndex", "TapeView", "Evaluator", "FileManager", "Data", "Recording",
        "ResponseGuard",
      ]
    ),
    (
      "MusterTraffic",
      ["Opcode", "Instruction", "Tape", "TapeView", "FileManager", "TextRenderer", "JSONRenderer"]
    ),
    (
      "MusterReport",
      ["Schema", "Contract", "Operation", "Program", "Evaluator", "FileManager", "TrafficLinter"]
    ),
    ("MusterCommand", ["Tape", "TapeIndex", "Opcode", "Instruction", "Program", "Evaluator", "FileManager"]),
  ]

  @Test(arguments: forbidden.indices) func foldersDoNotKnow(_ index: Int) throws {
    let (folder, forbidden) = Self.forbidden[index]
    let files = Sources.files(in: folder)
    #expect(!files.isEmpty)
    for file in files {
      let known = Sources.words(in: try Sources.code(of: file)).intersection(forbidden).sorted()
      #expect(known == [], "\(Sources.path(of: file)) must not know these")
    }
  }

  // MARK: Habits

  @Test func sourcesKeepTheHabits() throws {
    let traps = ["try!", "as!", "fatalError(", "preconditionFailure(", "unsafeFlags", "TODO", "FIXME"]
    for file in Sources.files() {
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
  static let unsafeFiles: Set = [
    "BlockMarks.swift", "ByteBuffer.swift",
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
    for file in Sources.files() {
      let isUnsafe = Sources.words(in: try Sources.code(of: file)).contains("unsafe")
      #expect(
        !isUnsafe || LayeringTests.unsafeFiles.contains(file.lastPathComponent),
        "\(file.lastPathComponent) has unsafe code")
    }
  }
}
