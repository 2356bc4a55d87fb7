import MusterContracts
import MusterReport

/// A contract's operations as text for people.
struct OperationText {
  let style: TextStyle

  /// All operations, a few lines each.
  func list(_ contract: Contract, name: String) -> String {
    var text = clean("\(name): \(OperationText.count(contract.operations.count, "operation"))\n")
    for document in contract.documents {
      let version = document.declaredVersion.map { "OpenAPI \($0)" } ?? "no version given"
      text += clean("  from \(document.source): \(version), read as \(document.dialect)\n")
    }
    for operation in contract.operations {
      text += "\n" + title(operation)
      var rows: [(String, String)] = []
      if !operation.parameters.isEmpty {
        rows.append(("parameters", operation.parameters.map(OperationText.summary).joined(separator: ", ")))
      }
      rows.append(("request", OperationText.request(operation)))
      rows += OperationText.responses(operation)
      text += table(rows)
    }
    return text
  }

  /// One operation, with the places of its parts in the vendor's source.
  func detail(_ operation: Operation) -> String {
    var rows = [("source", OperationText.place(operation.location))]
    if operation.isDeprecated { rows.append(("deprecated", "yes")) }
    rows += operation.servers.map { ("server", $0) }
    if let security = operation.security {
      let alternatives = security.map { $0.isEmpty ? "none" : $0.joined(separator: " and ") }
      rows.append(("security", alternatives.isEmpty ? "none" : alternatives.joined(separator: ", or ")))
    }
    for parameter in operation.parameters {
      rows.append(("parameter", OperationText.summary(parameter) + "  " + OperationText.place(parameter.source)))
    }
    rows.append(("request", OperationText.request(operation)))
    for media in operation.requestBody?.content ?? [] { rows.append(("", OperationText.detail(media))) }
    for response in operation.responses {
      rows.append(("response", "\(response.status)" + (response.content.isEmpty ? ": no content" : "")))
      for media in response.content { rows.append(("", OperationText.detail(media))) }
    }
    return title(operation) + table(rows)
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

  private func clean(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalText.escape(String($0)) }
      .joined(separator: "\n")
  }

  // MARK: Parts

  private static func summary(_ parameter: Parameter) -> String {
    "\(parameter.name) (\(parameter.location.rawValue)\(parameter.isRequired ? "" : ", optional"))"
  }

  private static func request(_ operation: Operation) -> String {
    guard let body = operation.requestBody, !body.content.isEmpty else { return "no content" }
    return body.content.map(\.name).joined(separator: ", ") + (body.isRequired ? "" : " (optional)")
  }

  /// Responses with the same content are one row.
  private static func responses(_ operation: Operation) -> [(String, String)] {
    var rows: [(statuses: [String], content: String)] = []
    for response in operation.responses {
      let names = response.content.map { $0.name + ($0.hasSchema ? "" : " (no schema)") }
      let content = names.isEmpty ? "no content" : names.joined(separator: ", ")
      if let index = rows.firstIndex(where: { $0.content == content }) {
        rows[index].statuses.append("\(response.status)")
      } else {
        rows.append((["\(response.status)"], content))
      }
    }
    return rows.map { ("response", "\($0.statuses.joined(separator: ", ")) → \($0.content)") }
  }

  private static func detail(_ media: MediaType) -> String {
    "  \(media.name)\(media.hasSchema ? "" : " (no schema)")  \(place(media.location))"
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
          }
        }
      }
      writer.member("operations") { $0.array(contract.operations) { $0.write($1) } }
    }
  }

  /// Writes an operation.
  mutating func write(_ operation: Operation) {
    object { writer in
      writer.member("method", operation.method)
      writer.member("path", operation.path)
      if let id = operation.id { writer.member("operationId", id) } else { writer.null("operationId") }
      writer.member("deprecated", operation.isDeprecated)
      writer.write(operation.location)
      writer.member("servers") { $0.array(operation.servers) { $0.string($1) } }
      writer.member("security") { writer in
        guard let security = operation.security else { return writer.null() }
        writer.array(security) { $0.array($1) { $0.string($1) } }
      }
      writer.member("parameters") {
        $0.array(operation.parameters) { writer, parameter in
          writer.object { writer in
            writer.member("name", parameter.name)
            writer.member("in", parameter.location.rawValue)
            writer.member("required", parameter.isRequired)
            writer.member("hasSchema", parameter.hasSchema)
            writer.write(parameter.source)
          }
        }
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
            writer.write(response.location)
          }
        }
      }
    }
  }

  private mutating func write(_ media: MediaType) {
    object { writer in
      writer.member("mediaType", media.name)
      writer.member("hasSchema", media.hasSchema)
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
