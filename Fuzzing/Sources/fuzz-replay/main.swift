import Foundation
import FuzzTargets

// Gives inputs to a target once, without a fuzzer: fuzz-replay TARGET FILE...
let arguments = CommandLine.arguments.dropFirst()
guard let name = arguments.first, let target = FuzzTarget.all.first(where: { $0.name == name }) else {
  print("usage: fuzz-replay TARGET FILE...\ntargets: " + FuzzTarget.all.map(\.name).joined(separator: " "))
  exit(2)
}
for path in arguments.dropFirst() {
  guard let data = FileManager.default.contents(atPath: path) else {
    print("cannot read \(path)")
    exit(2)
  }
  target.run(Array(data))
}
print("\(arguments.count - 1) inputs of \(name) hold")
