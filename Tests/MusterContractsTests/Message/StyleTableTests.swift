import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

/// The style examples of the OpenAPI specification (3.1.1, section 4.8.12.4), each way round: what is written is read as
/// what it stands for, and as nothing else.
@Suite("Styles of parameters")
struct StyleTableTests {
  /// A value of the specification's table.
  enum Value: String, CaseIterable {
    case empty, string, array, object

    var schema: String {
      switch self {
      case .empty: #"{"type": "string", "const": ""}"#
      case .string: #"{"type": "string", "const": "blue"}"#
      case .array: #"{"type": "array", "items": {"type": "string"}, "const": ["blue", "black", "brown"]}"#
      case .object:
        #"{"type": "object", "additionalProperties": false, "properties": {"R": {"type": "integer"}, "#
          + #""G": {"type": "integer"}, "B": {"type": "integer"}}, "const": {"R": 100, "G": 200, "B": 150}}"#
      }
    }
  }

  /// A row of the table: a style, whether it explodes, and the four values as it writes them; `nil` where it has none.
  struct Row: CustomTestStringConvertible {
    let location: Parameter.Location
    let style: Parameter.Style
    let explodes: Bool
    let texts: [String?]

    var testDescription: String { "\(location) \(style) \(explodes)" }

    init(_ location: Parameter.Location, _ style: Parameter.Style, _ explodes: Bool, _ texts: String?...) {
      self.location = location
      self.style = style
      self.explodes = explodes
      self.texts = texts
    }
  }

  static let rows = [
    Row(.path, .matrix, false, ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
    Row(
      .path, .matrix, true, ";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"),
    Row(.path, .label, false, ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
    Row(.path, .label, true, ".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
    Row(.path, .simple, false, nil, "blue", "blue,black,brown", "R,100,G,200,B,150"),
    Row(.path, .simple, true, nil, "blue", "blue,black,brown", "R=100,G=200,B=150"),
    Row(.header, .simple, false, "", "blue", "blue,black,brown", "R,100,G,200,B,150"),
    Row(.header, .simple, true, "", "blue", "blue, black, brown", "R=100, G=200, B=150"),
    Row(.query, .form, false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
    Row(
      .query, .form, true, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
    Row(.cookie, .form, false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
    Row(
      .cookie, .form, true, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
    Row(
      .cookie, .cookie, true, "color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"),
    Row(
      .query, .spaceDelimited, false, nil, nil, "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"),
    Row(.query, .spaceDelimited, true, nil, nil, "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
    Row(
      .query, .pipeDelimited, false, nil, nil, "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"),
    Row(.query, .pipeDelimited, true, nil, nil, "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
    Row(.query, .deepObject, true, nil, nil, nil, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
    Row(.query, .deepObject, false, nil, nil, nil, "color[R]=100&color[G]=200&color[B]=150"),
  ]

  @Test(arguments: rows)
  func isReadAsWhatItStandsFor(_ row: Row) throws {
    for (value, text) in zip(Value.allCases, row.texts) {
      guard let text else { continue }
      for other in Value.allCases {
        let outcome = try self.outcome(row, other.schema, text)
        #expect(outcome == (value == other), "\(text) as \(other)")
      }
    }
  }

  /// Labels of the versions before 3.0.4 have dots between the items of a list that is not exploded.
  @Test func labelsAreAlsoReadAsEarlierVersionsWriteThem() throws {
    let row = Row(.path, .label, false)
    #expect(try outcome(row, Value.array.schema, ".blue.black.brown"))
    #expect(try outcome(row, Value.object.schema, ".R.100.G.200.B.150"))
  }

  private func outcome(_ row: Row, _ schema: String, _ text: String) throws -> Bool {
    let path = row.location == .path ? "/colors/{color}" : "/colors"
    let document = """
      {"openapi": "3.2.0", "paths": {"\(path)": {"get": {"parameters": [{"name": "color", "required": true,
        "in": "\(row.location.rawValue)", "style": "\(row.style.rawValue)", "explode": \(row.explodes),
        "schema": \(schema)}], "responses": {"204": {"description": "d"}}}}}}
      """
    let contract = try Contract(compiling: [SourceText("colors.json", document)])
    let operation = try #require(try Contract(compiled: contract.encoded()).operations.first)
    #expect(operation.brokenParts.isEmpty)
    var request = RequestParameters(path: operation.match(path: path))
    switch row.location {
    case .path: request.path = operation.match(path: "/colors/\(text)")
    case .query, .querystring: request.query = text
    case .header: request.headers = [RequestParameters.Field(name: "COLOR", value: text)]
    case .cookie: request.headers = [RequestParameters.Field(name: "cookie", value: text)]
    }
    let inspection = try #require(try operation.check(parametersOf: request).first)
    return inspection.outcome.isValid && inspection.isChecked
  }
}
