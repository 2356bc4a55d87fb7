import Muster
import MusterContracts
import MusterReport
import MusterTraffic
import Testing

@Suite("Lint reports as SARIF")
struct SARIFRendererTests {
  /// What SARIF 2.1.0 requires of the objects that are written, with their other properties by name: sections 3.13 to 3.58.
  private static let form = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "type": "object", "required": ["version", "runs"], "additionalProperties": false,
      "properties": {
        "$schema": {"type": "string", "format": "uri"}, "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "maxItems": 1, "items": {"$ref": "#/$defs/run"}}
      },
      "$defs": {
        "run": {
          "type": "object", "required": ["tool", "results"], "additionalProperties": false,
          "properties": {
            "tool": {
              "type": "object", "required": ["driver"], "additionalProperties": false,
              "properties": {"driver": {"$ref": "#/$defs/driver"}}
            },
            "invocations": {"type": "array", "items": {"$ref": "#/$defs/invocation"}},
            "columnKind": {"const": "unicodeCodePoints"},
            "artifacts": {"type": "array", "uniqueItems": true, "items": {"$ref": "#/$defs/artifact"}},
            "results": {"type": "array", "items": {"$ref": "#/$defs/result"}}
          }
        },
        "driver": {
          "type": "object", "required": ["name"], "additionalProperties": false,
          "properties": {
            "name": {"const": "Muster"}, "version": {"type": "string"},
            "semanticVersion": {"type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+"},
            "rules": {"type": "array", "uniqueItems": true, "items": {"$ref": "#/$defs/descriptor"}}
          }
        },
        "descriptor": {
          "type": "object", "required": ["id", "name", "shortDescription"], "additionalProperties": false,
          "properties": {
            "id": {"type": "string"}, "name": {"type": "string", "pattern": "^([A-Z][A-Za-z]*)+$"},
            "shortDescription": {"$ref": "#/$defs/message"}, "fullDescription": {"$ref": "#/$defs/message"},
            "help": {"$ref": "#/$defs/message"}, "properties": {"type": "object"},
            "defaultConfiguration": {
              "type": "object", "additionalProperties": false, "properties": {"level": {"$ref": "#/$defs/level"}}
            }
          }
        },
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": {
          "type": "object", "required": ["text"], "additionalProperties": false,
          "properties": {"text": {"type": "string", "minLength": 1, "pattern": "^([^{}]|\\{\\{|\\}\\})*$"}}
        },
        "invocation": {
          "type": "object", "required": ["executionSuccessful"], "additionalProperties": false,
          "properties": {
            "executionSuccessful": {"type": "boolean"},
            "toolExecutionNotifications": {
              "type": "array",
              "items": {
                "type": "object", "required": ["message"], "additionalProperties": false,
                "properties": {"message": {"$ref": "#/$defs/message"}, "level": {"$ref": "#/$defs/level"}}
              }
            }
          }
        },
        "artifact": {
          "type": "object", "required": ["location"], "additionalProperties": false,
          "properties": {
            "location": {"$ref": "#/$defs/artifactLocation"}, "length": {"type": "integer", "minimum": 0},
            "roles": {"type": "array", "uniqueItems": true, "items": {"enum": ["analysisTarget", "standardStream"]}}
          }
        },
        "artifactLocation": {
          "type": "object", "required": ["uri"], "additionalProperties": false,
          "properties": {
            "uri": {"type": "string", "format": "uri-reference", "minLength": 1, "pattern": "^([^/]|file:///)"}
          }
        },
        "location": {
          "type": "object", "required": ["physicalLocation"], "additionalProperties": false,
          "properties": {
            "id": {"type": "integer", "minimum": 0}, "message": {"$ref": "#/$defs/message"},
            "physicalLocation": {
              "type": "object", "required": ["artifactLocation", "region"], "additionalProperties": false,
              "properties": {
                "artifactLocation": {"$ref": "#/$defs/artifactLocation"},
                "region": {
                  "type": "object", "required": ["startLine"], "additionalProperties": false,
                  "properties": {
                    "startLine": {"type": "integer", "minimum": 1}, "startColumn": {"type": "integer", "minimum": 1}
                  }
                }
              }
            },
            "logicalLocations": {
              "type": "array", "uniqueItems": true,
              "items": {
                "type": "object", "required": ["name", "fullyQualifiedName", "kind"], "additionalProperties": false,
                "properties": {
                  "name": {"type": "string", "minLength": 1}, "fullyQualifiedName": {"type": "string", "minLength": 1},
                  "kind": {"enum": ["function", "value", "parameter"]}
                }
              }
            }
          }
        },
        "result": {
          "type": "object", "required": ["message", "ruleId", "ruleIndex", "level"], "additionalProperties": false,
          "properties": {
            "ruleId": {"type": "string"}, "ruleIndex": {"type": "integer", "minimum": 0},
            "level": {"$ref": "#/$defs/level"}, "message": {"$ref": "#/$defs/message"},
            "locations": {"type": "array", "maxItems": 1, "items": {"$ref": "#/$defs/location"}},
            "relatedLocations": {"type": "array", "uniqueItems": true, "items": {"$ref": "#/$defs/location"}},
            "partialFingerprints": {
              "type": "object", "required": ["musterFinding/v1"], "additionalProperties": {"type": "string"}
            },
            "occurrenceCount": {"type": "integer", "minimum": 1}, "properties": {"type": "object"}
          }
        }
      }
    }
    """#

  private func run(_ report: LintReport) throws -> JSON {
    let text: String = SARIFRenderer(version: "1.2.3").render(report)
    return try #require(
      try JSONDocument(SourceText(name: "log", bytes: Array(text.utf8))).root["runs"]?.items.first { _ in true })
  }

  @Test(arguments: LintFixture.cases)
  func logsHaveTheirForm(_ fixture: LintFixture.Case) throws {
    let report = fixture.report
    let outcome = try Schema(Self.form.utf8).check(SARIFRenderer(version: "1.2.3").render(report) as String)
    guard case .valid = outcome else {
      Issue.record("\(outcome)")
      return
    }
    let run = try run(report)
    let rules = try #require(run["tool"]?["driver"]?["rules"]).items.map { $0["id"]?.string }
    #expect(rules == Rule.all.map(\.id))
    let results = try #require(run["results"]).items.map { $0 }
    #expect(results.count == report.findings.count)
    for (result, finding) in zip(results, report.findings) {
      #expect(result["ruleId"]?.string == finding.rule.id)
      #expect(rules[result["ruleIndex"]?.integer ?? 0] == finding.rule.id)
      #expect(result["level"]?.string == finding.severity.rawValue)
      #expect(result["occurrenceCount"]?.integer == finding.count)
      #expect(result["partialFingerprints"]?["musterFinding/v1"]?.string == finding.fingerprint)
      // GitHub takes no result without a place.
      #expect(result["locations"]?.items.count == (report.recordings.isEmpty ? 0 : 1))
      let related = result["relatedLocations"].map { Array($0.items) } ?? []
      #expect(related.count == max(0, finding.samples.count - 1) + (finding.schema == nil ? 0 : 1))
      #expect(Set(related.map { $0["id"]?.integer }).count == related.count)
      // No text becomes a link to one of these places.
      #expect(result["message"]?["text"]?.string?.contains("](") == false)
    }
    let invocation = run["invocations"]?[0]
    #expect(invocation?["executionSuccessful"]?.boolean == !report.isPartial)
    let isComplete =
      !report.isPartial && report.omittedFindings == 0 && report.omittedOccurrences == 0
      && report.ledger.foreignHosts.isEmpty
    #expect((invocation?["toolExecutionNotifications"] == nil) == isComplete)
  }

  @Test func placesAreThoseOfTheRecordings() throws {
    let run = try run(LintFixture.mixed)
    #expect(run["artifacts"]?.items.map { $0["location"]?["uri"]?.string } == ["a/traffic%20one.ndjson", "b.har"])
    let results = run["results"].map { Array($0.items) } ?? []
    let result = try #require(results.first { $0["occurrenceCount"]?.integer == 4 })
    let location = try #require(result["locations"]?[0])
    #expect(location["physicalLocation"]?["artifactLocation"]?["uri"]?.string == "a/traffic%20one.ndjson")
    #expect(location["physicalLocation"]?["region"]?["startLine"]?.integer == 1)
    #expect(
      location["logicalLocations"]?.items.map { $0["fullyQualifiedName"]?.string } == [
        "items GET /items/{id}", "items GET /items/{id} response#/id",
      ])
    let related = result["relatedLocations"].map { Array($0.items) } ?? []
    #expect(related.last?["physicalLocation"]?["artifactLocation"]?["uri"]?.string == "items.yaml")
  }

  @Test(arguments: [
    ("a/b.har", "a/b.har"), ("/tmp/a b.har", "file:///tmp/a%20b.har"), ("a:b", "a%3Ab"), ("100%?#", "100%25%3F%23"),
    ("é", "%C3%A9"), ("<stdin>", "stdin"), ("<other>", "%3Cother%3E"), ("", "stdin"), ("//a", "file:////a"),
    ("nul\u{0}", "nul%00"), ("[x]", "%5Bx%5D"),
  ])
  func namesAreURIReferences(name: String, uri: String) throws {
    let run = try run(LintFixture.report([(name: name, text: LintFixture.line(response: #"{"id": "x"}"#))]))
    #expect(run["artifacts"]?[0]?["location"]?["uri"]?.string == uri)
  }

  @Test func standardInputIsAStream() throws {
    let run = try run(LintFixture.standardInput)
    #expect(run["artifacts"]?[0]?["roles"]?.items.map(\.string) == ["analysisTarget", "standardStream"])
  }
}
