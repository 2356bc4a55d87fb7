import Testing

/// A folder of the sources: what it may use and import.
///
/// `docs/architecture.md` says what each is for.
struct Folder: CustomTestStringConvertible {
  /// The folder, its module's first.
  var path: String
  /// The folders of its own module that it uses, `.` for the module's own.
  var uses: Set<String>
  /// The modules that it imports; the C library apart.
  var imports: Set<String>

  init(_ path: String, uses: Set<String> = [], imports: Set<String> = []) {
    self.path = path
    self.uses = uses
    self.imports = imports
  }

  var module: String { path.split(separator: "/").first.map(String.init) ?? path }
  /// The folder within its module.
  var name: String { path == module ? "." : String(path.dropFirst(module.count + 1)) }
  var testDescription: String { path }
}

extension Folder {
  /// Every folder of the sources, in the order of the modules and, within one, from those that use nothing upwards.
  ///
  /// Each row is a line, so that changes to different rows merge.
  // swift-format-ignore
  static let all: [Folder] = [
    Folder("MusterText/Unicode/Tables"),
    Folder("MusterText/Unicode", uses: ["Unicode/Tables"]),
    Folder("MusterText/Pattern", uses: ["Unicode"]),
    Folder("MusterText/Pattern/Foreign", uses: ["Pattern", "Unicode"]),
    Folder("MusterText/Formats", uses: ["Pattern", "Unicode"]),
    Folder("MusterText/Formats/Problems", uses: ["Formats", "Pattern"]),
    Folder("Muster/Concurrency", imports: ["Synchronization"]),
    Folder("Muster/JSON", uses: ["Concurrency"]),
    Folder("Muster/JSONPath", uses: ["JSON"], imports: ["MusterText"]),
    Folder("Muster/Names", uses: ["JSON"]),
    Folder("Muster/Outcome/Disclosure", uses: ["JSON"]),
    Folder("Muster/Program", uses: ["Concurrency", "JSON", "Names", "Outcome/Disclosure"], imports: ["MusterText"]),
    Folder("Muster/ProgramFile", uses: ["JSON", "Names", "Program"], imports: ["MusterText"]),
    Folder("Muster/Dialects", uses: ["JSON", "Names", "Program"]),
    Folder("Muster/Evaluate", uses: ["JSON", "Names", "Program"], imports: ["MusterText", "Synchronization"]),
    Folder("Muster/Plan", uses: ["Concurrency", "Evaluate", "JSON", "Names", "Program", "ProgramFile"], imports: ["MusterText"]),
    Folder("Muster/Explain", uses: ["Evaluate", "JSON", "Plan", "Program"]),
    Folder("Muster/Outcome", uses: ["Dialects", "Evaluate", "Explain", "JSON", "Names", "Outcome/Disclosure", "Plan", "Program"], imports: ["MusterText"]),
    Folder("Muster/Compile", uses: ["Dialects", "JSON", "Names", "Outcome", "Program"], imports: ["MusterText"]),
    Folder("Muster/Drift", uses: ["Evaluate", "JSON", "Outcome", "Outcome/Disclosure", "Program"]),
    Folder("Muster/Outcome/Wording", uses: ["JSON", "Outcome", "Outcome/Disclosure"]),
    Folder("Muster/Schema", uses: ["Compile", "Concurrency", "Dialects", "Drift", "Evaluate", "JSON", "Outcome", "Outcome/Disclosure", "Plan", "Program", "ProgramFile"], imports: ["MusterText"]),
    Folder("Muster/Output", uses: ["Compile", "Dialects", "Evaluate", "JSON", "Outcome", "Outcome/Disclosure", "Outcome/Wording", "Program", "Schema"]),
    Folder("MusterContracts/Contract/Model", imports: ["Muster"]),
    Folder("MusterContracts/Contract/Container", uses: ["Contract/Model"], imports: ["Muster", "Synchronization"]),
    Folder("MusterContracts/Message", uses: ["Contract/Model"], imports: ["Muster"]),
    Folder("MusterContracts/Route", uses: ["Contract/Container", "Contract/Model", "Message"], imports: ["Muster"]),
    Folder("MusterContracts/Contract", uses: ["Contract/Container", "Contract/Model", "Message", "Route"], imports: ["Muster"]),
    Folder("MusterContracts/Judge", uses: ["Contract", "Contract/Model", "Message", "Route"], imports: ["Muster", "MusterText"]),
    Folder("MusterContracts/Guard", uses: ["Contract", "Contract/Model", "Judge", "Message", "Route"], imports: ["Muster", "Synchronization"]),
    Folder("MusterContracts/Judge/Rules", uses: ["Contract", "Contract/Model", "Judge"], imports: ["Muster"]),
    Folder("MusterYAML/Errors", imports: ["Muster"]),
    Folder("MusterYAML/Events", uses: ["Errors"]),
    Folder("MusterYAML/JSON", uses: ["Errors", "Events"], imports: ["Muster"]),
    Folder("MusterYAML/Parser", uses: ["Errors", "Events"], imports: ["Muster"]),
    Folder("MusterYAML", uses: ["Errors", "Events", "JSON", "Parser"], imports: ["Muster"]),
    Folder("MusterDocuments/Source", imports: ["Muster", "MusterContracts", "MusterYAML"]),
    Folder("MusterDocuments/Structure", uses: ["Source"], imports: ["Muster", "MusterContracts"]),
    Folder("MusterDocuments/Overlays", uses: ["Source", "Structure"], imports: ["Muster", "MusterContracts", "MusterYAML"]),
    Folder("MusterDocuments/OpenAPI", uses: ["Overlays", "Source", "Structure"], imports: ["Muster", "MusterContracts"]),
    Folder("MusterDocuments/Pages", uses: ["OpenAPI", "Overlays", "Source"], imports: ["Muster", "MusterContracts"]),
    Folder("MusterDocuments/Compile", uses: ["OpenAPI", "Overlays", "Pages", "Source"], imports: ["Muster", "MusterContracts"]),
    Folder("MusterDocuments/Bundle", uses: ["Compile", "OpenAPI", "Overlays", "Pages", "Source"], imports: ["Muster", "MusterContracts"]),
    Folder("MusterDocuments/Examples", uses: ["Compile", "OpenAPI", "Overlays", "Pages", "Source"], imports: ["Muster", "MusterContracts"]),
    Folder("MusterDocuments/Vendors", uses: ["Compile", "Examples", "Source"], imports: ["Muster", "MusterContracts"]),
    Folder("MusterTraffic/Compression"),
    Folder("MusterTraffic/Exchange", imports: ["Muster", "MusterContracts", "MusterYAML"]),
    Folder("MusterTraffic/Bodies", uses: ["Compression", "Exchange"], imports: ["Muster", "MusterContracts", "MusterText"]),
    Folder("MusterTraffic/Rules", imports: ["Muster", "MusterContracts"]),
    Folder("MusterTraffic/Ledger", uses: ["Exchange"], imports: ["MusterContracts"]),
    Folder("MusterTraffic/Recording", uses: ["Bodies", "Exchange"], imports: ["Muster", "MusterContracts", "MusterText", "MusterYAML"]),
    Folder("MusterTraffic/Recording/Readers", uses: ["Exchange", "Recording"], imports: ["Muster", "MusterContracts"]),
    Folder("MusterTraffic/Filter", uses: ["Exchange"], imports: ["MusterContracts"]),
    Folder("MusterTraffic/Findings", uses: ["Exchange", "Filter", "Ledger", "Recording"], imports: ["Muster", "MusterContracts"]),
    Folder("MusterTraffic/Lint", uses: ["Compression", "Exchange", "Findings", "Ledger", "Recording"], imports: ["Muster", "MusterContracts"]),
    Folder("MusterTraffic/Conversion", uses: ["Exchange", "Recording"], imports: ["Muster", "MusterContracts"]),
    Folder("MusterTraffic/StandIns", uses: ["Conversion", "Exchange", "Findings", "Lint", "Recording"], imports: ["Muster", "MusterContracts", "MusterText", "MusterYAML"]),
    Folder("MusterTraffic/Redaction", uses: ["Findings"], imports: ["Muster", "MusterContracts"]),
    Folder("MusterReport", imports: ["Muster", "MusterContracts"]),
    Folder("MusterReport/Diagnostics", uses: [".", "Lint"], imports: ["Muster", "MusterContracts"]),
    Folder("MusterReport/Lint", uses: ["."], imports: ["Muster", "MusterContracts", "MusterTraffic"]),
    Folder("MusterTesting", imports: ["Foundation", "Muster", "MusterContracts", "MusterDocuments", "MusterReport", "MusterTraffic", "MusterYAML", "Testing", "XCTest"]),
    Folder("MusterCommand/System", imports: ["Synchronization"]),
    Folder("MusterCommand/Console", uses: ["System"], imports: ["Muster", "MusterContracts", "MusterReport"]),
    Folder("MusterCommand/Arguments", uses: ["Console", "System"], imports: ["Muster", "MusterContracts", "MusterReport", "MusterText", "MusterTraffic"]),
    Folder("MusterCommand/Inputs", uses: ["Arguments", "Console", "System"], imports: ["Dispatch", "Muster", "MusterContracts", "MusterDocuments", "MusterReport", "MusterTraffic", "MusterYAML"]),
    Folder("MusterCommand/Vendors", uses: ["Arguments", "Inputs", "System"], imports: ["Muster", "MusterContracts", "MusterDocuments", "MusterReport", "MusterTraffic"]),
    Folder("MusterCommand/Verbs", uses: ["Arguments", "Console", "Inputs", "System", "Vendors"], imports: ["Muster", "MusterContracts", "MusterDocuments", "MusterReport", "MusterTraffic"]),
    Folder("MusterCommand", uses: ["Arguments", "Console", "System", "Verbs"]),
    Folder("muster-bowtie", imports: ["Muster"]),
  ]
}
