import Foundation
import MusterContracts
import MusterReport
import MusterTraffic
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// An element of an XML document.
final class XMLElementNode {
  let name: String
  let attributes: [String: String]
  var children: [XMLElementNode] = []
  var text = ""

  init(_ name: String, _ attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  func all(_ name: String) -> [XMLElementNode] { children.filter { $0.name == name } }
}

/// Reads a document into a tree.
private final class TreeReader: NSObject, XMLParserDelegate {
  private var open = [XMLElementNode("", [:])]

  static func root(_ text: String) throws -> XMLElementNode {
    let reader = TreeReader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    try #require(parser.parse(), "\(String(describing: parser.parserError)) in line \(parser.lineNumber)")
    return try #require(reader.open.first?.children.first)
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let node = XMLElementNode(name, attributes)
    open.last?.children.append(node)
    open.append(node)
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { open.last?.text += string }
}

@Suite("Lint reports as JUnit")
struct JUnitRendererTests {
  @Test(arguments: LintFixture.cases)
  func documentsAreWellFormedAndCount(_ fixture: LintFixture.Case) throws {
    let root = try TreeReader.root(JUnitRenderer().render(fixture.report))
    #expect(root.name == "testsuites")
    let suites = root.children
    #expect(suites.allSatisfy { $0.name == "testsuite" })
    #expect(Set(suites.map { $0.attributes["name"] }).count == suites.count)
    for element in [root] + suites {
      let cases = element.name == "testsuites" ? suites.flatMap(\.children) : element.children
      #expect(cases.allSatisfy { $0.name == "testcase" })
      #expect(element.attributes["tests"] == "\(cases.count)")
      #expect(element.attributes["failures"] == "\(cases.count { !$0.all("failure").isEmpty })")
      #expect(element.attributes["skipped"] == "\(cases.count { !$0.all("skipped").isEmpty })")
      #expect(element.attributes["errors"] == "0")
    }
    let cases = suites.flatMap(\.children)
    for element in cases {
      #expect(element.attributes["name"]?.isEmpty == false)
      #expect(element.attributes["classname"]?.isEmpty == false)
      #expect(element.all("failure").count + element.all("skipped").count <= 1)
      #expect(element.all("system-out").count <= 1)
      #expect(element.children.allSatisfy { ["failure", "skipped", "system-out"].contains($0.name) })
      for failure in element.all("failure") {
        #expect(failure.attributes["message"]?.isEmpty == false)
        #expect(failure.attributes["type"]?.isEmpty == false)
        #expect(!failure.text.isEmpty)
      }
    }
    let text = cases.flatMap(\.children).map(\.text).joined(separator: "\n")
    let errors = fixture.report.count(.error)
    #expect(text.split(separator: "\n").count { $0.hasPrefix("error [") } == errors)
    #expect(text.split(separator: "\n").count { $0.hasPrefix("warning [") } == fixture.report.count(.warning))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("note [") } == fixture.report.count(.note))
    #expect(cases.contains { !$0.all("failure").isEmpty } == (errors > 0 || fixture.report.isPartial))
    #expect(cases.count { !$0.all("skipped").isEmpty } == fixture.report.operations.count { $0.exchanges == 0 })
  }

  @Test func operationsAreCases() throws {
    let root = try TreeReader.root(JUnitRenderer().render(LintFixture.mixed))
    let items = try #require(root.children.first { $0.attributes["name"] == "items" })
    let get = try #require(items.children.first { $0.attributes["name"] == "GET /items/{id}" })
    #expect(get.attributes["classname"] == "items")
    let failure = try #require(get.all("failure").first)
    #expect(failure.text.contains("error [response-body-invalid]"))
    #expect(failure.text.contains("a/traffic one.ndjson:1:294 GET https://api.items.dev/v2/items/{id}"))
    #expect(failure.attributes["message"]?.contains("expected integer") == true)
    let delete = try #require(items.children.first { $0.attributes["name"] == "DELETE /items/{id}" })
    #expect(delete.all("failure").isEmpty)
    #expect(delete.all("system-out").first?.text.contains("[deprecated-operation]") == true)
    #expect(root.children.flatMap(\.children).contains { $0.attributes["name"] == "undocumented-path" })
  }

  @Test func charactersThatNoDocumentHasAreNotWritten() {
    let bytes = Array(JUnitRenderer().render(LintFixture.hostile).utf8)
    #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 })
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.unicodeScalars.contains { $0.value & 0xFFFE == 0xFFFE || (0x7F..<0xA0).contains($0.value) })
    #expect(!text.contains("]]>"))
    #expect(!text.contains("<script"))
  }
}
