import Foundation
import Testing

/// Where sentences are made and read, held by looking at the code.
@Suite("Sentences of the sources")
struct SentenceTests {
  /// Where sentences are made or printed, as folders and files; all that is found elsewhere is data.
  private static let wording: Set = [
    "Muster/Outcome/Wording", "MusterReport", "MusterTesting/FailureMessage.swift",
    "MusterTesting/RecordingMessage.swift",
    "MusterCommand/Console/Console.swift",
    // Standard error of `--output`, and the findings of `muster vendor`: both are printed as they are made.
    "MusterCommand/Inputs/OutputRun.swift", "MusterCommand/Vendors/VendorScaffold.swift",
    "MusterCommand/Vendors/VendorCheck.swift", "MusterCommand/Verbs/VendorCommand.swift",
    // Why a recording cannot be written anew.
    "MusterCommand/Verbs/RedactCommand.swift", "MusterCommand/Verbs/ConvertCommand.swift",
    // Answers of the harness.
    "muster-bowtie/Harness.swift",
  ]

  /// The files that only give a reason's sentence to whoever asks.
  private static let accessors: Set = [
    "Muster/Outcome/Issue.swift", "Muster/Outcome/Reason.swift", "Muster/Outcome/Outcome.swift",
    "Muster/Outcome/Notice.swift", "MusterContracts/Judge/Remark.swift", "MusterTraffic/Findings/Finding.swift",
    "MusterContracts/Guard/Violation.swift", "MusterTraffic/Recording/Exchange+Entry.swift",
    // The outputs of the JSON Schema specification hold sentences.
    "Muster/Output/OutputAssembly.swift",
  ]

  /// The files that carry a sentence of the compiler's on: a mistake of a schema that is thrown, or a notice about a
  /// document, which a contract file keeps as text; and the cases of a corpus, whose problems are texts by their nature.
  private static let compileTime: Set = [
    "Muster/Schema/CompiledMetaschemas.swift", "MusterContracts/Contract/Container/ContractModel+Coding.swift",
    "MusterContracts/Contract/Contract.swift",
    "MusterDocuments/Source/YAMLSource.swift", "MusterDocuments/Source/SchemaText.swift",
    "MusterDocuments/Vendors/CorpusFile.swift",
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
      let code = try Sources.code(of: file).replacing("error.message", with: "").replacing("self.message", with: "")
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
      let code = try Sources.code(of: file)
      #expect(code.firstMatch(of: looks) == nil, "\(file.lastPathComponent) looks into a sentence")
    }
  }
}
