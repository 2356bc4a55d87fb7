import Muster

/// Does one fixed piece of work so many times over, for a tool that counts instructions.
///
/// Usage: `instruction-benchmark CASE N`, or without arguments for the names of all cases.
let arguments = CommandLine.arguments
if arguments.count == 3, let work = Case.all.first(where: { $0.name == arguments[1] }), let count = Int(arguments[2]) {
  let run = try work.prepare()
  var right = 0
  for _ in 0..<count where run() { right += 1 }
  print("\(right) of \(count)")
} else {
  for work in Case.all { print(work.name) }
}
