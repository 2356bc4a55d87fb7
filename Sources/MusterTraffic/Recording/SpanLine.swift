import Muster

/// A line on which OpenTelemetry has many spans, as its exporters write them (OTLP 1.x, JSON Protobuf encoding).
///
/// Each span of an HTTP call is an exchange, read as if it stood alone on a line. Spans of anything else, such as a query of
/// a database, are left out.
enum SpanLine {
  /// What the first name of an export begins with.
  private static let beginning = Array("\"resource".utf8)
  /// The attributes that a span of an HTTP call has (OpenTelemetry semantic conventions, HTTP spans).
  private static let methods: Set<String> = ["http.request.method", "http.method"]

  /// Where the spans of HTTP calls are in a line; `nil` for a line of another kind.
  static func exchanges(in line: ArraySlice<UInt8>) -> [Range<Int>]? {
    guard mayBeExport(line), let root = try? JSONDocument(SourceText(name: "", bytes: Array(line))).root,
      root["resourceSpans"] != nil || root["resource_spans"] != nil
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

  /// Whether a line begins as an export does; nearly all others differ in their first bytes.
  private static func mayBeExport(_ line: ArraySlice<UInt8>) -> Bool {
    var index = line.startIndex
    func skipSpace() {
      while index < line.endIndex, line[index].isJSONSpace { index += 1 }
    }
    skipSpace()
    guard index < line.endIndex, line[index] == UInt8(ascii: "{") else { return false }
    index += 1
    skipSpace()
    guard line.endIndex - index >= beginning.count else { return false }
    for offset in beginning.indices where line[index + offset] != beginning[offset] { return false }
    return true
  }

  private static func items(_ object: JSON, _ names: [String]) -> [JSON] {
    names.flatMap { object[$0]?.items.map { $0 } ?? [] }
  }

  private static func isCall(_ span: JSON) -> Bool {
    span["attributes"]?.items.contains { methods.contains($0["key"]?.string ?? "") } ?? false
  }
}
