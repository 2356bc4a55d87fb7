import Muster
import MusterContracts

/// One operation in the form that Mintlify wrote before it published OpenAPI: `paths` with `path`, `method`, `request` and
/// `response`, as a document of OpenAPI.
///
/// A schema is one item of a list. It says of itself whether it is required, and has `requiredProperties` in place of
/// `required`. The rest of it is as in OpenAPI.
struct MintlifyOperation {
  private let page: PageDocument
  private let root: JSON
  private let path: JSON
  private let method: JSON
  private var writer = OverlayWriter()
  private var notices: [Notice] = []
  private var schemes: [(name: String, type: JSON, location: String, parameter: String)] = []

  /// Where parameters are, which are the names of their groups, too.
  private static let locations = ["path", "query", "header", "cookie"]
  /// What stands for the content of a response that has none.
  private static let placeholder = "_mintlify/placeholder"

  private init?(_ page: PageDocument) {
    guard let root = page.json.root["paths"], let path = root["path"], path.kind == .string,
      let method = root["method"], method.kind == .string
    else { return nil }
    self.page = page
    self.root = root
    self.path = path
    self.method = method
  }

  /// The document of OpenAPI, or `nil` if the page is not in this form.
  ///
  /// - Throws: ``ContractError`` with a place, for a page in this form that does not describe an operation.
  /// - Complexity: O(*n*) in the size of the page.
  static func document(_ page: PageDocument) throws(ContractError) -> PageDocument? {
    guard var operation = MintlifyOperation(page) else { return nil }
    guard let name = operation.method.string, HTTPMethod.isMethod(name.utf8) else {
      throw ContractError(
        .document, at: operation.method, pointer: JSONPointer(["paths", "method"]),
        detail: "this is not an HTTP method; expected one of \(HTTPMethod.all.joined(separator: ", "))")
    }
    guard operation.root["response"]?.kind == .object else {
      throw ContractError(
        .missingPart, at: operation.root, pointer: JSONPointer(["paths"]),
        detail: "this operation has no 'response', an object of responses by their statuses; get the whole page again")
    }
    operation.write(method: name.asciiLowercased)
    return PageDocument(
      source: page.source, form: .mintlify, json: try PageText(page.source).read(operation.writer.assembler),
      parts: page.parts, notices: page.notices + operation.notices)
  }

  // MARK: Writing

  private mutating func raw(_ text: String) { writer.assembler.append(text.utf8) }

  /// Writes a comma unless what comes next is the first of its container.
  private mutating func separate() {
    let last = writer.assembler.bytes.last
    if last != UInt8(ascii: "{"), last != UInt8(ascii: "["), last != UInt8(ascii: ":") { raw(",") }
  }

  /// Begins a member of an object.
  private mutating func name(_ name: String) {
    separate()
    raw("\(JSONText.string(name)):")
  }

  private mutating func copy(_ value: JSON) { OverlayNode(value).write(into: &writer) }

  private mutating func copy(_ value: JSON?, as name: String) {
    guard let value, value.kind != .null else { return }
    separate()
    writer.mark(value.origin)
    raw("\(JSONText.string(name)):")
    copy(value)
  }

  private mutating func note(_ value: JSON, _ message: String) {
    let origin = value.origin
    notices.append(
      Notice(
        code: .unrecognisedPart, pointer: "", source: origin?.source.name ?? page.source.name,
        position: origin?.position ?? TextPosition(offset: 0, line: 1, column: 1), message: message))
  }

  /// Reports members that nothing is made of.
  private mutating func noteOthers(_ holder: JSON?, than known: [String]) {
    for member in holder?.members.map({ $0 }) ?? [] where !known.contains(member.name) {
      guard !member.name.hasPrefix("x-") else { continue }
      note(member.key, "'\(member.name.prefix(80))' is nothing that is known of this form of page; it is left out")
    }
  }

  private mutating func write(method: String) {
    noteOthers(
      root, than: ["path", "method", "servers", "request", "response", "deprecated", "type", "title", "description"])
    let request = root["request"]
    noteOthers(request, than: ["security", "parameters", "body", "codeSamples"])
    writer.mark(root.origin)
    raw("{")
    copy(root["servers"], as: "servers")
    name(root["type"]?.string == "webhook" ? "webhooks" : "paths")
    raw("{")
    copy(path)
    writer.mark(self.method.origin)
    raw(":{\(JSONText.string(method)):{")
    copy(root["deprecated"], as: "deprecated")
    writeParameters(request?["parameters"])
    writeBody(request?["body"])
    writeSecurity(request?["security"])
    writeResponses()
    raw("}}}")
    writeComponents()
    raw("}")
  }

  private mutating func writeParameters(_ groups: JSON?) {
    noteOthers(groups, than: MintlifyOperation.locations)
    name("parameters")
    raw("[")
    for location in MintlifyOperation.locations {
      for parameter in groups?[location]?.members.map({ $0 }) ?? [] {
        let schemas = parameter.value["schema"].map { $0.kind == .array ? $0.items.map { $0 } : [$0] } ?? []
        separate()
        writer.mark(parameter.key.origin)
        let isRequired = location == "path" || schemas.contains { $0["required"]?.boolean == true }
        raw("{\"name\":\(JSONText.string(parameter.name)),\"in\":\"\(location)\",\"required\":\(isRequired)")
        for name in ["style", "explode", "allowReserved", "deprecated"] { copy(parameter.value[name], as: name) }
        writeSchema(schemas)
        raw("}")
      }
    }
    raw("]")
  }

  private mutating func writeBody(_ body: JSON?) {
    guard let body, body.members.count > 0 else { return }
    let isRequired = body.members.contains { media in
      media.value["schemaArray"]?.items.contains { $0["required"]?.boolean == true } ?? false
    }
    name("requestBody")
    writer.mark(body.origin)
    raw("{\"required\":\(isRequired)")
    writeContent(body)
    raw("}")
  }

  private mutating func writeResponses() {
    guard let responses = root["response"] else { return }
    name("responses")
    writer.mark(responses.origin)
    raw("{")
    for response in responses.members {
      separate()
      writer.mark(response.key.origin)
      raw("\(JSONText.string(response.name)):{\"description\":\"\"")
      writeContent(response.value)
      raw("}")
    }
    raw("}")
  }

  /// Writes the kinds of content, but what stands for none.
  private mutating func writeContent(_ content: JSON) {
    let kinds = content.members.filter { $0.name != MintlifyOperation.placeholder }
    guard !kinds.isEmpty else { return }
    name("content")
    raw("{")
    for media in kinds {
      separate()
      noteOthers(media.value, than: ["schemaArray", "examples", "example", "description"])
      writer.mark(media.key.origin)
      raw("\(JSONText.string(media.name)):{")
      writeSchema(media.value["schemaArray"]?.items.map { $0 } ?? [])
      raw("}")
    }
    raw("}")
  }

  // MARK: Schemas

  /// Writes the member `schema`: the one schema of a list, or a choice of several.
  private mutating func writeSchema(_ schemas: [JSON]) {
    guard let first = schemas.first else { return }
    name("schema")
    writer.mark(first.origin)
    if schemas.count == 1 {
      write(schema: first)
    } else {
      raw("{\"anyOf\":[")
      for schema in schemas {
        separate()
        write(schema: schema)
      }
      raw("]}")
    }
  }

  private mutating func write(schema: JSON) {
    guard schema.kind == .object else { return copy(schema) }
    writer.mark(schema.origin)
    raw("{")
    for member in schema.members {
      switch member.name {
      case "refIdentifier": continue
      // Whether the body or parameter is required; OpenAPI's own list stays.
      case "required" where member.value.kind == .boolean: continue
      case "requiredProperties": copy(member.value, as: "required")
      case "type": writeType(member.value)
      default: copy(member.value, as: member.name)
      }
    }
    raw("}")
  }

  /// Writes a type by its name in OpenAPI: `any` is none, `enum<string>` is that of the values, `file` is a binary string.
  private mutating func writeType(_ value: JSON) {
    guard let type = value.string else { return copy(value, as: "type") }
    if type == "any" { return }
    guard type == "file" || (type.hasPrefix("enum<") && type.hasSuffix(">")) else { return copy(value, as: "type") }
    name("type")
    writer.mark(value.origin)
    raw(type == "file" ? "\"string\",\"format\":\"binary\"" : JSONText.string(String(type.dropFirst(5).dropLast())))
  }

  // MARK: Security

  /// Writes the alternatives, and keeps the schemes of each.
  private mutating func writeSecurity(_ security: JSON?) {
    guard let security, security.kind == .array else { return }
    name("security")
    writer.mark(security.origin)
    raw("[")
    for (index, alternative) in security.items.enumerated() {
      separate()
      let title = alternative["title"]?.string ?? "security \(index + 1)"
      var names: [String] = []
      for location in MintlifyOperation.locations {
        for parameter in alternative["parameters"]?[location]?.members.map({ $0 }) ?? [] {
          let name = names.isEmpty ? title : "\(title) \(parameter.name)"
          names.append(name)
          guard !schemes.contains(where: { $0.name == name }) else { continue }
          schemes.append((name, parameter.value, location, parameter.name))
        }
      }
      raw("{" + names.map { "\(JSONText.string($0)):[]" }.joined(separator: ",") + "}")
    }
    raw("]")
  }

  /// Writes the components of the page with the schemes that its operation names.
  private mutating func writeComponents() {
    let components = page.json.root["components"]
    name("components")
    writer.mark(components?.origin ?? root.origin)
    raw("{")
    for member in components?.members.map({ $0 }) ?? [] where member.name != "securitySchemes" {
      copy(member.value, as: member.name)
    }
    name("securitySchemes")
    raw("{")
    for scheme in schemes {
      let type = scheme.type["type"]?.string ?? "apiKey"
      name(scheme.name)
      writer.mark(scheme.type.origin)
      raw("{\"type\":\(JSONText.string(type))")
      if type == "apiKey" {
        raw(",\"in\":\"\(scheme.location)\",\"name\":\(JSONText.string(scheme.parameter))")
      } else {
        copy(scheme.type["scheme"], as: "scheme")
      }
      raw("}")
    }
    raw("}}")
  }
}
