import Muster

/// Renders outputs of the JSON Schema specification as JSON, a unit on a line.
///
/// The names of members are those of the specification for machine-readable output (`dialect`, `schema`, `valid`,
/// `details`, `evaluationPath`, `schemaLocation`, `instanceLocation`, `errors`, `annotations`, `droppedAnnotations`); for
/// `basic` those of 2020-12 Core, section 12.3 (`keywordLocation`, `absoluteKeywordLocation`, `error`, `annotation`).
/// An error that occurs more than once under a keyword is an array of messages.
public struct OutputRenderer: Sendable {
  /// A renderer.
  public init() {}

  /// Writes an output as one JSON value and a line feed.
  ///
  /// - Complexity: O(*units* · *depth*); nothing recurses.
  public func render(_ output: Output, into bytes: inout [UInt8]) {
    var head = JSONWriter(isIndented: false)
    head.object { writer in
      if output.format != .basic {
        if let dialect = output.dialect { writer.member("dialect", dialect) }
        writer.member("schema", output.schema)
      }
      writer.member("valid", output.isValid)
    }
    bytes.append(contentsOf: head.bytes.dropLast())
    switch output.format {
    case .flag: break
    case .basic: writeKeywords(output, into: &bytes)
    case .list: writeList(output.units, into: &bytes)
    case .hierarchical: writeTree(output.units, into: &bytes)
    }
    bytes.append(contentsOf: "}\n".utf8)
  }

  /// The output as one JSON value and a line feed.
  public func render(_ output: Output) -> String {
    var bytes: [UInt8] = []
    render(output, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: Units

  private func writeList(_ units: [Output.Unit], into bytes: inout [UInt8]) {
    bytes.append(contentsOf: #","details":["#.utf8)
    for (position, unit) in units.enumerated() {
      bytes.append(contentsOf: (position == 0 ? "\n  " : ",\n  ").utf8)
      bytes.append(contentsOf: members(unit))
      bytes.append(UInt8(ascii: "}"))
    }
    bytes.append(contentsOf: (units.isEmpty ? "]" : "\n]").utf8)
  }

  private func writeTree(_ units: [Output.Unit], into bytes: inout [UInt8]) {
    bytes.append(contentsOf: #","details":["#.utf8)
    /// Where the units that are not closed yet end.
    var open: [Int] = []
    var isFirst = true
    for unit in units {
      close(&open, before: unit.index, &isFirst, into: &bytes)
      bytes.append(contentsOf: (isFirst ? "\n" : ",\n").utf8)
      bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * min(open.count + 1, 40)))
      bytes.append(contentsOf: members(unit))
      isFirst = false
      if unit.end > unit.index + 1 {
        bytes.append(contentsOf: #","details":["#.utf8)
        open.append(unit.end)
        isFirst = true
      } else {
        bytes.append(UInt8(ascii: "}"))
      }
    }
    close(&open, before: .max, &isFirst, into: &bytes)
    bytes.append(contentsOf: "\n]".utf8)
  }

  private func close(_ open: inout [Int], before index: Int, _ isFirst: inout Bool, into bytes: inout [UInt8]) {
    while let end = open.last, end <= index {
      open.removeLast()
      bytes.append(contentsOf: "]}".utf8)
      isFirst = false
    }
  }

  /// A unit's object without the brace that closes it.
  private func members(_ unit: Output.Unit) -> ArraySlice<UInt8> {
    var writer = JSONWriter(isIndented: false)
    writer.object { writer in
      writer.member("valid", unit.isValid)
      writer.member("evaluationPath", unit.evaluationPath.description)
      writer.member("schemaLocation", unit.schemaLocation)
      writer.member("instanceLocation", unit.instanceLocation.description)
      let errors = unit.errors
      if !errors.isEmpty {
        writer.member("errors") {
          $0.object { writer in
            for (keyword, messages) in errors {
              writer.member(keyword) { writer in
                if messages.count == 1 {
                  writer.string(messages[0])
                } else {
                  writer.array(messages) { $0.string($1) }
                }
              }
            }
          }
        }
      }
      writer.write(unit.annotations, as: "annotations")
      writer.write(unit.droppedAnnotations, as: "droppedAnnotations")
    }
    return writer.bytes.dropLast()
  }

  // MARK: Keywords

  private func writeKeywords(_ output: Output, into bytes: inout [UInt8]) {
    bytes.append(contentsOf: (output.isValid ? #","annotations":["# : #","errors":["#).utf8)
    var isFirst = true
    for unit in output.units {
      if output.isValid {
        for annotation in unit.annotations {
          write(unit, annotation.keyword, &isFirst, into: &bytes) { writer in
            writer.member("annotation") { $0.text(annotation.json) }
          }
        }
      } else {
        for (keyword, messages) in unit.errors {
          for message in messages {
            write(unit, keyword, &isFirst, into: &bytes) { $0.member("error", message) }
          }
        }
      }
    }
    bytes.append(contentsOf: (isFirst ? "]" : "\n]").utf8)
  }

  private func write(
    _ unit: Output.Unit, _ keyword: String, _ isFirst: inout Bool, into bytes: inout [UInt8],
    _ value: (inout JSONWriter) -> Void
  ) {
    bytes.append(contentsOf: (isFirst ? "\n  " : ",\n  ").utf8)
    isFirst = false
    // A schema that is `false` fails without a keyword.
    let path = keyword.isEmpty ? unit.evaluationPath : unit.evaluationPath.appending(keyword)
    let suffix = keyword.isEmpty ? "" : "/" + URIFragment.encoding(JSONPointer.escape(keyword))
    var writer = JSONWriter(isIndented: false)
    writer.object { writer in
      writer.member("keywordLocation", path.description)
      writer.member("absoluteKeywordLocation", unit.schemaLocation + suffix)
      writer.member("instanceLocation", unit.instanceLocation.description)
      value(&writer)
    }
    bytes.append(contentsOf: writer.bytes)
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ annotations: [Output.Annotation], as name: String) {
    guard !annotations.isEmpty else { return }
    member(name) {
      $0.object { writer in
        for annotation in annotations { writer.member(annotation.keyword) { $0.text(annotation.json) } }
      }
    }
  }
}
