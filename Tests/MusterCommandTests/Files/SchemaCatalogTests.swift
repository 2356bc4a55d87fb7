import Foundation
import Testing

@testable import Muster
@testable import MusterCommand

/// Schemas that name each other by URI, in files.
@Suite struct SchemaCatalogTests {
  /// A folder with files, which goes when the test ends.
  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appending(path: "catalog-\(UUID().uuidString)").path

    init(_ files: [String: String]) throws {
      for (name, text) in files {
        let file = URL(filePath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private func schema(_ path: String, _ places: ReferencePlaces) throws -> (schema: Schema, notices: [Notice]) {
    var options = Schema.Options()
    options.mistakes = .unchecked
    return try #require(SchemaFile(path)).schema(options, places)
  }

  private static let files = [
    "api/root.json":
      #"{"$id": "https://example.com/v1/root.json", "properties": {"a": {"$ref": "item"}, "b": {"$ref": "https://example.com/v1/more/other.json#/$defs/n"}}}"#,
    "api/item.json": #"{"type": "integer"}"#,
    "api/more/other.yaml": "$defs: {n: {type: string}}\n",
    "api/more/other.json": #"{"$defs": {"n": {"type": "string"}}}"#,
    "lib/deep/named.yaml": "$id: https://names.example/thing\ntype: boolean\n",
    "uses.json": #"{"properties": {"t": {"$ref": "https://names.example/thing"}, "m": {"$ref": "urn:mine:part"}}}"#,
    "mapped/part.json": #"{"type": "null"}"#,
  ]

  /// By where they lie beside a document that says where it is from; endings may be left out.
  @Test func besideADocumentWithAnIdentifier() throws {
    let folder = try Folder(Self.files)
    let (schema, notices) = try schema("\(folder.path)/api/root.json", .init())
    #expect(notices.isEmpty, "\(notices)")
    #expect(schema.accepts(#"{"a": 1, "b": "x"}"#))
    #expect(!schema.accepts(#"{"a": "1"}"#) && !schema.accepts(#"{"b": 1}"#))
  }

  /// By their own `$id`, in folders that were named, and by maps.
  @Test func byTheirIdentifierAndByMaps() throws {
    let folder = try Folder(Self.files)
    let path = "\(folder.path)/uses.json"
    let places = ReferencePlaces(
      schemas: ["\(folder.path)/lib"],
      maps: [ReferencePlaces.Map(prefix: "urn:mine:", folder: "\(folder.path)/mapped")])
    let (schema, notices) = try schema(path, places)
    #expect(notices.isEmpty, "\(notices)")
    #expect(schema.accepts(#"{"t": true, "m": null}"#))
    #expect(!schema.accepts(#"{"t": 1}"#) && !schema.accepts(#"{"m": 1}"#))
  }

  /// What is nowhere says so, and what could be done.
  @Test func whatIsNowhereSaysSo() throws {
    let folder = try Folder(Self.files)
    let (schema, notices) = try schema("\(folder.path)/uses.json", .init())
    #expect(schema.accepts(#"{"t": 1}"#))
    let told = notices.filter { $0.code == .uncheckedKeyword }
    #expect(told.map(\.pointer) == ["/properties/t/$ref", "/properties/m/$ref"] || told.count == 2)
    #expect(told.allSatisfy { $0.message.contains("--schemas FOLDER") && $0.message.contains("--map PREFIX=FOLDER") })
    let places = ReferencePlaces(maps: [ReferencePlaces.Map(prefix: "urn:mine:", folder: "\(folder.path)/lib")])
    let lost = try self.schema("\(folder.path)/uses.json", places).notices
    #expect(lost.contains { $0.message.contains("has no file 'part'") }, "\(lost)")
  }

  /// A file outside of the folders is not read, by whatever name.
  @Test func nothingOutsideIsRead() throws {
    var files = Self.files
    files["uses.json"] = #"{"properties": {"t": {"$ref": "urn:mine:../api/item"}, "u": {"$ref": "../outside.json"}}}"#
    let folder = try Folder(files)
    let places = ReferencePlaces(maps: [ReferencePlaces.Map(prefix: "urn:mine:", folder: "\(folder.path)/mapped")])
    let notices = try schema("\(folder.path)/uses.json", places).notices.filter { $0.code == .uncheckedKeyword }
    #expect(notices.count >= 1, "\(notices)")
    #expect(notices.contains { $0.message.contains("there is no file") }, "\(notices)")
  }
}
