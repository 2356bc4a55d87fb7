import Foundation
import Testing

@testable import Muster

/// Outputs over the whole conformance suite: their verdicts, and what holds of every unit.
@Suite struct OutputSuiteTests {
  private static let references: Set = ["$ref", "$dynamicRef", "$recursiveRef"]

  @Test(
    .enabled(if: !JSONSchemaSuiteTests.files.isEmpty, "not run: no suites"), arguments: JSONSchemaSuiteTests.files)
  func units(_ file: String) throws {
    let draft = try #require(JSONSchemaSuiteTests.drafts.first { file.hasPrefix($0.name + "/") })
    let path = try #require(Suites.folder("json-schema-test-suite/tests/\(file)"))
    let document = try JSONDocument(SourceText(name: file, bytes: [UInt8](try Data(contentsOf: path))))
    for group in document.root.items {
      let text = try #require(group["schema"]).rawText
      let options = Schema.Options(
        reading: .letter, defaultDialect: draft.dialect, registry: JSONSchemaSuiteTests.registry)
      let schema = try AnnotatingSchema(text, options: options)
      let root = try JSONDocument(SourceText(name: "schema", bytes: text)).root
      for test in try #require(group["tests"]).items {
        let data = try #require(test["data"])
        let expected = try #require(test["valid"]?.boolean as Bool?)
        let place = "\(group["description"]?.string ?? ""): \(test["description"]?.string ?? "")"
        #expect(try schema.output(data.rawText, as: .flag).isValid == expected, "\(place)")
        let output = try schema.output(data.rawText, as: .hierarchical)
        #expect(output.isValid == expected, "\(place)")
        try check(output, data, root, place)
      }
    }
  }

  private func check(_ output: Output, _ data: JSON, _ root: JSON, _ place: String) throws {
    let units = output.units
    #expect(units.first?.isValid == output.isValid, "\(place)")
    for unit in units {
      #expect(data[unit.instanceLocation] != nil, "\(place): \(unit.instanceLocation)")
      // Annotations are kept only where all that the unit is part of passes.
      var ancestor: Int? = unit.index
      var isKept = true
      while let index = ancestor {
        isKept = isKept && units[index].isValid
        ancestor = units[index].parent
      }
      #expect(isKept ? unit.droppedAnnotations.isEmpty : unit.annotations.isEmpty, "\(place)")
      #expect(unit.errors.isEmpty || !unit.isValid, "\(place): \(unit.evaluationPath)")

      // Up to the first reference the path leads through the schema; behind the last one it ends as the location does.
      let tokens = unit.evaluationPath.tokens
      let behind = tokens.lastIndex(where: Self.references.contains).map { $0 + 1 } ?? 0
      var step: JSON? = root
      for token in tokens {
        step = step?[JSONPointer([token])]
        #expect(step != nil, "\(place): \(unit.evaluationPath)")
        if Self.references.contains(token), step?.kind == .string { break }
      }
      let location = URIReference(unit.schemaLocation)
      let pointer = try #require(JSONPointer(parsing: location.decodedFragment ?? "-"), "\(unit.schemaLocation)")
      if location.withoutFragment == AnnotatingSchema.defaultURI {
        #expect(root[pointer] != nil, "\(place): \(unit.schemaLocation)")
        #expect(pointer.tokens.suffix(tokens.count - behind) == tokens[behind...], "\(place): \(unit.schemaLocation)")
      }
    }
  }
}
