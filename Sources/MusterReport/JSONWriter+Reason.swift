import Muster

extension JSONWriter {
  /// A reason, of which empty parts are left out; the reports' schemas describe the members.
  mutating func member(reason: Reason) { member("reason") { $0.write(reason) } }

  private mutating func write(_ reason: Reason) {
    object { writer in
      writer.member("code", reason.code.description)
      if !reason.expected.isEmpty { writer.member("expected") { $0.write(reason.expected) } }
      if let found = reason.found { writer.member("found") { $0.write(found) } }
      if !reason.names.isEmpty { writer.list("names", reason.names) }
      if let suggestion = reason.suggestion { writer.member("suggestion", suggestion) }
      if !reason.branches.isEmpty {
        writer.member("branches") { $0.array(reason.branches) { $0.write($1) } }
      }
      if reason.omittedBranches > 0 { writer.member("omittedBranches", reason.omittedBranches) }
      if let place = reason.place { writer.member("place", place.description) }
      if !reason.items.isEmpty { writer.member("items") { $0.array(reason.items) { $0.integer($1) } } }
      if let subject = reason.subject {
        writer.member("subject") {
          $0.object { writer in
            writer.member("kind", subject.kind.description)
            writer.member("name", subject.name)
          }
        }
      }
      if let status = reason.status { writer.member("status", status) }
      if let quote = reason.quote { writer.member("quote", quote) }
      if let syntax = reason.syntax { writer.member("syntax") { $0.write(syntax) } }
      if !reason.causes.isEmpty { writer.member("causes") { $0.array(reason.causes) { $0.write($1) } } }
    }
  }

  private mutating func write(_ branch: Reason.Branch) {
    object { writer in
      writer.member("index", branch.index)
      if let name = branch.name { writer.member("name", name) }
      writer.member("reasons") { $0.array(branch.reasons) { $0.write($1) } }
      if branch.omittedReasons > 0 { writer.member("omittedReasons", branch.omittedReasons) }
    }
  }

  private mutating func write(_ expected: Reason.Expected) {
    object { writer in
      if !expected.types.isEmpty { writer.list("types", expected.types) }
      if !expected.values.isEmpty { writer.list("values", expected.values) }
      if expected.omittedValues > 0 { writer.member("omittedValues", expected.omittedValues) }
      if let bound = expected.bound { writer.member("bound", bound) }
      if !expected.names.isEmpty { writer.list("names", expected.names) }
      if expected.omittedNames > 0 { writer.member("omittedNames", expected.omittedNames) }
      if let format = expected.format { writer.member("format", format) }
      if let problem = expected.problem { writer.member("problem", problem) }
      if let pattern = expected.pattern { writer.member("pattern", pattern) }
      if !expected.content.isEmpty { writer.list("content", expected.content) }
    }
  }

  private mutating func write(_ found: FoundValue) {
    object { writer in
      writer.member("kind", found.kind.name)
      if let count = found.count { writer.member("count", count) }
      if let text = found.text { writer.member("text", text) }
      if let shape = found.shape { writer.member("shape", shape) }
    }
  }

  private mutating func write(_ syntax: JSONError) {
    object { writer in
      writer.member("expected", syntax.expected.code)
      if let after = syntax.after { writer.member("after", String(after)) }
      writer.member("found", syntax.found.code)
      if case .character(let character) = syntax.found { writer.member("character", String(character)) }
      if let slip = syntax.slip { writer.member("slip", slip.rawValue) }
      if let limit = syntax.expected.limit { writer.member("limit", limit) }
      if case .size(let size) = syntax.found { writer.member("size", size) }
    }
  }

  private mutating func list(_ name: String, _ texts: [String]) {
    member(name) { $0.array(texts) { $0.string($1) } }
  }
}

extension JSON.Kind {
  /// The kind as reports print it: a type of JSON Schema.
  fileprivate var name: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
