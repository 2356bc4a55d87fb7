import Muster
import MusterContracts

/// Puts the fragments of one operation together as an OpenAPI-shaped document.
struct OperationAssembly {
  let text: PageText
  let form: PageForm
  /// Where path and method begin on the page, and what they are.
  let path: (text: String, offset: Int)
  let method: (text: String, offset: Int)
  var operationId: Range<Int>?
  /// By the names of the operation's fields (OpenAPI 3.1, section 4.8.10), in the order of the page.
  private(set) var fragments: [(field: String, fragment: PageFragment)] = []
  /// The fields that the page says something about, be it that there is nothing.
  var stated: Set<String> = []
  /// What the document has beside its paths.
  var components: PageFragment?
  /// Where the operation is, as far as the page says so.
  var server: (text: String, offset: Int)?
  var notices: [Notice] = []
  /// Why there is no document.
  var failure: ContractError?
  /// Whether the vendor sends the request: the path is the name of a webhook.
  var isWebhook = false
  /// What the vendor will ask of its caller, in the order of the page.
  private(set) var callbacks: [Callback] = []

  /// An operation of a callback: its path is the expression for the URL.
  struct Callback {
    let name: String
    let operation: OperationAssembly
  }

  init(text: PageText, form: PageForm, path: (String, Int), method: (String, Int)) {
    self.text = text
    self.form = form
    self.path = (path.0, path.1)
    self.method = (method.0.asciiLowercased, method.1)
  }

  /// The operation as messages call it.
  var reference: String { "\(method.text.asciiUppercased) \(path.text)" }

  /// Adds an operation of a callback, or reports why there is none.
  mutating func add(callback name: String, _ operation: OperationAssembly) {
    notices += operation.notices
    let isKnown = callbacks.contains { callback in
      callback.name == name && callback.operation.path.text == operation.path.text
        && callback.operation.method.text == operation.method.text
    }
    if let failure = operation.failure {
      note(
        .brokenPart, at: failure.position?.offset ?? operation.path.offset,
        "\(failure.detail) [not checked: the callback \(name) of \(reference)]")
    } else if isKnown {
      note(
        .unrecognisedPart, at: operation.path.offset,
        "a second \(operation.reference) for the callback \(name) of \(reference); the first is read")
    } else {
      callbacks.append(Callback(name: name, operation: operation))
    }
  }

  func has(_ field: String) -> Bool { fragments.contains { $0.field == field } }

  /// Adds what a field is.
  ///
  /// - Throws: ``ContractError/Code/document`` where the operation has the field already.
  mutating func add(_ fragment: PageFragment, as field: String, from part: String) throws(ContractError) {
    if has(field) {
      throw ContractError(
        .document, in: text.source, at: fragment.start, detail: "a second \(part) for one operation; keep one")
    }
    fragments.append((field, fragment))
  }

  /// Notes something about a part of the page.
  mutating func note(_ code: Notice.Code, at offset: Int, _ message: String) {
    notices.append(
      Notice(
        code: code, pointer: "", source: text.source.name, position: text.source.position(at: offset), message: message)
    )
  }

  /// The document; notes what the page should have had.
  ///
  /// - Throws: ``ContractError/Code/json`` where a fragment is not JSON, and why there is no document.
  func document() throws(ContractError) -> PageDocument {
    if let failure { throw failure }
    var assembler = JSONAssembler()
    let page = assembler.add(text.source)
    let holder = isWebhook ? "webhooks" : "paths"
    let pointer = JSONPointer([holder, path.text, method.text])
    var parts = [PageDocument.Part(pointer: pointer, offset: path.offset)]
    assembler.append("{", from: page, at: path.offset)
    if let server {
      assembler.append("\"servers\":[{\"url\":\(JSONText.string(server.text))}],", from: page, at: server.offset)
    }
    assembler.append("\"\(holder)\":{", from: page, at: path.offset)
    assembler.append(string: path.text.utf8, from: page, at: path.offset)
    assembler.append(":{", from: page, at: method.offset)
    assembler.append(string: method.text.utf8, from: page, at: method.offset)
    assembler.append(":", from: page, at: method.offset)
    writeOperation(to: &assembler, page: page, pointer, &parts)
    assembler.append("}}", from: page, at: path.offset)
    if let components {
      assembler.append(",\"components\":", from: page, at: components.start)
      components.write(to: &assembler, page: page)
      parts.append(PageDocument.Part(pointer: JSONPointer(["components"]), offset: components.start))
    }
    assembler.append("}", from: page, at: path.offset)
    return PageDocument(
      source: text.source, form: form, json: try text.read(assembler), parts: parts, notices: notices)
  }

  /// Writes the operation as an object with its fields.
  private func writeOperation(
    to assembler: inout JSONAssembler, page: JSONAssembler.SourceIndex, _ pointer: JSONPointer,
    _ parts: inout [PageDocument.Part]
  ) {
    assembler.append("{", from: page, at: method.offset)
    var separator = ""
    if let operationId {
      assembler.append("\"operationId\":", from: page, at: operationId.lowerBound)
      assembler.append(string: text.bytes[operationId], from: page, at: operationId.lowerBound)
      separator = ","
    }
    for (field, fragment) in fragments {
      assembler.append("\(separator)\"\(field)\":", from: page, at: fragment.start)
      fragment.write(to: &assembler, page: page)
      parts.append(PageDocument.Part(pointer: pointer.appending(field), offset: fragment.start))
      separator = ","
    }
    if !callbacks.isEmpty {
      assembler.append("\(separator)\"callbacks\":", from: page, at: path.offset)
      writeCallbacks(to: &assembler, page: page, pointer.appending("callbacks"), &parts)
    }
    assembler.append("}", from: page, at: path.offset)
  }

  /// Writes the callbacks: by name, by expression, by method.
  private func writeCallbacks(
    to assembler: inout JSONAssembler, page: JSONAssembler.SourceIndex, _ pointer: JSONPointer,
    _ parts: inout [PageDocument.Part]
  ) {
    let groups = Dictionary(grouping: callbacks) { [$0.name, $0.operation.path.text] }
    var names: [String] = []
    for callback in callbacks where !names.contains(callback.name) { names.append(callback.name) }
    assembler.append("{", from: page, at: path.offset)
    for (index, name) in names.enumerated() {
      if index > 0 { assembler.append(",".utf8) }
      assembler.append(string: name.utf8)
      assembler.append(":{".utf8)
      var isFirst = true
      for (key, group) in groups.sorted(by: { $0.value[0].operation.path.offset < $1.value[0].operation.path.offset })
      where key[0] == name {
        if !isFirst { assembler.append(",".utf8) }
        isFirst = false
        assembler.append(string: key[1].utf8, from: page, at: group[0].operation.path.offset)
        assembler.append(":{".utf8)
        for (index, callback) in group.enumerated() {
          let operation = callback.operation
          if index > 0 { assembler.append(",".utf8) }
          assembler.append(string: operation.method.text.utf8, from: page, at: operation.method.offset)
          assembler.append(":".utf8)
          let inner = pointer.appending(name).appending(key[1]).appending(operation.method.text)
          parts.append(PageDocument.Part(pointer: inner, offset: operation.path.offset))
          operation.writeOperation(to: &assembler, page: page, inner, &parts)
        }
        assembler.append("}".utf8)
      }
      assembler.append("}".utf8)
    }
    assembler.append("}", from: page, at: path.offset)
  }

  /// Notes parameters of the path that the page does not describe, and a body that most requests of the method have.
  ///
  /// - Parameters:
  ///   - parameters: What the page should have parameters in.
  ///   - requestBody: What it should have the body in; `nil` where a page cannot show that it has none.
  mutating func noteMissing(parameters: String, requestBody: String?) {
    guard failure == nil else { return }
    if !has("parameters") {
      let names = path.text.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first }
      if !names.isEmpty {
        note(
          .missingPart, at: path.offset,
          "the page has no \(parameters) for \(reference): nothing is checked of \(names.joined(separator: ", "))")
      }
    }
    if let requestBody, !stated.contains("requestBody"), ["put", "post", "patch"].contains(method.text) {
      note(
        .missingPart, at: method.offset,
        "the page has no \(requestBody) for \(reference): it is taken to have no body")
    }
  }
}
