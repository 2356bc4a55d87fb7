import Foundation

/// Asks `node`, whose engine implements ECMA-262, what it makes of patterns.
enum NodeOracle {
  /// What is asked at once about one pattern.
  struct Question: Encodable {
    var pattern: String
    /// The flags besides `u`.
    var flags = ""
    /// Whether the flag `u` is given.
    var isUnicode = true
    var texts: [String]
  }

  /// What a run of `node` said, question by question; nil stands for a pattern it refuses.
  struct Answers {
    var verdicts: [[Bool]?]
    /// How many verdicts were put right by trying each code point in turn.
    var corrected: Int
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Whether there is a `node` to ask; its version, if so.
  static let version: String? = try? run(["-p", "process.version + ' with Unicode ' + process.versions.unicode"])

  /// What is run for a file of questions.
  ///
  /// With `u` a match may start at a code point only (ECMA-262 section 22.2.7.2), but V8 also tries the middle of a
  /// surrogate pair, where `\B` and empty look-arounds hold. So a match in a text with pairs is confirmed by trying
  /// one code point after another.
  private static let script = """
    const fs = require('fs');
    const lines = fs.readFileSync(process.argv[1], 'utf8').split('\\n').filter(Boolean);
    const out = lines.map(line => {
      const { pattern, flags, isUnicode, texts } = JSON.parse(line);
      let expression, stepping;
      try { expression = new RegExp(pattern, (isUnicode ? 'u' : '') + flags); } catch { return 'E'; }
      const confirmed = text => {
        stepping ??= new RegExp(pattern, 'uy' + flags);
        for (let i = 0; i <= text.length; i += text.codePointAt(i) > 0xFFFF ? 2 : 1) {
          stepping.lastIndex = i;
          if (stepping.test(text)) return true;
        }
        return false;
      };
      return '=' + texts.map(text =>
        !expression.test(text) ? 0 : !/[^\\0-\\uFFFF]/u.test(text) || confirmed(text) ? 1 : 'x').join('');
    });
    process.stdout.write(out.join('\\n'));
    """

  static func ask(_ questions: [Question]) throws -> Answers {
    let encoder = JSONEncoder()
    var input = Data()
    for question in questions {
      input.append(try encoder.encode(question))
      input.append(0x0A)
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("muster-\(UUID().uuidString).jsonl")
    try input.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let lines = try run(["-e", script, file.path]).split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == questions.count else {
      throw Failure(description: "node answered \(lines.count) of \(questions.count) questions")
    }
    return Answers(
      verdicts: lines.map { line in line == "E" ? nil : line.dropFirst().map { $0 == "1" } },
      corrected: lines.joined().count { $0 == "x" }
    )
  }

  /// Runs `node` and gives what it wrote.
  static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["node"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "node ended with status \(process.terminationStatus)")
    }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}
