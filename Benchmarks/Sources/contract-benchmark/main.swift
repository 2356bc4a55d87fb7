import Foundation
import Muster
import MusterContracts
import MusterDocuments

/// Milliseconds to compile a contract from its document, to load it from its bytes, and to check one response after that.
///
/// Usage: `contract-benchmark` for documents of our own, each twice as large as the one before, or
/// `contract-benchmark FILE...` for OpenAPI documents
let files = CommandLine.arguments.dropFirst()
print("milliseconds, median of 7 rounds              compile    encode      load   first response    contract")
if files.isEmpty {
  for count in [50, 100, 200, 400, 800] {
    let source = SourceText(name: "items.yaml", bytes: Array(APIDocument.text(operations: count).utf8))
    try report(source, operation: "update\(count - 1)")
  }
} else {
  for file in files {
    try report(SourceText(name: file, bytes: Array(try Data(contentsOf: URL(filePath: file)))), operation: nil)
  }
}

func report(_ source: SourceText, operation: String?) throws {
  let contract = try Contract(compiling: [source])
  let bytes = contract.encoded()
  let compile = try median { _ = try Contract(compiling: [source]) }
  let encode = try median { _ = contract.encoded() }
  let load = try median { _ = try Contract(compiled: bytes) }
  // Where we do not know what an operation answers, an empty object stands for it: the verdict does not matter.
  let body = Array((operation == nil ? "{}" : APIDocument.body).utf8)
  let (reference, status) = try response(of: contract, operation)
  let check = try median {
    let accepts = try Contract(compiled: bytes).response(reference, status: status).check(body.span)
    if operation != nil, !accepts.isValid { print("a right response of \(reference) came out WRONG") }
  }
  let size = "\(source.name), \(source.bytes.count / 1_000) kB, \(contract.operations.count) operations"
  print(
    size + String(repeating: " ", count: max(1, 44 - size.count))
      + [compile, encode, load, check].map(column).joined(separator: " ") + "      \(bytes.count / 1_000) kB")
}

/// An operation with a status that has a JSON body.
func response(of contract: Contract, _ operation: String?) throws -> (String, Int) {
  if let operation { return (operation, 200) }
  for operation in contract.operations {
    for status in [200, 201, 400] where (try? operation.response(status: status).schema) ?? nil != nil {
      return (operation.reference, status)
    }
  }
  throw NoResponse()
}

func median(_ body: () throws -> Void) throws -> Double {
  var rounds: [Double] = []
  for _ in 0..<7 { rounds.append(try ContinuousClock().measure(body) / .milliseconds(1)) }
  return rounds.sorted()[rounds.count / 2]
}

func column(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  let text = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  return String(repeating: " ", count: max(1, 9 - text.utf8.count)) + text
}

/// No operation has a JSON response to check.
struct NoResponse: Error {}
