#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

let usage = """
  Usage: muster-bowtie [--assert-formats]

  Speaks Bowtie's harness protocol, version 1, on standard input and output.
  --assert-formats  'format' asserts in every dialect, not only where the dialect says so.

  """

var harness = Harness(assertsFormats: false)
for argument in CommandLine.arguments.dropFirst() {
  switch argument {
  case "--assert-formats": harness = Harness(assertsFormats: true)
  case "--help", "-h":
    print(usage, terminator: "")
    exit(0)
  default:
    report("unknown argument '\(argument)'\n\(usage)")
    exit(2)
  }
}

while let line = readLine(strippingNewline: true) {
  if line.utf8.allSatisfy({ $0 <= 0x20 }) { continue }
  switch harness.reply(to: Array(line.utf8)) {
  case .answer(let text): send(text + "\n", to: 1)
  case .stop: exit(0)
  case .refusal(let message):
    report(message + "\n")
    exit(2)
  }
}

func report(_ message: String) {
  send("muster-bowtie: " + message, to: 2)
}

/// Writes all of a text; ends the program where nobody reads it any more.
func send(_ text: String, to descriptor: Int32) {
  var rest = ArraySlice(text.utf8)
  while !rest.isEmpty {
    let written = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    if written < 0 { exit(2) }
    rest = rest.dropFirst(written)
  }
}
