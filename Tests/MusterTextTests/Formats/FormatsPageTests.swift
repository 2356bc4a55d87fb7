import Foundation
import Testing

@testable import MusterText

/// `docs/formats.md` against the formats themselves.
@Suite("The page of formats")
struct FormatsPageTests {
  /// A row of the table.
  private struct Row {
    var name: String
    var subject: String
    var accepted: String
    /// What only the relaxed form accepts.
    var relaxed: String?
  }

  private static let text: String = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    return (try? String(contentsOf: root.appending(path: "docs/formats.md"), encoding: .utf8)) ?? ""
  }()

  private static let rows: [Row] = text.split(separator: "\n").compactMap { line in
    guard line.hasPrefix("| `") else { return nil }
    let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    guard cells.count >= 5 else { return nil }
    func code(_ cell: String) -> String { cell.trimmingCharacters(in: ["`"]) }
    return Row(
      name: code(cells[0]), subject: cells[1], accepted: code(cells[3]),
      relaxed: cells[4].isEmpty ? nil : code(cells[4]))
  }

  @Test func everyFormatHasARow() throws {
    var names = Set(Self.rows.map(\.name))
    #expect(names.count == Self.rows.count)
    for format in Format.all {
      if format.subject == .none {
        #expect(Self.text.contains("`\(format.name)`"), "\(format.name)")
      } else {
        #expect(names.remove(format.name) != nil, "\(format.name) has no row")
      }
    }
    #expect(names.isEmpty, "no format is called \(names)")
  }

  @Test func rowsSayWhatFormatsDo() throws {
    for row in Self.rows {
      let format = try #require(Format.named(row.name))
      let subject = format.subject == .string ? "string" : format.appliesToStrings ? "both" : "number"
      #expect(row.subject == subject, "\(row.name)")
      #expect(format.accepts(row.accepted, mode: .strict), "\(row.name)")
      #expect(format.accepts(row.accepted, mode: .relaxed), "\(row.name)")
      if let relaxed = row.relaxed {
        #expect(!format.accepts(relaxed, mode: .strict), "\(row.name)")
        #expect(format.accepts(relaxed, mode: .relaxed), "\(row.name)")
      }
    }
  }
}
