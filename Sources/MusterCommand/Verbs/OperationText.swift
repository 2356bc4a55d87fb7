import Muster
import MusterContracts
import MusterReport

/// A contract's operations as text for people.
struct OperationText {
  let style: TextStyle

  /// All operations, a few lines each.
  func list(_ contract: Contract, name: String) -> String {
    var text = clean("\(name): \(OperationText.count(contract.operations.count, "operation"))") + "\n"
    for document in contract.documents {
      let format = document.dialect == "swagger-2.0" ? "Swagger" : "OpenAPI"
      let version = document.declaredVersion.map { "\(format) \($0)" } ?? "no version given"
      text += clean("  from \(document.source): \(version), read as \(document.dialect)") + "\n"
    }
    let incoming = contract.incomingOperations.count
    if incoming > 0 {
      text += clean("  and \(OperationText.count(incoming, "operation")) of webhooks and callbacks") + "\n"
    }
    let broken = contract.operations.count { !$0.brokenParts.isEmpty }
    if broken > 0 {
      text += clean("  \(OperationText.count(broken, "operation")) with parts that cannot be checked") + "\n"
    }
    for lost in contract.documents.flatMap(\.lostPaths) {
      let why = "\(OperationText.place(lost.part.location)): \(lost.part.detail)"
      text += "\n" + style.emphasize(clean(lost.path)) + "\n" + table([("broken", why)])
    }
    for operation in contract.operations + contract.incomingOperations {
      text += "\n" + title(operation)
      var rows: [(String, String)] = []
      if operation.isDeprecated { rows.append(("deprecated", "yes")) }
      if operation.isIncoming { rows.append(("sent by", "the vendor")) }
      if !operation.parameters.isEmpty {
        rows.append(("parameters", operation.parameters.map(OperationText.summary).joined(separator: ", ")))
      }
      rows.append(("request", OperationText.request(operation)))
      rows += OperationText.responses(operation)
      rows += OperationText.broken(operation)
      text += table(rows)
    }
    return text
  }

  /// One operation, with the places of its parts in the vendor's source.
  func detail(_ operation: Operation) -> String {
    var rows = [("source", OperationText.place(operation.location))]
    if operation.isDeprecated { rows.append(("deprecated", "yes")) }
    if operation.isIncoming { rows.append(("sent by", "the vendor")) }
    for server in operation.serverTemplates {
      rows.append(("server", server.url))
      for variable in server.variables {
        let values = variable.values.isEmpty ? "" : "; one of " + variable.values.joined(separator: ", ")
        rows.append(("", "  {\(variable.name)} is \(variable.standard)\(values)"))
      }
    }
    if let security = operation.security {
      let alternatives = security.map { $0.isEmpty ? "none" : $0.joined(separator: " and ") }
      rows.append(("security", alternatives.isEmpty ? "none" : alternatives.joined(separator: ", or ")))
    }
    for parameter in operation.parameters {
      rows.append(("parameter", OperationText.detail(parameter)))
    }
    rows.append(("request", OperationText.request(operation)))
    for media in operation.requestBody?.content ?? [] { rows += OperationText.detail(media) }
    for response in operation.responses {
      let isEmpty = response.content.isEmpty && response.broken == nil
      rows.append(("response", "\(response.status)" + (isEmpty ? ": no content" : "")))
      for media in response.content { rows += OperationText.detail(media) }
      for header in response.headers { rows.append(("", "  header \(OperationText.detail(header, isHeader: true))")) }
    }
    return title(operation) + table(rows + OperationText.broken(operation))
  }

  private func title(_ operation: Operation) -> String {
    let id = operation.id.map { "  " + clean($0) } ?? ""
    return style.emphasize(clean(operation.reference)) + id + "\n"
  }

  private func table(_ rows: [(name: String, text: String)]) -> String {
    rows.map { row in
      let gap = String(repeating: " ", count: max(1, 12 - row.name.utf8.count))
      return "  \(row.name)\(gap)\(clean(row.text))\n"
    }.joined()
  }

  private func clean(_ text: String) -> String { TerminalText.escape(text) }

  // MARK: Parts

  private static func summary(_ parameter: Parameter) -> String {
    "\(parameter.name) (\(parameter.location.rawValue)\(parameter.isRequired ? "" : ", optional"))"
  }

  /// What a parameter is, how it is written where that is not as most are, and where the document has it.
  private static func detail(_ parameter: Parameter, isHeader: Bool = false) -> String {
    var words = [isHeader ? parameter.name + (parameter.isRequired ? "" : " (optional)") : summary(parameter)]
    let types = parameter.typeNames
    if !types.isEmpty { words.append(types.joined(separator: " or ")) }
    if let type = parameter.contentType {
      words.append("as \(type)")
    } else if let writing = parameter.writing {
      words.append(writing)
    }
    if parameter.isDeprecated { words.append("deprecated") }
    if parameter.broken != nil { words.append("broken") }
    return words.joined(separator: ", ") + "  " + place(parameter.source)
  }

  /// What of an operation cannot be checked, and why.
  private static func broken(_ operation: Operation) -> [(String, String)] {
    operation.brokenParts.map { use in
      ("broken", "\(use.subject): \(place(use.part.location)): \(use.part.detail)")
    }
  }

  private static func request(_ operation: Operation) -> String {
    if operation.requestBody?.broken != nil { return "broken" }
    guard let body = operation.requestBody, !body.content.isEmpty else { return "no content" }
    return body.content.map { $0.name + ($0.broken == nil ? "" : " (broken)") }.joined(separator: ", ")
      + (body.isRequired ? "" : " (optional)")
  }

  /// Responses with the same content are one row.
  private static func responses(_ operation: Operation) -> [(String, String)] {
    var rows: [(statuses: [String], content: String)] = []
    for response in operation.responses {
      let names = response.content.map { $0.name + note($0) }
      let content = response.broken != nil ? "broken" : names.isEmpty ? "no content" : names.joined(separator: ", ")
      if let index = rows.firstIndex(where: { $0.content == content }) {
        rows[index].statuses.append("\(response.status)")
      } else {
        rows.append((["\(response.status)"], content))
      }
    }
    return rows.map { ("response", "\($0.statuses.joined(separator: ", ")) → \($0.content)") }
  }

  private static func note(_ media: MediaType) -> String {
    if media.broken != nil { return " (broken)" }
    if media.isOpaque { return " (not checked)" }
    return media.hasSchema ? "" : " (no schema)"
  }

  private static func detail(_ media: MediaType) -> [(String, String)] {
    let items = media.hasItemSchema ? ", item by item" : ""
    return [("", "  \(media.name)\(note(media))\(items)  \(place(media.location))")]
      + media.fields.map { field in
        var words = [field.name]
        let types = field.typeNames.joined(separator: " or ")
        if field.isBinary { words.append("bytes") } else if !types.isEmpty { words.append(types) }
        if let type = field.contentType {
          words.append("as \(type)")
        } else if let writing = field.writing {
          words.append(writing)
        }
        return ("", "    field \(words.joined(separator: ", "))")
      }
  }

  private static func place(_ location: SourceLocation) -> String {
    "\(location.source):\(location.line):\(location.column)"
  }

  private static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

extension JSONWriter {
  /// Writes a contract with its operations.
  mutating func write(_ contract: Contract) {
    object { writer in
      if let vendor = contract.vendor { writer.member("vendor", vendor) } else { writer.null("vendor") }
      writer.member("documents") {
        $0.array(contract.documents) { writer, document in
          writer.object { writer in
            writer.member("source", document.source)
            writer.member("form", document.form.rawValue)
            if let version = document.declaredVersion {
              writer.member("openapi", version)
            } else {
              writer.null("openapi")
            }
            writer.member("dialect", document.dialect)
            writer.member("lostPaths") {
              $0.array(document.lostPaths) { writer, lost in
                writer.object { writer in
                  writer.member("path", lost.path)
                  writer.member("code", lost.part.code.rawValue)
                  writer.member("detail", lost.part.detail)
                  writer.write(lost.part.location)
                }
              }
            }
          }
        }
      }
      writer.member("operations") { $0.array(contract.operations) { $0.write($1) } }
      writer.member("incoming") { $0.array(contract.incomingOperations) { $0.write($1) } }
    }
  }

  /// Writes an operation.
  mutating func write(_ operation: Operation) {
    object { writer in
      writer.member("method", operation.method)
      writer.member("path", operation.path)
      if let id = operation.id { writer.member("operationId", id) } else { writer.null("operationId") }
      writer.member("deprecated", operation.isDeprecated)
      writer.member("incoming", operation.isIncoming)
      writer.write(operation.location)
      writer.member("broken") {
        $0.array(operation.brokenParts) { writer, use in
          writer.object { writer in
            writer.member("subject", use.subject)
            writer.member("code", use.part.code.rawValue)
            writer.member("detail", use.part.detail)
            writer.write(use.part.location)
          }
        }
      }
      writer.member("servers") { $0.array(operation.servers) { $0.string($1) } }
      writer.member("security") { writer in
        guard let security = operation.security else { return writer.null() }
        writer.array(security) { $0.array($1) { $0.string($1) } }
      }
      writer.member("parameters") {
        $0.array(operation.parameters) { $0.write($1) }
      }
      writer.member("request") { writer in
        guard let body = operation.requestBody else { return writer.null() }
        writer.object { writer in
          writer.member("required", body.isRequired)
          writer.member("content") { $0.array(body.content) { $0.write($1) } }
          writer.write(body.location)
        }
      }
      writer.member("responses") {
        $0.array(operation.responses) { writer, response in
          writer.object { writer in
            writer.member("status", "\(response.status)")
            writer.member("content") { $0.array(response.content) { $0.write($1) } }
            writer.member("headers") { $0.array(response.headers) { $0.write($1) } }
            writer.write(response.location)
          }
        }
      }
    }
  }

  private mutating func write(_ parameter: Parameter) {
    object { writer in
      writer.member("name", parameter.name)
      writer.member("in", parameter.location.rawValue)
      writer.member("required", parameter.isRequired)
      writer.member("deprecated", parameter.isDeprecated)
      if let type = parameter.contentType {
        writer.member("mediaType", type)
      } else {
        writer.member("style", parameter.style.rawValue)
        writer.member("explode", parameter.explodes)
      }
      writer.member("types") { $0.array(parameter.typeNames) { $0.string($1) } }
      writer.member("hasSchema", parameter.hasSchema)
      writer.write(parameter.source)
    }
  }

  private mutating func write(_ media: MediaType) {
    object { writer in
      writer.member("mediaType", media.name)
      writer.member("hasSchema", media.hasSchema)
      writer.member("hasItemSchema", media.hasItemSchema)
      writer.member("checked", media.hasSchema && !media.isOpaque && media.broken == nil)
      if !media.fields.isEmpty {
        writer.member("fields") {
          $0.array(media.fields) { writer, field in
            writer.object { writer in
              writer.member("name", field.name)
              writer.member("types") { $0.array(field.typeNames) { $0.string($1) } }
              writer.member("binary", field.isBinary)
              if let type = field.contentType { writer.member("mediaType", type) } else { writer.null("mediaType") }
            }
          }
        }
      }
      writer.write(media.location)
    }
  }

  private mutating func write(_ location: SourceLocation) {
    member("location") {
      $0.object { writer in
        writer.member("source", location.source)
        writer.member("pointer", location.pointer)
        writer.member("line", location.line)
        writer.member("column", location.column)
      }
    }
  }
}
