import Foundation
import Testing

@testable import MusterText

/// Compares the Unicode tables with those of `node`, code point by code point.
@Suite struct UnicodePropertyTests {
  /// Whether there is a `node` with the Unicode version of the tables; what differs between versions is no error.
  private static let nodeHasOurUnicode: Bool = {
    guard let version = NodeOracle.version else {
      print("Unicode tables: comparison SKIPPED, no node on this machine")
      return false
    }
    guard version.hasSuffix("Unicode 17.0") else {
      print("Unicode tables: comparison SKIPPED, node \(version) where the tables have 17.0")
      return false
    }
    return true
  }()

  private static let script = """
    const ranges = text => {
      let out = [], low = -1;
      const e = new RegExp(text, 'u');
      for (let c = 0; c <= 0x110000; c++) {
        const yes = c <= 0x10FFFF && e.test(String.fromCodePoint(c));
        if (yes && low < 0) low = c;
        if (!yes && low >= 0) { out.push(low + '-' + (c - 1)); low = -1; }
      }
      return out.join(' ');
    };
    const fs = require('fs');
    const names = fs.readFileSync(process.argv[1], 'utf8').split('\\n').filter(Boolean);
    const seen = new Map();
    process.stdout.write(names.map(name => {
      let e; try { new RegExp('\\\\p{' + name + '}', 'u'); } catch { return 'E'; }
      return ranges('^\\\\p{' + name + '}$');
    }).join('\\n'));
    """

  /// Every name and value of a generated table, read from its source.
  private func names(inTable file: String) throws -> [[String]] {
    let tables = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/MusterText/Unicode/Tables/\(file).swift")
    let lines = try String(contentsOf: tables, encoding: .utf8).split(separator: "\n")
    return lines.filter { $0.hasPrefix("    case \"") }.map { line in
      let quoted = line.split(separator: ":")[0].split(separator: "\"").enumerated()
      return quoted.filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
  }

  @Test(arguments: ["GeneralCategoryTable", "ScriptTable", "BinaryPropertyTable"])
  func agreesWithNode(table: String) throws {
    guard Self.nodeHasOurUnicode else { return }
    let prefixes = table == "ScriptTable" ? ["Script=", "Script_Extensions="] : [""]
    var groups = prefixes.flatMap { prefix in
      (try? names(inTable: table))?.map { $0.map { prefix + $0 } } ?? []
    }
    if table == "GeneralCategoryTable" {
      groups += [["L", "Letter"], ["LC", "Cased_Letter"], ["M", "Mark", "Combining_Mark"], ["N", "Number"]]
      groups += [["P", "Punctuation", "punct"], ["S", "Symbol"], ["Z", "Separator"], ["C", "Other"]]
      groups += [["Any"], ["ASCII"], ["Assigned"]]
    }
    #expect(groups.count >= 30)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("muster-\(UUID().uuidString).txt")
    try Data(groups.map { $0[0] }.joined(separator: "\n").utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let answers = try NodeOracle.run(["-e", Self.script, file.path])
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(answers.count == groups.count)
    for (group, answer) in zip(groups, answers) {
      for name in group {
        let parts = name.split(separator: "=").map { String($0) }
        let set = UnicodeProperty.set(name: parts[0], value: parts.count > 1 ? parts[1] : nil)
        let ours = set.map { set in set.ranges.map { "\($0.lower)-\($0.upper)" }.joined(separator: " ") }
        #expect(ours == String(answer), "\(name)")
      }
    }
  }

  @Test func foldsAsNodeDoes() throws {
    guard Self.nodeHasOurUnicode else { return }
    // For each code point that matches another one, the least one it matches.
    let script = """
      const cased = [];
      for (let c = 0; c <= 0x10FFFF; c++) {
        const s = String.fromCodePoint(c);
        if (/[\\p{CWCM}\\p{CWCF}]/u.test(s)) cased.push(c);
      }
      const fold = new Map();
      const all = cased.map(c => String.fromCodePoint(c)).join('');
      process.stdout.write(cased.map(c => {
        const found = all.match(new RegExp('\\\\u{' + c.toString(16) + '}', 'iu'));
        return c + ':' + found[0].codePointAt(0);
      }).join(' '));
      """
    let answer = try NodeOracle.run(["-e", script])
    var checked = 0
    for entry in answer.split(separator: " ") {
      let parts = entry.split(separator: ":").compactMap { UInt32($0) }
      #expect(CaseFolding.representative(of: parts[0]) == parts[1], "\(entry)")
      checked += 1
    }
    #expect(checked > 2_800)
  }
}
