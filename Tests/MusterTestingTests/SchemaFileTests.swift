import Foundation
import Muster
import MusterTesting
import Testing

@Suite("Schemas from files")
struct SchemaFileTests {
  @Test func readsYAMLAndFollowsReferences() throws {
    let schema = try Schema(contentsOf: "Payloads/schemas/settings.yaml")
    expectValid(#"{"retries": 3, "proxy": "http"}"#, against: schema)
    expectInvalid(#"{"retries": -1}"#, against: schema, at: "/retries", keyword: "minimum")
    withKnownIssue {
      expectValid(#"{"retries": 3, "proxy": "h"}"#, against: schema)
    } matching: {
      Fixtures.says("see Payloads/schemas/proxy.json:1:", line: #line - 2)($0)
    }
  }

  @Test func readsJSONAtAPointer() throws {
    let pointer = try #require(JSONPointer(parsing: "/$defs/proxy"))
    let schema = try Schema(contentsOf: "Payloads/schemas/proxy.json", at: pointer)
    expectInvalid(#""h""#, against: schema, keyword: "minLength")
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Payloads/schemas/proxy.json")
    expectValid(#""http""#, against: try Schema(contentsOf: url, at: pointer))
  }

  @Test func noticesAreThoseOfTheFile() throws {
    let schema = try Schema(contentsOf: "Payloads/schemas/noted.json")
    withKnownIssue {
      expectValid(#""x""#, against: schema, notices: .fails)
    } matching: {
      Fixtures.says("/minimun at Payloads/schemas/noted.json:1:", "[unknown-keyword]", line: #line - 2)($0)
    }
  }

  private func error(of path: String) -> SchemaError? {
    do {
      _ = try Schema(contentsOf: path)
      return nil
    } catch {
      return error
    }
  }

  @Test func whatCannotBeReadIsAClearError() throws {
    let missing = try #require(error(of: "Payloads/schemas/nothing.json"))
    #expect(missing.code == .unreadable)
    #expect(missing.description.hasPrefix("Payloads/schemas/nothing.json:1:1: there is no such file"))
    let outside = try #require(error(of: "Payloads/schemas/outside.json"))
    #expect(outside.code == .unresolvedReference)
    #expect(outside.description.contains("outside of the folder of the schema, where references are followed"))
    let folder = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "broken.yaml")
    try Data("type: object\nproperties: {a: [}\n".utf8).write(to: file)
    do {
      _ = try Schema(contentsOf: file)
      Testing.Issue.record("a broken schema was compiled")
    } catch {
      #expect(error.code == .unreadable)
      #expect(error.description.hasPrefix("broken.yaml:2:"))
    }
  }
}
