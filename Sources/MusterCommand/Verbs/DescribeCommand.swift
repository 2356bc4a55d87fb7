import Muster
import MusterContracts
import MusterReport

/// `muster describe`: lists a contract's operations, or one of them in detail.
enum DescribeCommand {
  private static let formatOption = CommandOption(
    "format", .choice(["text", "json"]), "What the list is written in; 'text' by default.")

  static let verb = Verb(
    name: "describe",
    summary: "List a contract's operations, or show one of them in detail.",
    usage: ["CONTRACT [OPERATION] [--root FOLDER] [--overlay FILE...] [--server URL...] [--format text|json]"],
    details: [
      "CONTRACT is a compiled contract, a folder with a contract.muster, or a vendor's page or OpenAPI document. "
        + "OPERATION is an operationId or \"METHOD /path/{template}\"."
    ],
    options: [.root, .schemas, .map, .overlay, .server, formatOption, .color, .help],
    examples: [
      "muster describe Schemas/cloudflare",
      "muster describe Schemas/infisical updateTokenAuthToken --format json",
    ],
    run: run)

  private static let run: @Sendable (Arguments, inout Console) throws(CommandError) -> ExitCode = {
    arguments, console throws(CommandError) in
    guard let path = arguments.operands.first else { throw .usage("no contract was given", verb) }
    guard arguments.operands.count <= 2 else {
      throw .usage("too many arguments; quote an operation: \"METHOD /path/{template}\"", verb)
    }
    let contract = try ContractFile(path: path, options: try arguments.contractOptions(verb)).contract().contract
    var operation: Operation?
    if arguments.operands.count == 2 {
      operation = try ContractFile.operation(arguments.operands[1], in: contract)
    }
    if arguments[formatOption] == "json" {
      var writer = JSONWriter(isIndented: true)
      if let operation { writer.write(operation) } else { writer.write(contract) }
      console.output.bytes.append(contentsOf: writer.bytes)
      console.output.write("\n")
    } else {
      let text = OperationText(style: arguments.textStyle)
      let name = contract.vendor ?? (path == "-" ? InputFile.standardInputName : path)
      console.output.write(operation.map(text.detail) ?? text.list(contract, name: name))
    }
    return .clean
  }
}
