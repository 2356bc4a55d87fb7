/// What the verdict runs: a program worked out for each kind of value.
///
/// A program says what a schema says, and serves explaining. A plan is made from it and says only whether a value
/// passes: for each block and each kind of value one *list* of operations, in which whatever the kind alone decides is
/// decided already. List 0 accepts and list 1 rejects, so that most types, and most branches of unions, cost one look
/// into a table. A plan is never written to a file.
final class Plan: Sendable {
  /// What the plan was worked out from, for what it leaves to the program's own instructions.
  let program: Program
  /// For each schema that was asked for, where the entries of its block begin, in the order of the program's.
  let roots: [UInt32]
  /// The tables, laid out once; they end with the plan.
  let tables: PlanTables
  /// Whether what a block comes to may depend on the dynamic scope, so that nothing leads to the plan's blocks.
  let dependsOnScope: Bool
  /// Whether its runs notice members that nothing documents.
  let tracksUndocumented: Bool
  private let starts: [UInt32]
  private let shapeSources: [UInt32]
  private let madeGuide = SetOnceReference<PlanGuide>()

  /// Leads from the program's blocks to the plan's, made when explaining first asks for it.
  var guide: PlanGuide {
    madeGuide.load()
      ?? madeGuide.storeIfNil(PlanGuide(program: program, starts: starts, shapeSources: shapeSources))
  }

  /// What a plan is made of.
  struct Parts {
    var operations: [PlanOperation] = [
      PlanOperation(.accept), PlanOperation(.reject), PlanOperation(.undocumented), PlanOperation(.accept),
    ]
    /// Eight for each block: by the kind of a value, as the tape has it, the list that judges it.
    var entries: [UInt32] = []
    var shapes: [PlanShape] = []
    var nameSets: [PlanNameSet] = []
    var remainders: [PlanRemainder] = []
    var names: [PlanName] = []
    /// The hash tables of the name sets: a name's position plus one below, what tells its hash above.
    var slots: [UInt32] = []
    /// Lists of blocks and of branches.
    var lists: [UInt32] = []
    /// The candidates of a union by what a member is: a set bit for a branch.
    var candidates: [UInt64] = []
    /// The bytes of names that are longer than sixteen.
    var text: [UInt8] = []
    var roots: [UInt32] = []
    /// The first instruction of each block, in the order of their entries; the greatest number for joint ones.
    var starts: [UInt32] = []
    /// For each shape the one of the program that it was made from; the greatest number for those joined of others.
    var shapeSources: [UInt32] = []
    /// Whether what a block comes to may depend on the dynamic scope, so that the plan has it several times.
    var dependsOnScope = false
    var tracksUndocumented = false
  }

  init(_ parts: Parts, program: Program) {
    self.program = program
    roots = parts.roots
    dependsOnScope = parts.dependsOnScope
    tracksUndocumented = parts.tracksUndocumented
    starts = parts.starts
    shapeSources = parts.shapeSources
    tables = PlanTables(parts, program: program)
  }

  static let accept: UInt32 = 0
  static let reject: UInt32 = 1
  /// The list that accepts a member and notes that nothing documents it.
  static let undocumented: UInt32 = 2
  /// Where the entries of the block begin that nothing passes.
  static let rejectingEntry: UInt32 = 8
  /// Where the entries of the block begin whose lists are all `undocumented`.
  static let undocumentedEntry: UInt32 = 16
}

/// One operation of a plan.
///
/// Each knows the kind of its value, as it stands in a list for that kind.
struct PlanOperation: Sendable, BitwiseCopyable {
  enum Code: UInt8, Sendable, BitwiseCopyable {
    /// The list ends: the value passes.
    case accept
    case reject
    /// The value passes the list `a`.
    case call
    /// The value passes the block whose entries begin at `a`.
    case callBlock
    /// The value passes the instruction `a` of the program, a leaf.
    case leaf
    /// A number is an integer; flag `exact`: by how it is written.
    case integer
    /// A number is at least, at most, above, below `value`; `a` is the program's instruction for the numbers that
    /// are not so short.
    case minimum, maximum, exclusiveMinimum, exclusiveMaximum
    /// A string matches the pattern `a`.
    case pattern
    /// A string has at least, at most `value` code points.
    case minLength, maxLength
    /// A string is of the name set `a`.
    case oneOfNames
    /// A string has a format; `a` is the program's instruction for texts of a rarer form.
    case uuid, dateTime
    /// A string has the format of code `a`, taken as `value` says.
    case format
    /// An array has at least, at most `value` items.
    case minItems, maxItems
    /// An array's items from `value` on pass the block `a`.
    case items
    /// An array's first items pass the `value` blocks listed from `a`.
    case prefixItems
    /// An array has items that pass the block `a`, from `value`'s lower half to its upper half of them.
    case contains
    /// An object's members pass the shape `a`.
    case object
    /// An object has the one name of the shape `a`, which asks for no more.
    case hasName
    /// An object's names pass the block `a`.
    case propertyNames
    /// An object that has the one name of the set `value` passes the list `a`.
    case dependent
    /// An object has at least, at most `value` members of different names; `a` is the program's instruction for those
    /// of which their number does not tell.
    case minProperties, maxProperties
    /// An array's items differ.
    case uniqueItems
    /// The value passes one of, exactly one of, none of `value` lists, listed from `a`.
    case anyOf, oneOf, noneOf
    /// As `anyOf` and `oneOf` of objects, where a member tells which of the lists come into question. In `lists` from
    /// `a` on stand the name set of the member's name, the name set of its telling texts, where its candidates begin,
    /// how many lists there are, and these. Candidates are those without the member, then by its kind, of which
    /// strings are those that are not among the telling texts, then by telling text.
    case tellingAnyOf, tellingOneOf
    /// An object passes the list that one of its members names. In `lists` from `a` on stand the name set of the member's
    /// name, the name set of the tags, how many lists there are, and these: for an object without the member or with no
    /// string as such, for unknown tags, then one for each tag.
    case decided
    /// If the value passes the list at `a` in `lists`, it passes the second, else the third.
    case condition
    /// The value passes the list `a`, which asks at its end what is left unevaluated.
    case covering
    /// The branch `value`, a bit, has passed: what it evaluates counts.
    case cover
    /// An object's members, an array's items that no branch that counts has evaluated pass the remainder `a`.
    case remainingMembers, remainingItems
    /// The value may have members that nothing documents, or is such a member itself; always passes.
    case undocumented
  }

  var code: Code
  var flags: UInt8 = 0
  var small: UInt16 = 0
  var a: UInt32 = 0
  var value: Int64 = 0

  init(_ code: Code, a: UInt32 = 0, value: Int64 = 0, flags: UInt8 = 0) {
    self.code = code
    self.flags = flags
    self.a = a
    self.value = value
  }

  /// How many lists an `anyOf` or `oneOf` has.
  var branchCount: Int { Int(truncatingIfNeeded: UInt64(bitPattern: value) & 0xFFFF_FFFF) }

  static let exact: UInt8 = 1
  /// `anyOf`, `tellingAnyOf`: what every branch evaluates counts, so that all are tried.
  static let tries: UInt8 = 2
  /// `anyOf`, `tellingAnyOf`: a branch that passes does not settle what the others document.
  ///
  /// The upper half of `value` is where in `candidates` begins for each branch which others document something that it
  /// does not.
  static let documents: UInt8 = 4
  /// `anyOf`, `tellingAnyOf`: all branches are tried for tracking only.
  static let lenient: UInt8 = 8
}

/// How an object's members are judged.
struct PlanShape: Sendable, BitwiseCopyable {
  var names: PlanNameSet = PlanNameSet()
  /// Pairs of a pattern and a block in `lists`, for members whose name is not among the names.
  var patternStart: UInt32 = 0
  var patternCount: UInt32 = 0
  /// Where the entries of the block begin for members that neither a name nor a pattern covers.
  var additional: UInt32 = 0
  var requiredMask: UInt64 = 0
  /// The bits of names of which branches decide whether they are evaluated.
  var dependentMask: UInt64 = 0
  /// Whether the names' entries have what the patterns ask of them, so that patterns count for other members only.
  var areNamesSettled = true
}

/// What is asked of the children that nothing has evaluated.
///
/// Branches are told apart by a bit each. Bit 0 stands for what holds in any case.
struct PlanRemainder: Sendable, BitwiseCopyable {
  /// The names that branches declare: `PlanName.required` has the branches.
  var names: PlanNameSet = PlanNameSet()
  /// In `lists` from here on for each branch the branch that it is in, and how many first items it evaluates.
  var branchStart: UInt32 = 0
  var branchCount: UInt32 = 0
  /// Pairs in `lists` of what tells children and the branch that evaluates these: a pattern, or for items the entries
  /// of a block.
  var tellingStart: UInt32 = 0
  var tellingCount: UInt32 = 0
  /// Where the entries of the block begin for what is left.
  var rest: UInt32 = 0
  /// The branches that evaluate all children.
  var all: UInt64 = 0
  /// The branches of which one has to count, so that anything is asked of what is left.
  var asking: UInt64 = .max
  /// Where in `candidates` begins for each branch which bits of a shape's `dependentMask` it evaluates, where that shape
  /// has judged all other members; the greatest number where none has.
  var dependentStart: UInt32 = .max
}

/// Some names with a hash table.
struct PlanNameSet: Sendable, BitwiseCopyable {
  var start: UInt32 = 0
  var count: UInt32 = 0
  var slotStart: UInt32 = 0
  var slotMask: UInt32 = 0
  /// A bit for each name, by its length and its first byte: most texts that are none of the names have none of the bits.
  var filter: UInt64 = 0

  @inline(__always)
  static func filterBit(length: Int, first: UInt8) -> UInt64 {
    1 &<< UInt64(truncatingIfNeeded: length &+ Int(first))
  }
}

/// A name, laid out to be compared without a branch but one.
struct PlanName: Sendable, BitwiseCopyable {
  /// The upper half of the tape's word for a string of this text without escapes.
  var signature: UInt32 = 0
  /// Where in `entries` the block of its value begins, where it is a property.
  var entry: UInt32 = PlanName.undeclared
  /// The first eight bytes, zeros after the end.
  var prefix: UInt64 = 0
  /// The last eight bytes; of a shorter name what `prefix` is.
  var suffix: UInt64 = 0
  /// Which bits of eight bytes belong to the name.
  var mask: UInt64 = 0
  /// Its bits in the shape's `requiredMask` and `dependentMask`, or none.
  var required: UInt64 = 0
  var textStart: UInt32 = 0
  /// In a set of strings, the string's number: equal strings share it.
  var number: UInt32 = 0

  var length: Int { Int(signature & 0xFF_FFFF) }

  /// A name that is only required: its values are judged as those without a name.
  static let undeclared = UInt32.max
}
