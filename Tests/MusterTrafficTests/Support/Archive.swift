import Muster

@testable import MusterTraffic

/// HTTP Archives as tests write them.
enum Archive {
  /// An archive of entries.
  static func of(_ entries: [String]) -> String {
    #"""
    {
      "log": {
        "version": "1.2", "creator": {"name": "entries", "log": {"entries": [{"no": "exchange"}]}},
        "pages": [{"comment": "\"]}{["}],
        "entries": [
          \#(entries.joined(separator: ",\n      "))
        ]
      }
    }
    """#
  }

  /// An entry with a JSON response.
  static func entry(
    _ method: String = "GET", _ url: String = "https://api.items.dev/v2/items/1", status: Int = 200,
    content: String, postData: String? = nil
  ) -> String {
    #"{"_id": 1, "request": {"method": "\#(method)", "url": "\#(url)", "headers": []"#
      + (postData.map { #", "postData": \#($0)"# } ?? "")
      + #"}, "response": {"status": \#(status), "headers": [{"name": "content-type", "value": "application/json"}], "#
      + #""content": \#(content)}}"#
  }

  /// A text as a JSON string.
  static func string(_ text: String) -> String {
    var assembler = JSONAssembler()
    assembler.append(string: text.utf8)
    return String(decoding: assembler.bytes, as: UTF8.self)
  }
}

extension TrafficLinter {
  /// The report about a recording, cut into pieces and shared out over linters.
  static func report(
    _ text: String, form: RecordingForm? = nil, piece: Int = 1 << 16, workers: Int = 1,
    limits: RecordingLimits = .init(), options: LintOptions = .init()
  ) -> LintReport {
    report(Array(text.utf8), form: form, piece: piece, workers: workers, limits: limits, options: options)
  }

  /// The report about a recording, cut into pieces and shared out over linters.
  static func report(
    _ bytes: [UInt8], form: RecordingForm? = nil, piece: Int = 1 << 16, workers: Int = 1,
    limits: RecordingLimits = .init(), options: LintOptions = .init()
  ) -> LintReport {
    let empty = TrafficLinter(contracts: TestContract.items.map { [$0] } ?? [], options: options)
    var linters = Array(repeating: empty, count: workers)
    var reader = RecordingReader(name: "recording", form: form, limits: limits)
    var turn = 0
    func share(_ entries: [RecordingEntry]) {
      for entry in entries {
        linters[turn % workers].add(entry)
        turn += 1
      }
    }
    var start = 0
    while start < bytes.count {
      let end = min(start + piece, bytes.count)
      share(reader.feed(bytes[start..<end]))
      start = end
    }
    share(reader.finish())
    var merged = empty
    for linter in linters.reversed() { merged.merge(linter) }
    merged.add(reader.summary)
    return merged.report()
  }
}
