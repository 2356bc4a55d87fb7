/// A union of objects in which one member selects the candidate lists, in its layout among the operands.
struct TellingUnion {
  /// The set of the one name of the member.
  var member: NameSetIndex
  /// The texts of the member that tell.
  var texts: NameSetIndex
  /// The lists that come into question, a bit each.
  ///
  /// For an object without the member, then for each kind that the member may be of, then for each of the texts. Strings
  /// by their kind are those that are none of the texts.
  var candidates: MaskIndex
  var lists: [ListIndex]

  // What lies where, counted from the first operand.
  static let member: UInt32 = 0
  static let texts: UInt32 = 1
  static let candidates: UInt32 = 2
  private static let count: UInt32 = 3
  static let lists: UInt32 = 4

  /// How many candidates there are before those of the texts.
  static let kinds: UInt32 = 8

  init(member: NameSetIndex, texts: NameSetIndex, candidates: MaskIndex, lists: [ListIndex]) {
    self.member = member
    self.texts = texts
    self.candidates = candidates
    self.lists = lists
  }

  /// Reads a union that was laid out.
  init(_ operands: PlanTable<OperandIndex, UInt32>, at start: OperandIndex) {
    member = NameSetIndex(operands[start &+ TellingUnion.member])
    texts = NameSetIndex(operands[start &+ TellingUnion.texts])
    candidates = MaskIndex(operands[start &+ TellingUnion.candidates])
    lists = TellingUnion.lists(operands, at: start).map { ListIndex($0) }
  }

  /// The lists of a union that was laid out.
  static func lists(_ operands: PlanTable<OperandIndex, UInt32>, at start: OperandIndex) -> ArraySlice<UInt32> {
    operands[start &+ lists, count: operands[start &+ count]]
  }

  /// Lays the union out.
  func append(to operands: inout PlanTable<OperandIndex, UInt32>) -> OperandIndex {
    let head = [member.rawValue, texts.rawValue, candidates.rawValue, UInt32(lists.count)]
    return operands.append(contentsOf: head + lists.map(\.rawValue))
  }
}

/// A union of objects in which one member names the deciding list, in its layout among the operands.
struct DecidedUnion {
  /// The set of the one name of the member.
  var member: NameSetIndex
  /// The texts of the member that name a list.
  var tags: NameSetIndex
  /// For an object without the member, or with a member that is not a string.
  var untagged: ListIndex
  /// For an object with another text.
  var unknown: ListIndex
  /// For each tag.
  var tagged: [ListIndex]

  // What lies where, counted from the first operand.
  static let member: UInt32 = 0
  static let tags: UInt32 = 1
  private static let count: UInt32 = 2
  static let untagged: UInt32 = 3
  static let unknown: UInt32 = 4
  static let tagged: UInt32 = 5

  init(
    member: NameSetIndex, tags: NameSetIndex, untagged: ListIndex, unknown: ListIndex, tagged: [ListIndex]
  ) {
    self.member = member
    self.tags = tags
    self.untagged = untagged
    self.unknown = unknown
    self.tagged = tagged
  }

  /// Reads a union that was laid out.
  init(_ operands: PlanTable<OperandIndex, UInt32>, at start: OperandIndex) {
    member = NameSetIndex(operands[start &+ DecidedUnion.member])
    tags = NameSetIndex(operands[start &+ DecidedUnion.tags])
    untagged = ListIndex(operands[start &+ DecidedUnion.untagged])
    unknown = ListIndex(operands[start &+ DecidedUnion.unknown])
    tagged = DecidedUnion.lists(operands, at: start).dropFirst(2).map { ListIndex($0) }
  }

  /// All lists of a union that was laid out.
  static func lists(_ operands: PlanTable<OperandIndex, UInt32>, at start: OperandIndex) -> ArraySlice<UInt32> {
    operands[start &+ untagged, count: operands[start &+ count]]
  }

  /// All lists, in the order that they are laid out in.
  var lists: [ListIndex] { [untagged, unknown] + tagged }

  /// Lays the union out.
  func append(to operands: inout PlanTable<OperandIndex, UInt32>) -> OperandIndex {
    let head = [member.rawValue, tags.rawValue, UInt32(tagged.count + 2)]
    return operands.append(contentsOf: head + lists.map(\.rawValue))
  }
}
