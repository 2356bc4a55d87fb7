import Foundation
import Testing

/// Private texts in recordings and payloads, and everything that the built `muster` writes about them.
@Suite(.timeLimit(.minutes(5)))
struct PrivateTextTests {
  private static let document = #"""
    openapi: 3.1.0
    info: {title: Places, version: '1'}
    servers: [{url: 'https://api.places.dev'}]
    paths:
      "/things/{id}":
        parameters:
          - {name: id, in: path, required: true, schema: {type: integer}}
          - {name: page, in: query, schema: {type: integer}}
        put:
          operationId: putThing
          requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
          responses:
            '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
    components:
      schemas:
        Thing:
          type: object
          properties:
            short: {type: string, maxLength: 2}
            quoted: {type: string, pattern: "^it's$"}
            state: {enum: [open, closed]}
            mail: {type: string, format: email}
            map: {type: object, additionalProperties: {type: integer}}
            closed: {type: object, properties: {a: {}}, additionalProperties: false}
            unique: {type: array, uniqueItems: true}
            named: {type: object, propertyNames: {pattern: '^x'}}
    """#

  /// An e-mail address, a phone number, a card, an account, URLs, a token and a person, each with what gives it away.
  private static let texts: [(text: String, secret: String)] = [
    ("quokka.velvet@harbour-mail.example", "quokka.velvet@harbour"), ("+49 1512 3456789", "1512 3456789"),
    ("4539 1488 0343 6467", "4539 1488 0343 6467"), ("4539148803436467", "4539148803436467"),
    ("DE89370400440532013000", "DE89370400440532013000"),
    ("https://ibis:Tangerine4Anvil@files.zephyr.example/x", "ibis:Tangerine4Anvil"),
    ("https://files.zephyr.example/get?sig=FjordLanternMagpie", "FjordLanternMagpie"),
    ("https://hooks.zephyr.example/services/T0QUOKKA/B1VELVET/HarbourVortexCamel42", "T0QUOKKA/B1VELVET/Harbour"),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJRdW9ra2FWZWx2ZXQifQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1g", "eyJzdWIiOiJRdW9ra2"),
    ("Zephyr Marmalade-Orchid", "Zephyr Marmalade-Orchid"),
  ]

  private static func json(_ text: String) -> String { "\"" + text.replacing("\"", with: "\\\"") + "\"" }

  /// Bodies that do not pass, each for something else.
  private static func bodies(_ text: String) -> [String] {
    let value = json(text)
    return ["short", "quoted", "state", "mail", "map"].map { #"{"\#($0)": \#(value)}"# }
      + ["map", "closed", "named"].map { #"{"\#($0)": {\#(value): "x"}}"# }
      + [
        #"{"unique": [\#(value), \#(value)]}"#, #"{"map": {\#(value): 1, \#(value): 2}}"#,
        #"{\#(value): \#(value)}"#, #"{"short": \#(text)}"#, #"{"map": {\#(value): "x"#, text, "<a>\(text)</a>",
      ]
  }

  private func run(_ command: String, files: [String: String]) throws -> (result: CommandResult, texts: [String]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "muster-private-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(Self.document.utf8).write(to: folder.appending(path: "places.yaml"))
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    let result = try CommandShell.run(command, in: folder)
    let outputs = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.lastPathComponent.hasPrefix("out.") }
      .map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return (result, outputs + [result.output.joined(separator: "\n"), result.errors.joined(separator: "\n")])
  }

  /// Eight characters of a secret in a row that a text has.
  private func leak(of secret: String, in text: String) -> String? {
    let letters = Array(secret)
    let base64 = (0..<3).map { shift in
      String(Data((String(repeating: "x", count: shift) + secret).utf8).base64EncodedString().dropFirst(4).dropLast(4))
    }
    let encoded = secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let parts = (0...(letters.count - 8)).map { String(letters[$0..<$0 + 8]) } + base64 + [encoded]
    return parts.first { text.contains($0) }
  }

  @Test(arguments: texts)
  func areInNoReportOfLint(_ item: (text: String, secret: String)) throws {
    let path = item.text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let lines = Self.bodies(item.text).map { body in
      #"{"method":"PUT","url":"https://api.places.dev/things/\#(path)?page=\#(path)&\#(path)=1","#
        + #""requestHeaders":{"content-type":"application/json"},"requestBody":\#(Self.json(body)),"status":200,"#
        + #""responseHeaders":{"content-type":"application/json"},"responseBody":\#(Self.json(body))}"#
    }
    let others = [
      #"{"method":"GET","url":"https://api.places.dev/\#(path)/\#(path)"}"#, "{\(Self.json(item.text)): ", item.text,
    ]
    let formats = ["text", "json", "jsonl", "sarif", "junit", "github", "markdown"]
    let outputs = formats.map { "--format \($0)=out.\($0)" }.joined(separator: " ")
    for policy in ["drift", "fails"] {
      let (result, texts) = try run(
        "muster lint --contract places.yaml --additions \(policy) \(outputs) traffic.ndjson",
        files: ["traffic.ndjson": (lines + others).joined(separator: "\n") + "\n"])
      #expect(result.code == 1 && texts.count == formats.count + 2)
      for text in texts {
        let leak = leak(of: item.secret, in: text)
        #expect(leak == nil, "\(text.prefix(400))")
      }
    }
  }

  @Test(arguments: texts)
  func areInNoReportOfValidate(_ item: (text: String, secret: String)) throws {
    let bodies = Self.bodies(item.text)
    var files: [String: String] = [:]
    for (number, body) in bodies.enumerated() { files["body\(number).json"] = body }
    // Without spaces or digits a name looks like any word: by default it is shown.
    let policies = item.text.hasPrefix("Zephyr") ? ["contract", "never"] : ["contract", "never", "safe"]
    for policy in policies {
      for format in ["text", "json", "jsonl"] {
        for side in ["--request", "--response 200"] {
          let (result, texts) = try run(
            "muster validate --contract places.yaml --operation putThing \(side) --show-values \(policy) "
              + "--format \(format) body*.json", files: files)
          #expect(result.code == 1, "\(result)")
          for text in texts {
            let leak = leak(of: item.secret, in: text)
            #expect(leak == nil, "\(policy), \(format), \(side): \(leak ?? "")")
          }
        }
      }
    }
  }
}
