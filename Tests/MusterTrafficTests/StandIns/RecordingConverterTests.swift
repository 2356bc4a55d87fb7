import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

@Suite struct RecordingConverterTests {
  private static let lines = [
    #"{"request":{"method":"GET","url":"https://a.example/x?y=1","headers":{"Accept":"*/*"}},"response":{"status":200,"headers":[["Content-Type","application/json"]],"body":{"a":"ü\n"}}}"#,
    #"{"request":{"method":"POST","url":"/x","body":"a=1"},"response":{"status":204}}"#,
    #"{"request":{"method":"GET","url":"/raw"},"response":{"status":200,"bodyBase64":"/wA="}}"#,
  ]

  private static func exchanges(_ bytes: [UInt8]) -> [String] {
    Recording(name: "r", bytes: bytes).compactMap { entry in
      guard case .exchange(let text) = entry.content,
        let exchange = try? ExchangeReader.read(text, form: entry.form ?? .ndjson, place: entry.place)
      else { return nil }
      return "\(exchange.request.method) \(exchange.request.url) \(exchange.request.body.bytes ?? []) "
        + "\(exchange.response?.status ?? 0) \(exchange.response?.headers["content-type"] ?? "") "
        + "\(exchange.response?.body.bytes ?? [0])"
    }
  }

  @Test(arguments: RecordingConverter.Target.allCases)
  func theExchangesStay(target: RecordingConverter.Target) {
    let original = Array((Self.lines.joined(separator: "\n") + "\n").utf8)
    var converter = RecordingConverter(to: target)
    var new: [UInt8] = []
    for entry in Recording(name: "r", bytes: original) { new += converter.write(entry) }
    new += converter.finish()
    #expect(Self.exchanges(new) == Self.exchanges(original))
    #expect(converter.exchanges == 3)
  }

  @Test func whatCannotBeReadIsTold() {
    var converter = RecordingConverter(to: .ndjson)
    for entry in Recording(name: "r", bytes: Array("{\"request\":{}}\n".utf8), form: .ndjson) {
      _ = converter.write(entry)
    }
    #expect(converter.leftOut == 1)
  }
}
