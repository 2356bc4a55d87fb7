import Muster

/// The parameters of a concrete path, decoded.
public struct PathMatch: Sendable, Hashable {
  /// A parameter's name and text.
  public struct Parameter: Sendable, Hashable {
    /// The name in the template.
    public let name: String
    /// The text, percent-decoded; `nil` where the path's escapes are malformed or stand for no UTF-8.
    public let text: String?
  }

  /// The parameters in the order of the template.
  public let parameters: [Parameter]

  /// The text of a parameter.
  public subscript(name: String) -> String? { parameters.first { $0.name == name }?.text }
}

/// What the check of one parameter came to.
public struct ParameterInspection: Sendable, Hashable {
  /// The parameter's name.
  public let name: String
  /// What the check came to; instance locations begin at the parameter's value.
  public let outcome: Outcome
}

extension Operation {
  /// The parameters of a concrete path; `nil` where the path is not this operation's.
  public func match(path: String) -> PathMatch? { PathTemplate(record.path).match(path) }

  /// Checks the parameters of a path against their schemas.
  ///
  /// A parameter is text: it is turned into a number or boolean where its schema asks for one and the text is one, and
  /// lengths are counted in code points of the decoded text (OpenAPI 3.1, section 4.8.12; RFC 3986, section 2.1).
  /// - Throws: ``ContractError/Code/malformed`` where the contract's program cannot be trusted.
  public func check(_ match: PathMatch, reading: Reading = .intent) throws(ContractError) -> [ParameterInspection] {
    var inspections: [ParameterInspection] = []
    for found in match.parameters {
      let declared = record.parameters.first { $0.location == .path && $0.name == found.name }
      guard let text = found.text else {
        let source = declared?.source ?? record.location
        inspections.append(
          ParameterInspection(name: found.name, outcome: .invalid([malformedEscape(found.name, source)])))
        continue
      }
      guard let declared, let index = declared.schema else { continue }
      let schema = try storage.schema(index, document: record.document, reading: reading)
      inspections.append(
        ParameterInspection(name: found.name, outcome: schema.check(declared.shape.json(of: text))))
    }
    return inspections
  }

  private func malformedEscape(_ name: String, _ source: SourceLocation) -> Issue {
    Issue(
      keyword: "in", instance: JSONPointer(), position: TextPosition(offset: 0, line: 1, column: 1),
      schema: SchemaLocation(
        source: source.source, pointer: source.pointer, line: source.line, column: source.column),
      message: "the percent-encoding of path parameter '\(name)' is malformed or stands for no UTF-8")
  }
}

extension ValueShape {
  /// The JSON text that a parameter's text stands for.
  func json(of text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    if !types.contains(.string) {
      if !types.isDisjoint(with: .numeric), ValueShape.isNumber(bytes) { return bytes }
      if types.contains(.boolean), text == "true" || text == "false" { return bytes }
    }
    var assembler = JSONAssembler()
    assembler.append(string: bytes)
    return assembler.bytes
  }

  /// Whether a text is a number that JSON allows (RFC 8259, section 6).
  private static func isNumber(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first, first == UInt8(ascii: "-") || (first >= 0x30 && first <= 0x39),
      let last = bytes.last, last >= 0x30 && last <= 0x39
    else { return false }
    return (try? JSONDocument(SourceText(name: "", bytes: bytes)))?.root.kind == .number
  }
}
