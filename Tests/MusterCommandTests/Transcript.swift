import Foundation
import Testing

/// A file of commands with what they print and end with, as a terminal would show it.
///
/// ```
/// in Tests/MusterCommandTests/Files
/// $ muster validate --schema pet.json right.json nothing.json
/// right.json: valid
/// ! muster: cannot open 'nothing.json': No such file or directory
/// = 2
/// ```
/// `in` is the folder, from the package's own; `! ` marks standard error, `= ` the exit code, 0 where it is not given.
/// A command that ends in `\` goes on in the next line; blank lines before commands and lines with `#` do not count.
struct Transcript: CustomTestStringConvertible {
  /// A command with what is expected of it.
  struct Case {
    var line: Int
    /// The lines with `#` before it.
    var comment: [String]
    var command: String
    var result: CommandResult
  }

  let name: String
  private(set) var folder = ""
  private(set) var cases: [Case] = []

  var testDescription: String { name }

  init(contentsOf file: URL) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    self.init(name: file.lastPathComponent, lines: text.components(separatedBy: "\n"), firstLine: 1)
  }

  init(name: String, lines: [String], firstLine: Int) {
    self.name = name
    var isCommand = false
    var comment: [String] = []
    for (index, line) in lines.enumerated() {
      if isCommand, let last = cases.indices.last {
        cases[last].command += "\n" + line
        isCommand = line.hasSuffix("\\")
      } else if line.hasPrefix("$ ") {
        let command = String(line.dropFirst(2))
        cases.append(Case(line: firstLine + index, comment: comment, command: command, result: CommandResult()))
        comment = []
        isCommand = line.hasSuffix("\\")
      } else if cases.isEmpty, line.hasPrefix("in ") {
        folder = String(line.dropFirst(3))
      } else if line.hasPrefix("# ") {
        comment.append(line)
      } else if let last = cases.indices.last {
        if line.hasPrefix("! ") || line == "!" {
          cases[last].result.errors.append(String(line.dropFirst(2)))
        } else if line.hasPrefix("= ") {
          cases[last].result.code = Int32(line.dropFirst(2)) ?? -1
        } else {
          cases[last].result.output.append(line)
        }
      }
    }
    for index in cases.indices {
      while cases[index].result.output.last?.isEmpty ?? false { cases[index].result.output.removeLast() }
    }
  }
}

extension Transcript {
  /// The text of the file with other results.
  func text(with results: [CommandResult]) -> String {
    var blocks = folder.isEmpty ? [] : ["in \(folder)"]
    for (example, result) in zip(cases, results) {
      let lines = example.comment + ["$ \(example.command)"] + (result == CommandResult() ? [] : ["\(result)"])
      blocks.append(lines.joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }
}

/// What a command printed, line by line, and ended with.
struct CommandResult: Hashable, CustomStringConvertible {
  var output: [String] = []
  var errors: [String] = []
  var code: Int32 = 0

  var description: String {
    (output + errors.map { $0.isEmpty ? "!" : "! \($0)" } + (code == 0 ? [] : ["= \(code)"])).joined(separator: "\n")
  }
}

/// Runs commands of a shell, with the built `muster` in the path and an environment of its own.
enum CommandShell {
  static func run(_ command: String, in folder: URL) throws -> CommandResult {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "\(Repository.products.path):/usr/bin:/bin", "LC_ALL": "C"]
    let scratch = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    process.environment?["SCRATCH"] = scratch.path
    // Files rather than pipes: neither can fill up while the other is read.
    let outputs = try ["output", "errors"].map { name in
      let file = scratch.appending(path: ".\(name)")
      try Data().write(to: file)
      return (file: file, handle: try FileHandle(forWritingTo: file))
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = outputs[0].handle
    process.standardError = outputs[1].handle
    try process.run()
    process.waitUntilExit()
    let lines = try outputs.map { output -> [String] in
      try output.handle.close()
      let text = String(decoding: try Data(contentsOf: output.file), as: UTF8.self)
        .replacingOccurrences(of: scratch.path, with: "$SCRATCH")
      var lines = text.components(separatedBy: "\n")
      while lines.last?.isEmpty ?? false { lines.removeLast() }
      return lines
    }
    return CommandResult(output: lines[0], errors: lines[1], code: process.terminationStatus)
  }
}
