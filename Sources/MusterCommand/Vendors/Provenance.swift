import Muster
import MusterContracts
import MusterDocuments

/// What `PROVENANCE.md` of a vendor says in tables: the files that the contract is made of, each with its digest.
struct Provenance {
  /// What a file is to the contract.
  enum Part: String {
    /// A page or document that is compiled.
    case source
    /// What sources refer to.
    case referenced
    /// A correction of what the vendor wrote.
    case overlay
  }

  /// A file of the vendor's folder.
  struct File {
    /// The name in the folder.
    let name: String
    let part: Part
    let digest: String
    /// The line of the table that has it.
    var line = 0
  }

  static let name = "PROVENANCE.md"

  private(set) var files: [File] = []
  /// Where the operations are, whatever the documents say.
  private(set) var servers: [String] = []
  /// Rows that look like a file's and are none.
  private(set) var mistakes: [(line: Int, message: String)] = []

  init(files: [File], servers: [String]) {
    self.files = files
    self.servers = servers
  }

  /// Reads the tables: rows of a file in backticks, its part and its digest; and one of servers.
  init(_ text: SourceText) {
    var line = 0
    while let row = text.line(line + 1) {
      line += 1
      let cells = row.split(separator: "|").map { $0.trimming(while: { $0 == " " || $0 == "\t" || $0 == "\r" }) }
      if cells.first == "Servers", cells.count > 1 { servers = Provenance.quoted(cells[1]) }
      guard row.hasPrefix("|"), cells.count == 3, let file = Provenance.quoted(cells[0]).first else { continue }
      let digest = Provenance.quoted(cells[2]).first ?? cells[2]
      guard let part = Part(rawValue: cells[1]) else {
        mistakes.append((line, "'\(cells[1])' is no part that a file has: expected source, referenced or overlay"))
        continue
      }
      guard digest.utf8.count == 64, digest.allSatisfy(\.isHexDigit) else {
        mistakes.append((line, "the SHA-256 digest of '\(file)' was expected: 64 hexadecimal digits"))
        continue
      }
      files.append(File(name: file, part: part, digest: digest.lowercased(), line: line))
    }
  }

  private static func quoted(_ text: String) -> [String] {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
  }

  /// The table of files.
  var table: String {
    var text = "| file | part | SHA-256 |\n|---|---|---|\n"
    for file in files { text += "| `\(file.name)` | \(file.part.rawValue) | `\(file.digest)` |\n" }
    return text
  }

  /// The whole text for a vendor that is new.
  func text(vendor: String, page: String?, contract: Contract) -> String {
    let forms = Provenance.unique(contract.documents.map { Provenance.words(for: $0.form) })
    let versions = Provenance.unique(
      contract.documents.map { document in
        document.declaredVersion.map { "OpenAPI \($0)".replacing("OpenAPI 2", with: "Swagger 2") }
          ?? "none; read as \(document.dialect)"
      })
    var text = "# \(vendor)\n\n| | |\n|---|---|\n"
    text += "| Vendor | \(vendor) |\n"
    text += "| Page | \(page ?? "not said: write where the files are from, and of which day") |\n"
    text += "| Form | \(forms.joined(separator: "; ")) |\n"
    text += "| Declared version | \(versions.joined(separator: "; ")) |\n"
    text += "| Operations | \(contract.operations.count) |\n"
    if !servers.isEmpty { text += "| Servers | \(servers.map { "`\($0)`" }.joined(separator: ", ")) |\n" }
    text += "\n" + table
    return text + "\nTaken: the files as they were, byte for byte. Left out: nothing.\n"
  }

  private static func unique(_ texts: [String]) -> [String] {
    var known: Set<String> = []
    return texts.filter { known.insert($0).inserted }
  }

  private static func words(for form: PageForm) -> String {
    switch form {
    case .openAPIJSON: "OpenAPI document in JSON"
    case .openAPIYAML: "OpenAPI document in YAML"
    case .mintlify: "Mintlify: Markdown with an OpenAPI document in a YAML fence"
    case .gitBook: "GitBook: Markdown with an OpenAPI document in a JSON fence"
    case .docusaurus: "Docusaurus: MDX with fragments of OpenAPI in components"
    case .readMe: "ReadMe: lines with path and method, then JSON blocks"
    }
  }
}

extension Substring {
  fileprivate func trimming(while isSpace: (Character) -> Bool) -> String {
    var rest = self[...]
    while let first = rest.first, isSpace(first) { rest.removeFirst() }
    while let last = rest.last, isSpace(last) { rest.removeLast() }
    return String(rest)
  }
}
