import MusterDocuments

@testable import Muster
@testable import MusterContracts

/// Changes of single fields of a compiled contract.
///
/// The first byte of the input chooses the contract. Each ten bytes after it are a change: the section, the table in it, the
/// record (2), the place in the record, what to do, and a value (4).
struct ContractEdits {
  private let input: [UInt8]

  init(_ input: [UInt8]) { self.input = input }

  /// The contract with all changes.
  func changed() -> [UInt8] {
    guard let first = input.first, !ContractEdits.bases.isEmpty else { return [] }
    var bytes = ContractEdits.bases[Int(first) % ContractEdits.bases.count]
    guard let file = try? ContractFile(.bytes(bytes)) else { return [] }
    var start = 1
    while start + 10 <= input.count, start < 400 {
      apply(Array(input[start..<start + 10]), to: &bytes, file)
      start += 10
    }
    return bytes
  }

  /// Records of one width, one behind the other.
  private struct Records {
    let start: Int
    let count: Int
    let width: Int
  }

  private func apply(_ edit: [UInt8], to bytes: inout [UInt8], _ file: ContractFile) {
    guard !file.sections.isEmpty else { return }
    let section = file.sections[Int(edit[0]) % file.sections.count]
    let tables = ContractEdits.tables(of: section, bytes)
    guard !tables.isEmpty else { return }
    let table = tables[Int(edit[1]) % tables.count]
    let number = (Int(edit[2]) | Int(edit[3]) << 8) % table.count
    let record = table.start + number * table.width
    // Mostly a whole field of four bytes, else one byte.
    let isByte = edit[4] & 0x80 != 0 || table.width < 4
    let width = isByte ? 1 : 4
    let field = isByte ? Int(edit[4] & 0x7F) % table.width : Int(edit[4] & 0x7F) * 4 % (table.width / 4 * 4)
    let place = record + field
    let value = edit[6...].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let old = ContractEdits.read(bytes, place, width)
    let other = table.start + Int(value) % table.count * table.width
    switch edit[5] % 10 {
    case 0: ContractEdits.write(value, &bytes, place, width)
    case 1: ContractEdits.write(old &+ 1, &bytes, place, width)
    case 2: ContractEdits.write(old &- 1, &bytes, place, width)
    case 3: ContractEdits.write(0, &bytes, place, width)
    case 4: ContractEdits.write(.max - (value & 3), &bytes, place, width)
    case 5: ContractEdits.write(ContractEdits.read(bytes, other + field, width), &bytes, place, width)
    case 6:
      // The count of a table is the first number that is none of its indices.
      let counted = tables[Int(value) % tables.count]
      ContractEdits.write(UInt32(counted.count) &+ (value >> 8 & 3) &- 1, &bytes, place, width)
    case 7: for index in 0..<table.width { bytes[record + index] = bytes[other + index] }
    case 8: for index in 0..<table.width { bytes.swapAt(record + index, other + index) }
    default: ContractEdits.write(old ^ (1 << (value & 31)), &bytes, place, width)
    }
  }

  /// What of a section can be changed: the tables of programs and their headers, rows, and words of all else.
  private static func tables(of section: ContractFile.Section, _ bytes: [UInt8]) -> [Records] {
    let range = section.range
    var tables: [Records] = []
    func add(_ start: Int, _ count: Int, _ width: Int) {
      guard count > 0, start >= range.lowerBound, start + count * width <= range.upperBound else { return }
      tables.append(Records(start: start, count: count, width: width))
    }
    switch ContractFile.Kind(rawValue: section.kind) {
    case .program: addPart(StoredProgram.Table.allCases.map(\.width))
    case .origins: addPart(StoredOrigins.Table.allCases.map(\.width))
    case .operations:
      let count = Int(ContractFile.word(bytes, at: range.lowerBound))
      add(range.lowerBound + 4, count, StoredOperations.rowSize)
      let records = range.lowerBound + 4 + count * StoredOperations.rowSize
      add(records, range.upperBound - records, 1)
    case .texts:
      let count = Int(ContractFile.word(bytes, at: range.lowerBound))
      add(range.lowerBound + 4, count, 4)
      add(range.lowerBound, 1, 4)
    default: add(range.lowerBound, range.count, 1)
    }
    return tables

    func addPart(_ widths: [Int]) {
      for (number, width) in widths.enumerated() {
        let row = range.lowerBound + PartHeader.size + number * PartHeader.rowSize
        let (start, count) = (Int(ContractFile.word(bytes, at: row)), Int(ContractFile.word(bytes, at: row + 4)))
        add(range.lowerBound + start, count, width)
      }
      add(range.lowerBound, (PartHeader.size + widths.count * PartHeader.rowSize) / 4, 4)
    }
  }

  private static func read(_ bytes: [UInt8], _ place: Int, _ width: Int) -> UInt32 {
    guard place >= 0, place + width <= bytes.count else { return 0 }
    return width == 4 ? ContractFile.word(bytes, at: place) : UInt32(bytes[place])
  }

  private static func write(_ value: UInt32, _ bytes: inout [UInt8], _ place: Int, _ width: Int) {
    guard place >= 0, place + width <= bytes.count else { return }
    for index in 0..<width { bytes[place + index] = UInt8(truncatingIfNeeded: value >> UInt32(index * 8)) }
  }

  /// What the contracts are checked with.
  static let payloads = [
    "{}", "[]", #""id-7""#, "5", "null", #"{"id": 7, "name": "ab", "kind": "part", "parts": [{"id": 1}], "x-a": 1}"#,
    #"{"kind": "whole", "parts": [{"kind": "part", "parts": []}, null], "tags": ["a", "b", "a"], "extra": {"c": 1.50}}"#,
    #"[{"id": 1, "name": null}, {"id": 1, "name": null}, 3, "three"]"#,
  ].map { Array($0.utf8) }

  private static let bases: [[UInt8]] = sources.compactMap { text in
    (try? Contract(compiling: [SourceText(name: "base", bytes: Array(text.utf8))], vendor: "v"))?.encoded()
  }

  private static let sources = [
    """
    {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "servers": [{"url": "https://{r}.example.com/v1",
    "variables": {"r": {"default": "eu", "enum": ["eu", "us"]}}}], "paths": {"/items/{id}/parts": {"put": {"operationId":
    "put", "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer", "minimum": 1}},
    {"name": "a", "in": "query", "schema": {"type": ["integer", "null"]}}, {"name": "b", "in": "query", "style":
    "deepObject", "explode": true, "schema": {"type": "object", "properties": {"x": {"type": "integer"}}}},
    {"name": "c", "in": "query", "explode": false, "schema": {"type": "array", "items": {"type": "integer"}}},
    {"name": "X-Key", "in": "header", "schema": {"const": "5"}}], "requestBody": {"content": {"application/json":
    {"schema": {"$ref": "#/components/schemas/Item"}}}}, "responses": {"200": {"description": "d", "content":
    {"application/json": {"schema": {"type": "array", "uniqueItems": true, "items": {"$ref":
    "#/components/schemas/Item"}, "contains": {"type": "integer"}, "maxContains": 2}}}}, "201": {"description": "d",
    "content": {"application/json": {"schema": {"oneOf": [{"$ref": "#/components/schemas/Item"}, {"type": "string",
    "pattern": "^id-[0-9]+$", "maxLength": 9, "format": "date"}, {"enum": [1, 2, 3, 5, 8, 13, "a", null]}]}}}}}}}},
    "components": {"schemas": {"Item": {"type": "object", "required": ["kind"], "properties": {"id": {"type": "integer",
    "multipleOf": 0.5, "exclusiveMaximum": 100}, "name": {"type": ["string", "null"], "minLength": 1}, "kind": {"enum":
    ["part", "whole"]}, "parts": {"type": "array", "prefixItems": [{"$ref": "#/components/schemas/Item"}], "items":
    {"anyOf": [{"type": "null"}, {"$ref": "#/components/schemas/Item"}]}}, "tags": {"uniqueItems": true, "minItems": 1}},
    "patternProperties": {"^x-": {"type": "integer"}}, "additionalProperties": {"not": {"type": "string"}},
    "propertyNames": {"maxLength": 8}, "dependentRequired": {"id": ["name"]}, "if": {"properties": {"kind": {"const":
    "whole"}}}, "then": {"required": ["parts"]}, "else": {"minProperties": 2}}}}}
    """,
    """
    {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/items/{id}/parts": {"put": {"operationId": "p",
    "requestBody": {"content": {"application/json": {"schema": {"discriminator": {"propertyName": "kind", "mapping": {"part":
    "#/components/schemas/Part", "whole": "#/components/schemas/Whole"}}, "oneOf": [{"$ref":
    "#/components/schemas/Part"}, {"$ref": "#/components/schemas/Whole"}]}}}}, "responses": {"200": {"description": "d",
    "content": {"application/json": {"schema": {"type": "array", "nullable": true, "items": {"allOf": [{"$ref":
    "#/components/schemas/Part"}]}}}}}}}}}, "components": {"schemas": {"Part": {"type": "object", "required": ["kind",
    "id"], "properties": {"kind": {"type": "string"}, "id": {"type": "integer", "readOnly": true}, "name": {"type":
    "string", "nullable": true}}}, "Whole": {"type": "object", "properties": {"kind": {"type": "string"}, "parts": {"type":
    "array", "items": {"$ref": "#/components/schemas/Whole"}}}, "additionalProperties": false}}}}
    """,
    """
    {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/items/{id}/parts": {"put": {"requestBody":
    {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Tree"}}}}, "responses": {"200":
    {"description": "d", "content": {"application/json": {"schema": {"unevaluatedProperties": false, "allOf":
    [{"properties": {"id": true}}, {"if": {"required": ["kind"]}, "then": {"properties": {"kind": true, "parts": {"unevaluatedItems":
    false, "contains": {"type": "object"}}}}}], "dependentSchemas": {"tags": {"properties": {"extra": true}}}}}}}}}}},
    "components": {"schemas": {"Tree": {"$id": "https://example.com/tree", "$dynamicAnchor": "node", "type": ["object",
    "null"], "properties": {"parts": {"type": "array", "items": {"$dynamicRef": "#node"}}, "extra": {"$ref":
    "#/$defs/strict"}}, "$defs": {"strict": {"$id": "https://example.com/strict", "$dynamicAnchor": "node", "$ref": "tree",
    "maxProperties": 3}}}}}}
    """,
  ]
}
