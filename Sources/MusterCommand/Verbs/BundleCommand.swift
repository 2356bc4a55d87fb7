import Muster
import MusterContracts
import MusterDocuments

/// `muster bundle`: makes one self-contained document of an OpenAPI document and the files that it refers to.
enum BundleCommand {
  private static let outputOption = CommandOption(
    "output", .text("FILE"), "Where the document is written, in one step; standard output where it is not given.")
  static let verb = Verb(
    name: "bundle",
    summary: "Put an OpenAPI document and the files that it refers to into one document.",
    usage: ["SOURCE [--output FILE] [--root FOLDER] [--overlay FILE...]"],
    details: [
      "SOURCE is an OpenAPI or Swagger document, JSON or YAML; the bundle is JSON. What other files have is put among the "
        + "components, each once; path items are copied to where they are used. Nothing is ever fetched.",
      "Overlays are applied to the document and to what it refers to, before they are put together: the bundle has what "
        + "they change.",
      "A reference that leads nowhere stays as it is and is listed as an error, and the exit code is 1.",
    ],
    options: [outputOption, .root, .schemas, .map, .overlay, .quiet, .help],
    examples: ["muster bundle api/openapi.yaml --output openapi.json"],
    run: run)

  private static let run: @Sendable (Arguments, inout Console) throws(CommandError) -> ExitCode = {
    arguments, console throws(CommandError) in
    guard let path = arguments.operands.first else { throw .usage("no source was given", verb) }
    guard arguments.operands.count == 1 else { throw .usage("one source can be bundled at a time", verb) }
    let sources = ContractSources(
      paths: [path], places: try arguments.referencePlaces(verb), overlays: arguments.all(.overlay))
    var options = sources.options
    options.overlays = try sources.overlayTexts()
    let source = try SourceFile.read(path)
    let bundle: DocumentBundle
    do throws(ContractError) {
      bundle = try DocumentBundle(source, options: options)
    } catch {
      throw .failure("the document cannot be bundled: \(error)")
    }
    if !arguments.has(.quiet) { console.list(bundle.notices) }
    if let file = arguments[outputOption], file != "-" {
      do throws(SystemFailure) { try AtomicFile.write(bundle.bytes, to: file) } catch { throw CommandError(error) }
    } else {
      console.output.bytes.append(contentsOf: bundle.bytes)
    }
    return bundle.problems.isEmpty ? .clean : .findings
  }
}
