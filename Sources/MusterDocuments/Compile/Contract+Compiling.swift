import Muster
import MusterContracts

extension Contract {
  /// Compiles documentation pages and OpenAPI documents, of whatever form.
  ///
  /// - Parameters:
  ///   - sources: The texts; their names go into the contract, so give them as they shall be read.
  ///   - vendor: What messages call the vendor.
  /// - Throws: What ``init(compiling:options:)`` throws.
  /// - Complexity: O(*n*) in the size of the sources.
  public init(compiling sources: [SourceText], vendor: String? = nil) throws(ContractError) {
    try self.init(compiling: sources, options: CompileOptions(vendor: vendor))
  }

  /// Compiles documentation pages and OpenAPI documents, with what they refer to.
  ///
  /// A mistake in a document takes down what needs the part that it is in, and is a notice of the code `broken-part`.
  /// - Parameters:
  ///   - sources: The texts; their names go into the contract, so give them as they shall be read.
  ///   - options: The vendor, and where references may lead.
  /// - Throws: ``ContractError`` with the source, line and column, where a source cannot be read at all, or mistakes leave
  ///   nothing that could be checked.
  /// - Complexity: O(*n*) in the size of the sources.
  public init(compiling sources: [SourceText], options: CompileOptions) throws(ContractError) {
    guard !sources.isEmpty else {
      throw ContractError(.noSource, detail: "no source was given; give at least one page or OpenAPI document")
    }
    var compiler = try ContractCompiler(sources: sources, options: options)
    try compiler.add(sources)
    let model = try compiler.finish()
    self.init(model, schemas: compiler.schemas)
  }
}
