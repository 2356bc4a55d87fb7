import Foundation
import Muster
import MusterYAML
import Testing

/// Texts that are broken in many ways are read or rejected, and never stop the process.
@Suite struct MutationTests {
  private static let sample = """
    %TAG !e! tag:example.com,2000:
    --- # a comment
    a: &x {b: [1, "two\\n\\u00e9", 'th''ree'], ? c : d, e}
    f: !!str
      - |+2
          text

      - >-
        folded
         more
      - *x
    <<: *x
    "g
      h" : i
    ? [j]
    : - k: l
        m: 0x1F
    ...
    %YAML 1.2
    ---
    {n: !e!o p, "q":r, [s]: t}

    """

  private static func read(_ bytes: [UInt8]) {
    let source = SourceText(name: "t", bytes: bytes)
    let letter = try? YAMLReader().readAll(source)
    _ = try? YAMLReader().events(of: source)
    let intent = try? YAMLReader(reading: .intent).readAll(source)
    guard let letter else {
      // What the letter refuses, intent refuses too, or says why the letter does.
      #expect(intent?.contains { $0.warnings.contains(where: \.code.isSlip) } != false)
      return
    }
    #expect(intent?.map(\.json.bytes) == letter.map(\.json.bytes))
    #expect(intent?.contains { $0.warnings.contains(where: \.code.isSlip) } == false)
  }

  /// A slip is told with the document that it is in; where there is none, it is an error.
  @Test(arguments: ["#d\u{FEFF}a", "%YAML 1.2 #\u{FEFF}\n", " #\u{FEFF}\n\n"])
  func slipsWithoutADocument(text: String) {
    MutationTests.read(Array(text.utf8))
    #expect(throws: YAMLError.self) {
      try YAMLReader(reading: .intent).readAll(SourceText(name: "t", bytes: Array(text.utf8)))
    }
  }

  @Test func truncations() {
    let bytes = Array(MutationTests.sample.utf8)
    for count in 0...bytes.count {
      MutationTests.read(Array(bytes[..<count]))
      MutationTests.read(Array(bytes[count...]))
    }
  }

  @Test(arguments: 0..<8)
  func mutations(_ seed: UInt64) {
    var generator = Generator(state: seed &* 7919 &+ 1)
    let alphabet = Array("\t\n\r -?:,[]{}#&*!|>'\"%@`\\~.0x1aé<".utf8)
    for _ in 0..<400 {
      var bytes = Array(MutationTests.sample.utf8)
      for _ in 0..<(1 + generator.next(below: 6)) {
        let index = generator.next(below: bytes.count)
        switch generator.next(below: 4) {
        case 0: bytes[index] = alphabet[generator.next(below: alphabet.count)]
        case 1: bytes.insert(alphabet[generator.next(below: alphabet.count)], at: index)
        case 2: bytes.remove(at: index)
        default: bytes[index] = UInt8(truncatingIfNeeded: generator.next(below: 256))
        }
      }
      MutationTests.read(bytes)
    }
  }

  @Test(arguments: 0..<4)
  func indicatorSoup(_ seed: UInt64) {
    var generator = Generator(state: seed &* 104_729 &+ 3)
    let pieces = [
      "- ", "? ", ": ", "a", "\n", " ", "  ", "[", "]", "{", "}", ",", "&a ", "*a", "!t ", "\"", "'", "|\n", "\t",
      "---\n", "#", "<<: ",
    ]
    for _ in 0..<1500 {
      var text = ""
      for _ in 0..<(1 + generator.next(below: 24)) { text += pieces[generator.next(below: pieces.count)] }
      MutationTests.read(Array(text.utf8))
    }
  }

  /// Whatever is read is JSON.
  @Test(arguments: 0..<4)
  func whatIsReadIsJSON(_ seed: UInt64) {
    var generator = Generator(state: seed &* 15_485_863 &+ 5)
    let pieces = [
      "- ", "? ", ": ", "a", "b: ", "\n", " ", "[", "]", "{", "}", ", ", "&a ", "*a", "!!str ", "'x'", "1.", "0o7",
      "<<: ", "~",
    ]
    for _ in 0..<1500 {
      var text = ""
      for _ in 0..<(1 + generator.next(below: 20)) { text += pieces[generator.next(below: pieces.count)] }
      let source = SourceText(name: "t", bytes: Array(text.utf8))
      for document in (try? YAMLReader().readAll(source)) ?? [] {
        let value = try? JSONSerialization.jsonObject(with: Data(document.json.bytes), options: .fragmentsAllowed)
        #expect(value != nil, "\(text.debugDescription) became \(String(decoding: document.json.bytes, as: UTF8.self))")
      }
    }
  }
}

/// A generator of numbers that are the same in every run.
struct Generator {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(truncatingIfNeeded: (state >> 33) % UInt64(max(bound, 1)))
  }
}
