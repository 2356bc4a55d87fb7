import MusterText

/// What a run of a program found out about an issue: what has to be taken from the payload while it is there.
///
/// All else is in the program, so that the reason is made only when somebody reads it.
final class IssueFacts: Sendable {
  let program: Program
  let raw: RawIssue
  /// The value, as far as it may be shown.
  let found: FoundValue?
  /// Names and positions that come from the payload.
  let payload: PayloadFacts

  /// What reasons of some kinds tell of a payload beside the value.
  struct PayloadFacts: Sendable {
    /// The name of an undeclared member, the names that are missing from an object, or those that it must not have.
    var names: [String] = []
    /// A name in the object that may be a slip for the one that is missing.
    var slip: String?
    /// Why a member is not let through that another subschema for the object declares.
    var closedCause: Reason.Code?
    /// What about a format failed.
    var problem: String?
    /// Two items that are equal.
    var items: [Int] = []
    /// What a keyword of the caller's own says.
    var quote: String?
    /// The branches that came equally close, and how many more there are.
    var branches: [TiedBranch] = []
    var omittedBranches = 0
  }

  /// A branch that came as close as others, and what it fails for.
  struct TiedBranch: Sendable {
    var index: Int
    var issues: [(facts: IssueFacts, place: JSONPointer?)] = []
    var omitted = 0
  }

  init(program: Program, raw: RawIssue, found: FoundValue?, payload: PayloadFacts) {
    self.program = program
    self.raw = raw
    self.found = found
    self.payload = payload
  }

  /// Where the schema says so; `nil` if the program does not know.
  var place: OriginPlace? { program.origins.place(origin) }

  private var instruction: Instruction {
    Int(raw.pc) < program.instructions.count ? program.instructions[Int(raw.pc)] : .outOfBounds
  }

  private var origin: UInt32 {
    switch raw.kind {
    case .missingProperty: if let required = shapeOrigins?.required { return required }
    case .undeclared: if let additional = shapeOrigins?.additionalProperties { return additional }
    default: break
    }
    return program.origins.instruction(Int(raw.pc))
  }

  private var shapeOrigins: ProgramOrigins.ShapeOrigins? { program.origins.shape(Int(instruction.a)) }

  /// The keyword that fails.
  var keyword: String {
    switch raw.kind {
    case .missingProperty: return "required"
    case .undeclared: return "additionalProperties"
    case .unionType: return "type"
    case .tooFew: return "contains"
    case .tooMany: return "maxContains"
    case .ambiguous: return "oneOf"
    case .unknownTag: return "discriminator"
    case .unevaluated: return place?.keyword ?? ""
    case .tied, .assertion, .held: break
    }
    switch instruction.opcode {
    case .dependentRequired: return "dependentRequired"
    case .required: return "required"
    case .reject: return keywordThatHolds
    default: return place?.keyword ?? ""
    }
  }

  /// The keyword that a `false` schema is the value of, or one of the values of.
  private var keywordThatHolds: String {
    guard let place else { return "" }
    if Dialect.draft202012.keyword(place.keyword) != nil { return place.keyword }
    guard let parent = program.origins.parent(of: place.origin).map(program.origins.keyword) else {
      return place.keyword
    }
    return Dialect.draft202012.keyword(parent) != nil ? parent : "false"
  }
}
