import Foundation
import Testing

@testable import MusterText

/// Compares composition and Punycode with those of `node`.
@Suite struct NormalizationTests {
  private static let script = """
    const fs = require('fs');
    const punycode = require('punycode');
    const lines = fs.readFileSync(process.argv[1], 'utf8').split('\\n').filter(Boolean);
    process.stdout.write(lines.map(line => {
      const text = JSON.parse(line);
      return (text.normalize('NFC') === text ? 'Y' : 'N') + punycode.encode(text);
    }).join('\\n'));
    """

  private static let pools: [[ClosedRange<UInt32>]] = [
    [0x41...0x5A, 0x61...0x7A, 0xC0...0x17F, 0x300...0x345], [0x1100...0x11FF, 0xAC00...0xAC60, 0xD7B0...0xD7FB],
    [0x900...0xDFF, 0x300...0x330], [0x370...0x3FF, 0x1F00...0x1FFF, 0x300...0x345], [0x5D0...0x6FF, 0x591...0x5C7],
    [0xF900...0xFAFF, 0x2F800...0x2FA1F, 0x4E00...0x4E20], [0x1D15E...0x1D1C8, 0x11090...0x110BF, 0x11300...0x1134F],
    [0x0...0x10FFFF],
  ]

  @Test func agreesWithNode() throws {
    guard NodeOracle.version != nil else {
      print("normalization: comparison SKIPPED, no node on this machine")
      return
    }
    var random = SeededGenerator(seed: 42)
    var texts: [String] = []
    for number in 0..<20_000 {
      let pool = Self.pools[number % Self.pools.count]
      var text = String.UnicodeScalarView()
      for _ in 0..<(1 + random.below(5)) {
        let range = random.pick(pool)
        let value = range.lowerBound + UInt32(random.below(Int(range.upperBound - range.lowerBound) + 1))
        if let scalar = Unicode.Scalar(value) { text.append(scalar) }
      }
      texts.append(String(text))
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("muster-\(UUID().uuidString).jsonl")
    let encoder = JSONEncoder()
    let lines = try texts.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let answers = try NodeOracle.run(["--no-deprecation", "-e", Self.script, file.path]).split(separator: "\n")
    #expect(answers.count == texts.count)
    var composed = 0
    for (text, answer) in zip(texts, answers) {
      let codePoints = text.unicodeScalars.map(\.value)
      #expect(Normalization.isComposed(codePoints) == (answer.first == "Y"), "\(codePoints)")
      composed += answer.first == "Y" ? 1 : 0
      guard codePoints.allSatisfy({ $0 >= 0x21 && $0 != 0x7F }) else { continue }
      let encoded = Punycode.encode(codePoints, limit: 100).map { String(decoding: $0, as: UTF8.self) }
      #expect(encoded == String(answer.dropFirst()), "\(codePoints)")
      if let encoded, !encoded.hasPrefix("-"), codePoints.contains(where: { $0 >= 0x80 }) {
        let lowercased = codePoints.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        #expect(Punycode.decode(encoded.utf8.span) == lowercased, "\(encoded)")
      }
    }
    #expect(composed > 2_000 && composed < 18_000)
  }
}
