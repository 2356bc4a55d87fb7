import Foundation
import Muster

/// A schema with payloads that pass it, and some that do not.
struct DataSet {
  let name: String
  let schemaText: [UInt8]
  let payloads: [[UInt8]]
  let invalid: [[UInt8]]
  /// What formats are: those of the dialect, or annotations only where `FORMATS=annotation` stands in the environment.
  let options = Schema.Options(
    formats: ProcessInfo.processInfo.environment["FORMATS"] == "annotation" ? .annotation : .dialect)

  /// Reads `schema.json`, `instances.jsonl` and, where there is one, `invalid.jsonl` of a folder.
  init(_ folder: URL) throws {
    name = folder.lastPathComponent
    schemaText = Array(try Data(contentsOf: folder.appending(path: "schema.json")))
    payloads = try DataSet.lines(folder.appending(path: "instances.jsonl"))
    let invalid = folder.appending(path: "invalid.jsonl")
    self.invalid = FileManager.default.fileExists(atPath: invalid.path) ? try DataSet.lines(invalid) : []
  }

  private static func lines(_ file: URL) throws -> [[UInt8]] {
    try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { Array($0) }
  }

  /// Measures everything and prints a line of JSON for each thing: nanoseconds a payload, or a schema.
  ///
  /// A verdict that comes out other than the file promises is counted and said, not hidden.
  func report() throws {
    let schema = try Schema(schemaText, options: options)
    let anything = try Schema("{}".utf8)
    let documents = try payloads.map { try JSONDocument(SourceText(name: name, bytes: $0)) }
    emit("read", payloads.count) { payloads.count { anything.accepts($0.span) } }
    emit("check", documents.count) { documents.count { schema.accepts($0) } }
    emit("verdict", payloads.count) { payloads.count { schema.accepts($0.span) } }
    emit("explained-valid", payloads.count) { payloads.count { schema.check($0.span).isValid } }
    if !invalid.isEmpty {
      emit("verdict-invalid", invalid.count) { invalid.count { !schema.accepts($0.span) } }
      emit("explained-invalid", invalid.count) { invalid.count { !schema.check($0.span).isValid } }
    }
    emit("compile", 1) { (try? Schema(schemaText, options: options)) != nil ? 1 : 0 }
  }

  /// Reads and checks all payloads so many times over, for a profiler.
  func check(times: Int) throws -> Int {
    let schema = try Schema(schemaText, options: options)
    var accepted = 0
    for _ in 0..<times { accepted += payloads.count { schema.accepts($0.span) } }
    return accepted
  }

  /// Explains all spoilt payloads so many times over.
  func explain(times: Int) throws -> Int {
    let schema = try Schema(schemaText, options: options)
    var refused = 0
    for _ in 0..<times { refused += invalid.count { !schema.check($0.span).isValid } }
    return refused
  }

  /// Compiles the schema so many times over.
  func compile(times: Int) throws -> Int {
    var notices = 0
    for _ in 0..<times { notices += try Schema(schemaText, options: options).notices.count }
    return notices
  }

  private func emit(_ measure: String, _ count: Int, _ body: () -> Int) {
    let (nanoseconds, processor, right) = median(count, body)
    print(
      #"{"set":"\#(name)","engine":"muster","measure":"\#(measure)","ns":\#(nanoseconds),"#
        + #""cpu":\#(processor),"right":\#(right),"count":\#(count)}"#)
  }

  /// The medians of nine rounds of about a thirtieth of a second, in nanoseconds for one of `count`: as time goes by, and
  /// of the processor.
  private func median(_ count: Int, _ body: () -> Int) -> (nanoseconds: Double, processor: Double, right: Int) {
    let clock = ContinuousClock()
    var right = 0
    let first = max(1, clock.measure { right = body() } / .nanoseconds(1))
    let repetitions = max(1, Int(33_000_000 / first))
    var rounds: [Double] = []
    var processor: [Double] = []
    for _ in 0..<9 {
      let start = DataSet.processorTime
      let time = clock.measure {
        for _ in 0..<repetitions { right = min(right, body()) }
      }
      processor.append((DataSet.processorTime - start) / Double(repetitions) / Double(count))
      rounds.append(time / .nanoseconds(1) / Double(repetitions) / Double(count))
    }
    return (rounds.sorted()[rounds.count / 2], processor.sorted()[processor.count / 2], right)
  }

  /// How many nanoseconds of the processor's time the process took so far.
  private static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
