import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

@Suite("Servers")
struct ServerTests {
  private func operation(_ servers: String, options: Contract.CompileOptions = .init()) throws
    -> MusterContracts.Operation
  {
    let text = "openapi: 3.1.0\nservers: \(servers)\npaths: {/x: {get: {responses: {'204': {description: d}}}}}\n"
    let contract = try Contract(compiling: [SourceText("x.yaml", text)], options: options)
    return try #require(try Contract(compiled: contract.encoded()).operations.first)
  }

  @Test(arguments: [
    ("[{url: https://a.example/v1}]", ["https://a.example/v1"]), ("[{url: /v1}, {url: /v2}]", ["/v1", "/v2"]),
    ("[]", []),
    (
      "[{url: 'https://a.example/{version}', variables: {version: {default: v2, enum: [v1, v2]}}}]",
      ["https://a.example/v2", "https://a.example/v1"]
    ),
    ("[{url: 'https://a.example/{base}', variables: {base: {default: api/v1}}}]", ["https://a.example/api/v1"]),
    ("[{url: 'https://{region}.example/', variables: {region: {default: eu}}}]", ["https://{region}.example/"]),
    (
      "[{url: 'https://{region}.example/{v}', variables: {region: {default: eu, enum: [eu, us]}, v: {default: '1'}}}]",
      ["https://eu.example/1", "https://us.example/1"]
    ),
    ("[{url: 'https://a.example/{v}'}]", ["https://a.example/{v}"]),
    ("[{url: '{x}{x}', variables: {x: {default: a, enum: [a]}}}]", ["aa"]),
  ])
  func variablesTakeTheirValues(servers: String, urls: [String]) throws {
    #expect(try operation(servers).servers == urls)
  }

  @Test func manyValuesAreNotMultiplied() throws {
    let values = (0..<30).map(String.init).joined(separator: ", ")
    let servers = "[{url: 'https://a.example/{v}', variables: {v: {default: '0', enum: [\(values)]}}}]"
    #expect(try operation(servers).servers == ["https://a.example/0"])
  }

  @Test func serversOfTheCallerReplaceThoseOfTheDocument() throws {
    let options = Contract.CompileOptions(servers: ["http://127.0.0.1:8080/mock"])
    let operation = try operation("[{url: https://a.example/v1}]", options: options)
    #expect(operation.servers == ["http://127.0.0.1:8080/mock"])
    let text = "openapi: 3.1.0\npaths: {/x: {get: {responses: {'204': {description: d}}}}}\n"
    let contract = try Contract(compiling: [SourceText("x.yaml", text)])
    #expect(contract.serving(at: ["https://b.example"]).operations.map(\.servers) == [["https://b.example"]])
    #expect(contract.operations.map(\.servers) == [[]])
  }

  @Test func aBrokenServerIsSaidAndTakesDownNothingElse() throws {
    let text =
      "openapi: 3.1.0\ninfo: {title: t, version: '1'}\nservers: [{urls: x}]\npaths: {/x: {get: {responses: {'204': {description: d}}}}}\n"
    let contract = try Contract(compiling: [SourceText("x.yaml", text)])
    #expect(contract.operations.count == 1)
    #expect(contract.notices.map(\.code) == [.unknownMember, .brokenPart])
  }
}
