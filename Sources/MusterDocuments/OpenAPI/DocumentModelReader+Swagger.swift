import Muster
import MusterContracts

/// What Swagger 2.0 has in other places than its successors (Swagger 2.0, "Swagger Object" to "Security Definitions").
extension DocumentModelReader {
  /// The servers: `schemes`, `host` and `basePath` of the document, or the schemes of an operation.
  func swaggerServers(of holder: Place) -> [ServerTemplate]? {
    let schemes = holder["schemes"]?.value.items.compactMap(\.string)
    if holder.pointer.tokens.isEmpty == false, schemes == nil { return nil }
    let base = root["basePath"]?.value.string ?? ""
    guard let host = root["host"]?.value.string else {
      return base.isEmpty ? nil : [ServerTemplate(url: base, variables: [])]
    }
    let names = schemes ?? root["schemes"]?.value.items.compactMap(\.string) ?? []
    return (names.isEmpty ? ["https"] : names).map { ServerTemplate(url: "\($0)://\(host)\(base)", variables: []) }
  }

  /// How `collectionFormat` says that a list is written; `nil` formats are lists of commas.
  func collectionFormat(
    of place: Place, _ location: Parameter.Location
  ) throws(ContractError) -> (style: Parameter.Style, explodes: Bool) {
    let standard: Parameter.Style = location == .path || location == .header ? .simple : .form
    guard let member = place["collectionFormat"] else { return (standard, false) }
    switch member.value.string {
    case "csv": return (standard, false)
    case "ssv": return (.spaceDelimited, false)
    case "tsv": return (.tabDelimited, false)
    case "pipes": return (.pipeDelimited, false)
    case "multi" where location == .query: return (.form, true)
    default: throw member.error(.document, "a collectionFormat was expected here: csv, ssv, tsv, pipes or multi")
    }
  }

  /// The content of a response: its schema under every media type that the operation produces.
  func swaggerMediaTypes(_ name: String, of operation: Place) -> [String] {
    let names = (operation[name] ?? root[name])?.value.items.compactMap(\.string) ?? []
    return names.isEmpty ? ["application/json"] : names
  }

  mutating func swaggerContent(of response: Place, in operation: Place) throws(ContractError) -> [MediaType] {
    guard let schema = try schema(of: response) else { return [] }
    let resolved = try? references.resolve(schema)
    // A file is bytes of whatever kind.
    let isFile = resolved?["type"]?.value.string == "file"
    let names = isFile && operation["produces"] == nil ? ["*/*"] : swaggerMediaTypes("produces", of: operation)
    var content: [MediaType] = []
    for name in names {
      noteName(name, at: response)
      content.append(
        isFile
          ? MediaType(name: name, location: schema.location)
          : try mediaType(name, of: schema, schema: schema))
    }
    return content
  }

  /// The body of a request: of the parameter that is the body, or of those that are fields of a form.
  mutating func swaggerBody(of operation: Place, _ parameters: [Place]) -> RequestBody? {
    let fields = parameters.filter { $0["in"]?.value.string == "formData" }
    guard let whole = parameters.first(where: { $0["in"]?.value.string == "body" }) else {
      return fields.isEmpty ? nil : form(of: operation, fields)
    }
    do throws(ContractError) {
      if let field = fields.first {
        throw field.error(.document, "a request has a body or fields of a form, not both; keep one of them")
      }
      let schema = try self.schema(of: whole)
      var content: [MediaType] = []
      for name in swaggerMediaTypes("consumes", of: operation) {
        noteName(name, at: whole)
        content.append(try mediaType(name, of: whole, schema: schema))
      }
      return RequestBody(isRequired: try boolean("required", of: whole), content: content, location: whole.location)
    } catch {
      return RequestBody(isRequired: false, content: [], location: whole.location, broken: BrokenPart(error))
    }
  }

  private mutating func form(of operation: Place, _ fields: [Place]) -> RequestBody? {
    guard let first = fields.first else { return nil }
    do throws(ContractError) {
      var isRequired = false
      var form = FormShape(shape: ValueShape(types: .object))
      let reader = shapes
      for field in fields {
        let name = field["name"]?.value.string ?? ""
        if try boolean("required", of: field) { isRequired = true }
        form.shape.members.append(
          ValueShape.Member(name: name, shape: reader.shape(of: isItsOwnSchema(field) ? field : field["schema"])))
        let (style, explodes) = try collectionFormat(of: field, .query)
        form.fields.append(FormShape.Field(name: name, style: style, explodes: explodes, contentType: nil))
      }
      let hasFile = form.shape.members.contains(where: \.isBinary)
      var names = swaggerMediaTypes("consumes", of: operation).filter { name in
        MediaTypeName(name).map { $0.kind == .form || $0.kind == .multipart } ?? false
      }
      if names.isEmpty { names = [hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded"] }
      let schema = model.index(of: try formSchema(fields))
      let location = first.location
      return RequestBody(
        isRequired: isRequired,
        content: names.map { MediaType(name: $0, location: location, schema: schema, form: form) }, location: location)
    } catch {
      return RequestBody(isRequired: false, content: [], location: first.location, broken: BrokenPart(error))
    }
  }

  /// The schema of an object whose members are the fields, each a reference to the parameter that it is.
  private func formSchema(_ fields: [Place]) throws(ContractError) -> Place {
    var assembler = JSONAssembler()
    var source: JSONAssembler.SourceIndex?
    var required = ""
    var properties = ""
    for field in fields {
      if let origin = field.value.origin, source == nil {
        let index = assembler.add(origin.source)
        assembler.mark(index, at: origin.position.offset)
        source = index
      }
      let name = JSONText.string(field["name"]?.value.string ?? "")
      if try boolean("required", of: field) { required += (required.isEmpty ? "" : ",") + name }
      // A file is bytes, of which there is nothing to check.
      let isFile = field["type"]?.value.string == "file"
      let schema =
        try isItsOwnSchema(field) ? shape.isSwagger ? field : valueSchema(of: field) : field["schema"] ?? field
      let reference = JSONText.string("\(schema.uri ?? references.uri)#\(URIFragment.encode(schema.pointer))")
      properties += (properties.isEmpty ? "" : ",") + name + ":" + (isFile ? "{}" : "{\"$ref\":\(reference)}")
    }
    assembler.append("{\"type\":\"object\",\"required\":[\(required)],\"properties\":{\(properties)}}".utf8)
    do throws(JSONError) {
      let document = try JSONDocument(assembler)
      return Place(
        value: document.root, pointer: JSONPointer(), uri: references.library.add(generated: document))
    } catch {
      throw ContractError(.document, detail: "the fields of the form cannot be put together: \(error.detail)")
    }
  }
}
