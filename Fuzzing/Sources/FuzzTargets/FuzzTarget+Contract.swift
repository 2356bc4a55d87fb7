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

  /// Holds what the schemas of all programs say to what they say without a plan.
  private static func compareVerdicts(of file: ContractFile, _ limits: Limits) {
    for section in file.sections where section.kind == ContractFile.Kind.program.rawValue {
      guard let origins = try? file.section(.origins, Int(section.index)),
        let stored = try? StoredProgram(file.pages, in: section.range, origins: origins.range)
      else { continue }
      let own = PlannedSchemas(stored, tracksUndocumented: true)
      // Of a program that is not verified as a whole only the sound schemas are used.
      var plain: PlannedSchemas?
      if let parts = try? stored.compiled() {
        let program = Program(parts)
        if (try? program.verify()) != nil { plain = PlannedSchemas(program, optimizes: false) }
      }
      for index in 0..<min(stored.entryCount, 12) {
        guard let planned = try? own.planned(index) else { continue }
        let schema = Schema(planned, pool: ScratchPool(), notices: [])
        let other = (try? plain?.planned(index)).map { Schema($0, pool: ScratchPool(), notices: []) }
        for payload in ContractEdits.payloads { agree(schema, other, payload, limits) }
      }
    }
  }

  private static func agree(_ schema: Schema, _ plain: Schema?, _ payload: [UInt8], _ limits: Limits) {
    let outcome = schema.check(payload.span, limits: limits)
    if case .stopped = outcome { return }
    let accepts = schema.accepts(payload.span, limits: limits)
    hold(accepts == outcome.isValid, "the verdict is \(accepts), explained it is \(outcome)")
    guard let plain else { return }
    let outcomeOfPlain = plain.check(payload.span, limits: limits)
    if case .stopped = outcomeOfPlain { return }
    hold(outcome.isValid == outcomeOfPlain.isValid, "with a plan it is \(outcome), without one \(outcomeOfPlain)")
  }
}
