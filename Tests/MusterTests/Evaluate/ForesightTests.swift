import Foundation
import Testing

@testable import Muster

/// With the plan's verdicts, and with what the verdict before it noted, explaining runs less, and must say the same.
@Suite struct ForesightTests {
  /// What explaining says with a plan and what it says without.
  private func explained(_ schema: Schema, _ payload: String) throws -> (with: [Muster.Issue], without: [Muster.Issue])?
  {
    let program = schema.program
    guard let plan = PlanBuilder.plan(of: program), !schema.accepts(payload) else { return nil }
    let document = try JSONDocument(SourceText(name: "<payload>", bytes: Array(payload.utf8)))
    let entry = Int(try #require(program.entries.first))
    return document.withTape { tape in
      let explanation = Explanation(program: program, tape: tape, limits: Limits(), disclosure: .safe)
      var scratch = Scratch()
      if let root = plan.roots.first, var run = VerdictRun(plan: plan, tape: tape, steps: Limits().steps) {
        _ = run.run(root: root, &scratch)
      }
      return (
        explanation.issues(entry, plan, also: [], &scratch).0, explanation.issues(entry, nil, also: [], &scratch).0
      )
    }
  }

  private func expectSame(_ schema: String, _ payload: String) throws {
    guard let compiled = try? Schema(schema.utf8) else { return }
    guard let (with, without) = try explained(compiled, payload) else { return }
    #expect(with == without, "\(schema.prefix(400)) \(payload.prefix(400))")
  }

  /// Ways of putting a schema inside of another one, with the payload that goes with it.
  private static let settings: [(schema: @Sendable (String) -> String, payload: @Sendable (String) -> String)] = [
    ({ $0 }, { $0 }),
    // In a union, beside a branch that a tag tells apart, twice by reference.
    (
      {
        ##"{"$defs":{"x":\##($0)},"properties":{"a":{"oneOf":[{"properties":{"k":{"const":1}},"required":["k"]},"##
          + ##"{"allOf":[{"$ref":"#/$defs/x"}]},{"items":{"$ref":"#/$defs/x"},"not":{"$ref":"#/$defs/x"}},"##
          + ##"{"properties":{"k":{"$ref":"#/$defs/x"}},"type":"object"}]}}}"##
      }, { #"{"b":1,"a":\#($0)}"# }
    ),
    // As a member, an item, a condition and an alternative of values that are small or most of what they are in.
    (
      {
        ##"{"$defs":{"x":\##($0)},"properties":{"a":{"$ref":"#/$defs/x"},"b":{"type":"string"}},"required":["c"],"##
          + ##""additionalProperties":{"anyOf":[{"contains":{"$ref":"#/$defs/x"}},{"items":{"$ref":"#/$defs/x"}}],"##
          + ##""if":{"$ref":"#/$defs/x"},"then":{"maxItems":0}}}"##
      }, { #"{"b":1,"a":\#($0),"d":[\#($0),1,\#($0),"x"],"e":{"f":\#($0)}}"# }
    ),
    // In branches that tags tell: of unions in each other, beside branches of other types.
    (
      {
        ##"{"$defs":{"x":\##($0),"u":{"oneOf":[{"$ref":"#/$defs/p"},{"$ref":"#/$defs/q"},{"type":"boolean"}]},"##
          + ##""p":{"type":"object","required":["k"],"properties":{"k":{"enum":["p","r"]},"v":{"$ref":"#/$defs/x"},"##
          + ##""l":{"items":{"$ref":"#/$defs/u"}}}},"q":{"anyOf":[{"properties":{"k":{"const":"s"},"v":{"type":"null"}}},"##
          + ##"{"properties":{"k":{"const":"t"},"v":{"not":{"$ref":"#/$defs/x"}}}}]}},"$ref":"#/$defs/u"}"##
      },
      {
        #"{"k":"r","v":\#($0),"l":[{"k":"t","v":\#($0)},{"k":"p","v":\#($0)},{"k":"s"},true,{"k":"x","v":\#($0)}]}"#
      }
    ),
  ]

  @Test(
    .enabled(if: Suites.folder("json-schema-test-suite/tests/draft2020-12") != nil, "not run: no suites"),
    arguments: ["draft2020-12", "draft7", "draft4"])
  func suitesSayTheSame(_ draft: String) throws {
    let folder = try #require(Suites.folder("json-schema-test-suite/tests/\(draft)"))
    var compared = 0
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    where file.pathExtension == "json" {
      let text = SourceText(name: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
      for group in try JSONDocument(text).root.items {
        guard let schema = group["schema"], let tests = group["tests"] else { continue }
        for (wrap, fill) in Self.settings {
          let wrapped = wrap(String(decoding: schema.rawText, as: UTF8.self))
          guard let compiled = try? Schema(wrapped.utf8) else { continue }
          for test in tests.items {
            guard let data = test["data"] else { continue }
            let payload = fill(String(decoding: data.rawText, as: UTF8.self))
            guard let (with, without) = try explained(compiled, payload) else { continue }
            compared += 1
            #expect(with == without, "\(wrapped.prefix(400)) \(payload.prefix(400))")
          }
        }
      }
    }
    #expect(compared > 500)
  }

  /// What is hidden by a part that passes stays hidden.
  @Test(arguments: [
    #"{"a": "CANARY", "b": 1}"#, #"{"a": "CANARY"}"#, #"{"c": {"a": "CANARY", "b": []}}"#,
    #"{"d": ["CANARY", "CANARY"], "b": {}}"#,
  ])
  func hiddenStaysHidden(_ payload: String) throws {
    let schema = ##"""
      {"allOf": [{"$ref": "#/$defs/seen"}, {"additionalProperties": {"$ref": "#/$defs/judged"}}],
       "$defs": {"seen": {"properties": {"a": {"type": "string", "writeOnly": true}, "c": {"$ref": "#/$defs/seen"},
         "d": {"items": {"writeOnly": true}}}},
         "judged": {"anyOf": [{"enum": ["x"]}, {"type": "object", "additionalProperties": {"enum": ["x", 1]}},
           {"type": "array", "items": {"const": 5}}]}}}
      """##
    let compiled = try Schema(schema.utf8)
    #expect(!compiled.accepts(payload))
    #expect(!"\(compiled.inspect(Array(payload.utf8)))".contains("CANARY"))
    try expectSame(schema, payload)
  }

  @Test(arguments: [
    // Names that are repeated, out of order, escaped, unknown, and required ones that are missing.
    (
      #"{"properties":{"a":{"type":"string"},"b":{"minimum":5},"c":{}},"required":["c","d"],"additionalProperties":false}"#,
      #"{"b":1,"a":1,"b":9,"\u0061":2,"x":1,"a":"","b":2}"#
    ),
    (
      #"{"properties":{"a":{"type":"string"}},"patternProperties":{"^a":{"minLength":2}},"additionalProperties":{"type":"null"}}"#,
      #"{"a":"x","ab":"y","b":1,"a":5,"c":null}"#
    ),
    // Tags that hold in a branch and fail in another, below members that pass.
    (
      ##"{"oneOf":[{"properties":{"k":{"enum":["a"]},"v":{"type":"string"}}},{"properties":{"k":{"enum":["b"]},"v":{"allOf":[{"type":"integer"},{"minimum":7}]}}}]}"##,
      #"{"k":"b","v":1}"#
    ),
    (
      ##"{"anyOf":[{"$ref":"#/$defs/n"},{"type":"string"}],"$defs":{"n":{"properties":{"t":{"const":"n"},"l":{"$ref":"#"},"r":{"$ref":"#"}},"required":["t","l","r"]}}}"##,
      #"{"t":"n","l":{"t":"n","l":"x","r":{"t":"m","l":"","r":1}},"r":{"t":"n","l":5}}"#
    ),
    // A discriminator names the branch.
    (
      ##"{"openapi":"3.1.0","oneOf":[{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/Dog"}],"discriminator":{"propertyName":"k"},"$defs":{"Cat":{"required":["a"]},"Dog":{"required":["b","c"]}}}"##,
      #"{"k":"Dog"}"#
    ),
    // Two tags: the first tells one branch, the second contradicts it.
    (
      ##"{"oneOf":[{"properties":{"k":{"const":"a"},"m":{"const":1},"v":{"type":"string"}}},{"properties":{"k":{"const":"b"},"m":{"const":2},"v":{"minimum":7}}}]}"##,
      #"{"k":"a","m":2,"v":5}"#
    ),
    // The tag of the branch that is left is in what it refers to, or is missing.
    (
      ##"{"oneOf":[{"allOf":[{"properties":{"k":{"const":"a"}}},{"required":["z"]}]},{"properties":{"k":{"enum":["b"]}}},{"$ref":"#/$defs/c"}],"$defs":{"c":{"required":["k"],"properties":{"k":{"const":"c"}}}}}"##,
      #"{"k":"a","v":5}"#
    ),
    (
      ##"{"anyOf":[{"properties":{"j":{"const":1}},"required":["z"]},{"properties":{"k":{"enum":["b"]}}},{"type":"string"}]}"##,
      #"{"k":"a","j":1,"v":5}"#
    ),
    (
      ##"{"anyOf":[{"properties":{"v":{"const":1}},"required":["z","y"]},{"properties":{"k":{"enum":["b"]}}},{"maxProperties":1}]}"##,
      #"{"k":"a","v":5}"#
    ),
    // A tag twice in the object, and one that is null.
    (
      ##"{"oneOf":[{"properties":{"k":{"const":"a"}},"required":["z"]},{"properties":{"k":{"const":"b"}},"required":["y"]}]}"##,
      #"{"k":"a","k":"b"}"#
    ),
    (
      ##"{"openapi":"3.0.0","oneOf":[{"properties":{"k":{"enum":["a"],"type":"string","nullable":true}},"required":["z"]},{"properties":{"k":{"enum":["b"]}},"required":["y"]}]}"##,
      #"{"k":null}"#
    ),
    // Equal causes of two branches, in the same words at two places and at one.
    (
      ##"{"anyOf":[{"required":["a","b"],"properties":{"c":{"pattern":"x"}}},{"required":["b","d"],"properties":{"c":{"pattern":"x"}}},{"$ref":"#/$defs/e"}],"$defs":{"e":{"required":["b"],"properties":{"c":{"minLength":3}}}}}"##,
      #"{"c":"y"}"#
    ),
  ])
  func partsSayTheSame(_ schema: String, _ payload: String) throws {
    try expectSame(schema, payload)
  }

  /// Payloads with one value that is another, in schemas that people use.
  @Test(
    .enabled(if: Suites.folder("../bench/cql2") != nil, "not run: no benchmark sets"),
    arguments: ["cql2", "cmake-presets", "ui5", "ansible-meta", "clang-format"])
  func setsSayTheSame(_ name: String) throws {
    let folder = try #require(Suites.folder("../bench/\(name)"))
    let schema = try Schema(Array(try Data(contentsOf: folder.appending(path: "schema.json"))))
    let lines = try Data(contentsOf: folder.appending(path: "instances.jsonl")).split(separator: UInt8(ascii: "\n"))
    var compared = 0
    for (number, line) in lines.prefix(60).enumerated() where line.count < 5_000 {
      let text = String(decoding: line, as: UTF8.self)
      let values = text.ranges(of: #/": ?("(?:[^"\\]|\\.)*"|[0-9.]+|true|false|\[(?=[^\]]))/#)
      guard !values.isEmpty else { continue }
      let value = values[number % values.count]
      let other = text.replacingCharacters(in: value, with: text[value].hasSuffix("[") ? #"":["?","# : #"":"?""#)
      guard let (with, without) = try explained(schema, other) else { continue }
      compared += 1
      #expect(with == without, "\(other)")
    }
    #expect(compared > 5)
  }

  /// A payload that nests deeper than plans judge, and one with very many failures.
  @Test func limitsSayTheSame() throws {
    let nested = ##"{"anyOf":[{"type":"array","items":{"$ref":"#"}},{"const":1}]}"##
    try expectSame(nested, String(repeating: "[1,", count: 300) + "2" + String(repeating: "]", count: 300))
    let flat = #"{"items":{"oneOf":[{"const":1},{"minimum":5},{"minimum":9}]}}"#
    try expectSame(flat, "[" + (0..<12_000).map { "\($0 % 11)" }.joined(separator: ",") + "]")
  }
}
