import Muster
import MusterContracts
import MusterText
import Testing

@testable import MusterTraffic

@Suite("Redaction of recordings that are one document")
struct DocumentRedactionTests {
  private static func redacted(
    _ text: String, _ contract: Contract?, form: RecordingForm? = nil, key: (UInt64, UInt64) = (7, 11)
  ) throws -> (text: String, changed: Int) {
    var redactor = RecordingRedactor(name: "r", form: form, contracts: contract.map { [$0] } ?? [], key: key)
    var output: [UInt8] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: 100) {
      output += try redactor.feed(bytes[start..<min(start + 100, bytes.count)])
    }
    output += try redactor.finish()
    return (String(decoding: output, as: UTF8.self), redactor.changedExchanges)
  }

  /// What a report says, without the values that it shows.
  private static func report(_ text: String, _ contract: Contract?) throws -> [String] {
    var linter = TrafficLinter(contracts: [try #require(contract)])
    for entry in Recording(name: "r", bytes: Array(text.utf8)) { linter.add(entry) }
    let report = linter.report()
    let findings = report.findings.map { finding in
      "\(finding.rule.id) \(finding.keyword ?? "") \(finding.count) "
        + finding.samples.map { "\($0.position) \($0.payloadPosition?.offset ?? -1)" }.joined(separator: ", ")
    }
    return findings + ["\(report.exchanges)"] + report.rows.sorted()
  }

  /// The texts of everything in a text that is in base64 or hexadecimal.
  private static func decoded(_ text: String) -> String {
    var result = ""
    for word in text.utf8.split(whereSeparator: {
      !($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) && !($0 >= 0x30 && $0 <= 0x39)
    })
    where word.count >= 16 {
      let word = String(decoding: word, as: UTF8.self)
      result += Base64.decode(word.utf8.span, isLenient: true).map { String(decoding: $0, as: UTF8.self) } ?? ""
      result += ExchangeReader.bytes(hexadecimal: word).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    return result
  }

  @Test func everyFormThatIsADocumentHasACase() {
    let tested = Set(RedactedForm.all.map(\.form))
    #expect(RecordingForm.allCases.filter { $0.isDocument && !tested.contains($0) } == [])
  }

  @Test(arguments: RedactedForm.all) func noCanaryIsLeftAndTheReportIsTheSame(_ example: RedactedForm) throws {
    #expect(Recording(name: "r", bytes: Array(example.text.utf8)).summary.form == example.form)
    let contract = RecordingRedactorTests.contract
    let (new, changed) = try Self.redacted(example.text, contract)
    #expect(!new.lowercased().contains("canary"), "\(new)")
    #expect(!Self.decoded(new).contains("canary"))
    #expect(!new.contains("4711") && !new.contains("3fa85f64"))
    #expect(new.utf8.count == example.text.utf8.count)
    #expect(try Self.report(new, contract) == Self.report(example.text, contract))
    #expect(changed == 0)
    #expect(Self.layout(new) == Self.layout(example.text))
  }

  /// A text without its letters and digits.
  private static func layout(_ text: String) -> String {
    String(text.map { $0.isLetter || $0.isNumber ? "x" : $0 })
  }

  @Test(arguments: FormCase.all) func theReportOfEveryFormIsTheSame(_ example: FormCase) throws {
    for form in [nil, example.form] {
      let (new, changed) = try Self.redacted(example.text, TestContract.items, form: form)
      #expect(changed == 0)
      #expect(try Self.report(new, TestContract.items) == Self.report(example.text, TestContract.items), "\(new)")
    }
  }

  @Test(arguments: RedactedForm.all) func withoutAContractNoneIsLeftEither(_ example: RedactedForm) throws {
    // A plain word in a path names the operation then.
    let text = example.text.replacing("/canary", with: "/canary4711").replacing(
      #""people", "canary""#, with: #""people", "canary4711""#)
    let (new, _) = try Self.redacted(text, nil)
    #expect(!new.lowercased().contains("canary"), "\(new)")
    #expect(Recording(name: "r", bytes: Array(new.utf8)).summary.form == example.form)
  }

  @Test(arguments: RedactedForm.all) func theSameWordHasTheSameStandIn(_ example: RedactedForm) throws {
    let word = StandIn(hash: KeyedHash(key: (7, 11))).text(Array("canary".utf8))
    let (new, _) = try Self.redacted(example.text, nil)
    #expect(new.contains(String(decoding: word, as: UTF8.self)))
  }

  /// Texts that are like recordings are written anew with nothing moved, or not at all.
  @Test(arguments: RedactedForm.all) func mutatedRecordingsPassNothingOn(_ example: RedactedForm) throws {
    var random = SeededGenerator(state: 15)
    let bytes = Array(example.text.utf8)
    let tokens = ["{", "}", "[", "]", "\"", ":", ",", "- ", "\n", "null", "&a ", "*a", "|", "\\", "'", "# ", "\t", "ü"]
    for _ in 0..<40 {
      var mutant = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        guard mutant.count > 2 else { break }
        let index = Int.random(in: 0..<mutant.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: mutant.removeSubrange(index..<min(mutant.count, index + Int.random(in: 1...9, using: &random)))
        case 1: mutant.insert(contentsOf: (tokens.randomElement(using: &random) ?? "").utf8, at: index)
        default: mutant = Array(mutant[..<index])
        }
      }
      var redactor = RecordingRedactor(name: "r", form: example.form, key: (1, 2))
      do throws(RecordingRedactor.Unreadable) {
        var output = try redactor.feed(mutant[...])
        output += try redactor.finish()
        #expect(output.count == mutant.count)
      } catch {
        #expect(!error.reason.message.isEmpty)
      }
    }
  }

  @Test(arguments: ["null", "true", "12e5", "0x1f", "0o17", "0b11", "7e", "1.5", "2024-02-29", "~", "+1", ".5e3"])
  func plainScalarsStayOfTheirKind(scalar: String) throws {
    for seed in 0..<200 as Range<UInt64> {
      let text = "version: 1\ninteractions: []\na: \(scalar)\ntoken: \(scalar)\nb: nulk, \(scalar)\nc: b\(seed % 10)\n"
      // Whatever would not be of its kind is not written at all.
      let (new, _) = try Self.redacted(text, nil, form: .vcrpy, key: (seed, 3))
      #expect(new.utf8.count == text.utf8.count)
    }
  }
}
