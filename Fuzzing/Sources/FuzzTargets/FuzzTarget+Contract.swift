import MusterDocuments

@testable import Muster
@testable import MusterContracts

extension FuzzTarget {
  /// A compiled contract with right checksums, whatever else is wrong with it.
  ///
  /// What begins as a contract does is taken as it is. All else says which contract to begin with and what to change in it
  /// (``ContractEdits``), so that few bytes reach any field of any record.
  public static let contract = FuzzTarget(name: "contract") { input in
    var bytes = input.starts(with: ContractFile.magic) ? input : ContractEdits(input).changed()
    ContractFile.seal(&bytes)
    guard let contract = try? Contract(compiled: bytes) else { return }
    try? contract.verify()
    var limits = Limits()
    limits.steps = 20_000
    for operation in contract.operations.prefix(8) { use(operation, limits) }
    for notice in contract.notices.prefix(8) { _ = notice.message }
    _ = try? contract.operation("GET /items/1")
    _ = contract.match(method: "PUT", path: "/items/7/parts?b=1")
    if let file = try? ContractFile(.bytes(bytes)) { compareVerdicts(of: file, limits) }
  }

  private static func use(_ operation: Operation, _ limits: Limits) {
    for payload in ContractEdits.payloads {
      if let rule = try? operation.request() { agree(rule, payload, limits) }
      for response in operation.responses.prefix(4) {
        guard case .code(let status) = response.status else { continue }
        if let rule = try? operation.response(status: status, reading: .letter) { agree(rule, payload, limits) }
      }
    }
    let request = RequestParameters(
      path: operation.match(path: "/items/7/parts"), query: "a=1&b[x]=2&c=1,2&d=",
      headers: [
        RequestParameters.Field(name: "X-Key", value: "5"), RequestParameters.Field(name: "Cookie", value: "s=1"),
      ])
    _ = try? operation.check(parametersOf: request, limits: limits)
    _ = (operation.servers, operation.brokenParts, operation.record.schemaUses)
  }

  private static func agree(_ rule: BodyRule, _ payload: [UInt8], _ limits: Limits) {
    let outcome = rule.check(payload.span, limits: limits)
    if case .stopped = outcome { return }
    hold(rule.accepts(payload.span) == outcome.isValid, "verdict and explanation differ: \(outcome)")
  }

  /// Holds the verdicts of the schemas of all programs to what explaining them says.
  ///
  /// A changed program need not mean the same to its plan and without one: what the compiler never writes, such as a branch
  /// that leads into the middle of a block, either may take in its own way.
  private static func compareVerdicts(of file: ContractFile, _ limits: Limits) {
    for section in file.sections where section.kind == ContractFile.Kind.program.rawValue {
      guard let origins = try? file.section(.origins, Int(section.index)),
        let stored = try? StoredProgram(file.pages, in: section.range, origins: origins.range)
      else { continue }
      let schemas = PlannedSchemas(stored, tracksUndocumented: true)
      for index in 0..<min(stored.entryCount, 12) {
        guard let planned = try? schemas.planned(index) else { continue }
        let schema = Schema(planned, pool: ScratchPool(), notices: [])
        for payload in ContractEdits.payloads {
          let outcome = schema.check(payload.span, limits: limits)
          if case .stopped = outcome { continue }
          let accepts = schema.accepts(payload.span, limits: limits)
          hold(accepts == outcome.isValid, "the verdict is \(accepts), explained it is \(outcome)")
        }
      }
      // Without a plan a verified program has to run, too.
      if let parts = try? stored.compiled() {
        let program = Program(parts)
        guard (try? program.verify()) != nil else { continue }
        let plain = PlannedSchemas(program, optimizes: false)
        for index in 0..<min(stored.entryCount, 12) {
          guard let planned = try? plain.planned(index) else { continue }
          let schema = Schema(planned, pool: ScratchPool(), notices: [])
          for payload in ContractEdits.payloads { _ = schema.check(payload.span, limits: limits) }
        }
      }
    }
  }
}
