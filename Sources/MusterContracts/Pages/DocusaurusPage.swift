import Muster

/// MDX whose components carry fragments of OpenAPI in their properties, the way Docusaurus publishes an operation.
struct DocusaurusPage {
  let text: PageText
  let fences: [Fence]

  /// The component and property that carry each field of an operation.
  private static let carriers = [
    (component: "ParamsDetails", property: "parameters", field: "parameters"),
    (component: "RequestSchema", property: "body", field: "requestBody"),
    (component: "StatusCodes", property: "responses", field: "responses"),
  ]

  /// A document for each operation; none where the page has no `MethodEndpoint`.
  func documents() throws(ContractError) -> [PageDocument] {
    guard hasEndpoint() else { return [] }
    let elements = try text.elements(
      named: ["MethodEndpoint"] + DocusaurusPage.carriers.map(\.component), outside: fences)
    var documents: [PageDocument] = []
    var assembly: OperationAssembly?
    for element in elements {
      if element.name == "MethodEndpoint" {
        if let assembly { documents.append(try finish(assembly)) }
        assembly = try endpoint(element)
      } else if var current = assembly {
        try add(element, to: &current)
        assembly = current
      }
    }
    if let assembly { documents.append(try finish(assembly)) }
    return documents
  }

  private func hasEndpoint() -> Bool {
    var offset = 0
    while let line = text.line(at: offset) {
      let start = text.trimmed(line.range).lowerBound
      if text.hasPrefix("<MethodEndpoint", at: start), !fences.contain(start) { return true }
      offset = line.next
    }
    return false
  }

  private func endpoint(_ element: JSXElement) throws(ContractError) -> OperationAssembly {
    guard let path = literal(element["path"]), let method = literal(element["method"]) else {
      throw ContractError(
        .missingPart, in: text.source, at: element.start,
        detail: "<MethodEndpoint> needs the properties method and path, each a string")
    }
    guard PathItemMethod.isMethod(text.bytes[method]) else {
      throw ContractError(
        .document, in: text.source, at: method.lowerBound,
        detail: "this is not an HTTP method; expected one of \(PathItemMethod.all.joined(separator: ", "))")
    }
    return OperationAssembly(text: text, form: .docusaurus, path: path, method: method)
  }

  /// The text of a string property: `"x"` or `{"x"}`, without the quotes.
  private func literal(_ property: JSXElement.Property?) -> Range<Int>? {
    guard let property else { return nil }
    guard property.isExpression else { return property.value.isEmpty ? nil : property.value }
    let value = property.value
    guard value.count > 2, text.bytes[value.lowerBound] == UInt8(ascii: "\""),
      text.bytes[value.upperBound - 1] == UInt8(ascii: "\""), !text.bytes[value].contains(UInt8(ascii: "\\"))
    else { return nil }
    return (value.lowerBound + 1)..<(value.upperBound - 1)
  }

  private func add(_ element: JSXElement, to assembly: inout OperationAssembly) throws(ContractError) {
    for carrier in DocusaurusPage.carriers where carrier.component == element.name {
      guard let property = element[carrier.property], property.isExpression else { continue }
      let value = text.bytes[property.value]
      if value.isEmpty || value.elementsEqual("undefined".utf8) || value.elementsEqual("null".utf8) { continue }
      if assembly.fragments.contains(where: { $0.field == carrier.field }) {
        throw ContractError(
          .document, in: text.source, at: element.start,
          detail: "a second <\(carrier.component)> for one operation; keep one")
      }
      let ranges = UndefinedMembers(bytes: text.bytes).rangesWithout(in: property.value)
      // Each value must be whole by itself: glued together, two mistakes could cancel out.
      var assembler = JSONAssembler()
      let page = assembler.add(text.source)
      for range in ranges { assembler.append(verbatim: range, of: page) }
      _ = try text.read(assembler)
      assembly.fragments.append(OperationAssembly.Fragment(field: carrier.field, ranges: ranges))
    }
  }

  private func finish(_ assembly: OperationAssembly) throws(ContractError) -> PageDocument {
    guard assembly.fragments.contains(where: { $0.field == "responses" }) else {
      throw ContractError(
        .missingPart, in: text.source, at: assembly.path.lowerBound,
        detail: "this operation has no <StatusCodes responses={…}> on the page; get the whole page again")
    }
    return try assembly.document()
  }
}
