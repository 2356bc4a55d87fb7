import Muster

/// A line on which OpenTelemetry has many spans, as its exporters write them (OTLP 1.x, JSON Protobuf encoding).
///
/// Each span of an HTTP call is an exchange, read as if it stood alone on a line. The others, of databases and functions, are
/// none.
enum SpanLine {
  /// What an export begins with.
  private static let beginnings = [#""resourceSpans""#, #""resource_spans""#].map { Array($0.utf8) }
  /// The attributes that a span of an HTTP call has (OpenTelemetry semantic conventions, HTTP spans).
  private static let methods: Set<String> = ["http.request.method", "http.method"]

  /// Where the spans of HTTP calls are in a line; `nil` for a line of another kind.
  static func exchanges(in line: ArraySlice<UInt8>) -> [Range<Int>]? {
    let rest = line.drop { $0.isJSONSpace }
    guard rest.first == UInt8(ascii: "{") else { return nil }
    let name = rest.dropFirst().drop { $0.isJSONSpace }
    guard name.first == UInt8(ascii: "\""), beginnings.contains(where: { name.starts(with: $0) }),
      let root = try? JSONDocument(SourceText(name: "", bytes: Array(line))).root
    else { return nil }
    var result: [Range<Int>] = []
    for resource in items(root, ["resourceSpans", "resource_spans"]) {
      for scope in items(resource, ["scopeSpans", "scope_spans", "instrumentationLibrarySpans"]) {
        for span in items(scope, ["spans"]) where isCall(span) {
          result.append(span.textOffset..<(span.textOffset + span.rawText.count))
        }
      }
    }
    return result
  }

  private static func items(_ object: JSON, _ names: [String]) -> [JSON] {
    names.flatMap { object[$0]?.items.map { $0 } ?? [] }
  }

  private static func isCall(_ span: JSON) -> Bool {
    span["attributes"]?.items.contains { methods.contains($0["key"]?.string ?? "") } ?? false
  }
}
