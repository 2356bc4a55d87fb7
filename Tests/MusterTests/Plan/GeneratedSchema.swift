@testable import Muster

/// A schema of applicators in each other, with `unevaluatedProperties` and `unevaluatedItems` among them.
struct GeneratedSchema {
  private(set) var text = ""
  private let dialect: Dialect

  init(_ dialect: Dialect, _ random: inout SeededGenerator) {
    self.dialect = dialect
    let definitions = (0..<4).map { "\"d\($0)\":\(schema(depth: 2, &random, isDefinition: true))" }
    let isRecursive = Int.random(in: 0...3, using: &random) == 0
    var members = keywords(depth: 3, &random)
    if isRecursive { members.append(anchor("n")) }
    var nodes: [String] = []
    if isRecursive {
      // A resource of its own, with an anchor of the same name.
      for name in ["r", "s"] {
        nodes.append(
          "\"\(name)\":{\"$id\":\"https://example.test/\(name)\",\(anchor("n")),"
            + "\(keywords(depth: 2, &random).joined(separator: ",").nonEmpty ?? "\"minProperties\":0")}")
      }
    }
    text =
      "{\"$schema\":\"\(dialect.metaschemaURI ?? "")\",\"$id\":\"https://example.test/root\","
      + (members + ["\"$defs\":{\((definitions + nodes).joined(separator: ","))}"]).joined(separator: ",") + "}"
    if isRecursive {
      text = text.replacing("@reference@", with: reference)
    } else {
      text = text.replacing("@reference@", with: "\"$ref\":\"https://example.test/root#/$defs/d1\"")
    }
  }

  private func anchor(_ name: String) -> String {
    dialect != .draft201909 ? "\"$dynamicAnchor\":\"\(name)\"" : "\"$recursiveAnchor\":true"
  }

  private var reference: String {
    dialect != .draft201909 ? "\"$dynamicRef\":\"#n\"" : "\"$recursiveRef\":\"#\""
  }

  private func schema(depth: Int, _ random: inout SeededGenerator, isDefinition: Bool = false) -> String {
    if !isDefinition {
      switch Int.random(in: 0...(depth > 0 ? 13 : 8), using: &random) {
      case 0: return "true"
      case 1: return "false"
      case 2: return #"{"type":"string"}"#
      case 3: return #"{"type":["number","null"]}"#
      case 4: return #"{"required":["a"]}"#
      case 5: return ##"{"$ref":"https://example.test/root#/$defs/d\##(Int.random(in: 0...3, using: &random))"}"##
      case 6: return #"{"type":["object","array","string"]}"#
      case 7: return #"{"properties":{"\#(name(&random))":{"type":"string"}}}"#
      case 8: return "{\"properties\":{\"c\":{@reference@}}}"
      default: break
      }
    }
    return "{" + keywords(depth: depth, &random).joined(separator: ",") + "}"
  }

  private func name(_ random: inout SeededGenerator) -> String {
    ["a", "b", "c", "ab", "bc", "a long name of sorts"].randomElement(using: &random) ?? "a"
  }

  private func keywords(depth: Int, _ random: inout SeededGenerator) -> [String] {
    var found: [String: String] = [:]
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let (keyword, value) = keyword(depth: depth, &random)
      found[keyword] = value
    }
    if Int.random(in: 0...2, using: &random) == 0 {
      found["unevaluatedProperties"] = ["false", "false", "true", #"{"type":"number"}"#].randomElement(using: &random)
    }
    if Int.random(in: 0...2, using: &random) == 0 {
      found["unevaluatedItems"] = ["false", "false", "true", #"{"type":"number"}"#].randomElement(using: &random)
    }
    if dialect == .openAPI31, found["anyOf"] != nil || found["oneOf"] != nil {
      let mapping = [
        "", ##","mapping":{"x":"d0"}"##, ##","mapping":{"x":"#/$defs/d1","d1":"https://example.test/root#/$defs/d2"}"##,
        ##","mapping":{"x":"d3","d0":"none"}"##,
      ]
      found["discriminator"] =
        "{\"propertyName\":\"\(name(&random))\"\(mapping.randomElement(using: &random) ?? "")}"
    }
    if found["if"] != nil {
      if Bool.random(using: &random) { found["then"] = schema(depth: depth - 1, &random) }
      if Bool.random(using: &random) { found["else"] = schema(depth: depth - 1, &random) }
    }
    return found.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
  }

  private func keyword(depth: Int, _ random: inout SeededGenerator) -> (String, String) {
    func list(_ count: ClosedRange<Int>) -> String {
      var items: [String] = []
      for _ in 0..<Int.random(in: count, using: &random) { items.append(schema(depth: depth - 1, &random)) }
      return "[\(items.joined(separator: ","))]"
    }
    func map(_ count: ClosedRange<Int>, _ keys: [String]) -> String {
      var members: [String] = []
      for key in keys.shuffled(using: &random).prefix(Int.random(in: count, using: &random)) {
        members.append("\"\(key)\":\(schema(depth: depth - 1, &random))")
      }
      return "{\(members.joined(separator: ","))}"
    }
    let names = ["a", "b", "c", "ab", "bc"]
    switch Int.random(in: 0...17, using: &random) {
    case 0, 1, 2: return ("properties", map(1...3, names))
    case 3: return ("patternProperties", map(1...2, ["^a", "b", "c$"]))
    case 4:
      return ("additionalProperties", schema(depth: depth - 1, &random))
    case 5, 6: return ("allOf", list(1...3))
    case 7, 8: return ("anyOf", list(2...3))
    case 9, 10: return ("oneOf", list(2...3))
    case 11: return ("if", schema(depth: depth - 1, &random))
    case 12: return ("dependentSchemas", map(1...2, names))
    case 13: return ("not", schema(depth: depth - 1, &random))
    case 14: return ("$ref", ##""https://example.test/root#/$defs/d\##(Int.random(in: 0...3, using: &random))""##)
    case 15: return ("contains", schema(depth: depth - 1, &random))
    case 16: return (dialect != .draft201909 ? "prefixItems" : "items", list(1...2))
    default:
      // With `items` as a list this would take its place.
      return ("items", schema(depth: depth - 1, &random))
    }
  }

  /// A payload of the names that schemas know.
  static func value(depth: Int, _ random: inout SeededGenerator) -> String {
    switch Int.random(in: depth > 0 ? 0...10 : 7...10, using: &random) {
    case 0...4:
      let names = ["a", "b", "c", "ab", "bc", "d", "\\u0061", "a long name of sorts"].shuffled(using: &random)
      return "{"
        + names.prefix(Int.random(in: 0...3, using: &random)).map { "\"\($0)\":\(value(depth: depth - 1, &random))" }
        .joined(separator: ",") + "}"
    case 5, 6:
      return "["
        + (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth - 1, &random) }
        .joined(separator: ",") + "]"
    case 7: return "null"
    case 8: return "3"
    default: return ["\"x\"", "\"d0\"", "\"d1\"", "\"d\\u0032\""].randomElement(using: &random) ?? "null"
    }
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
