/// How an object's members are judged.
struct PlanShape: Sendable, BitwiseCopyable {
  var names = PlanNameSet()
  /// Among the operands pairs of a pattern and a block, for members whose name is not among the names.
  var patternStart = OperandIndex(0)
  var patternCount: UInt32 = 0
  /// The block for members that neither a name nor a pattern covers.
  var additional = EntryIndex.accepting
  var requiredMask: UInt64 = 0
  /// The bits of names of which branches decide whether they are evaluated.
  var dependentMask: UInt64 = 0
  /// Whether the names' blocks have what the patterns ask of them, so that patterns count for other members only.
  var areNamesSettled = true
}

/// What is asked of the children that nothing has evaluated.
///
/// Branches are told apart by a bit each. Bit 0 stands for what holds in any case.
struct PlanRemainder: Sendable, BitwiseCopyable {
  /// The names that branches declare: `PlanName.required` has the branches.
  var names = PlanNameSet()
  /// Among the operands for each branch the branch that it is in, and how many first items it evaluates.
  var branchStart = OperandIndex(0)
  var branchCount: UInt32 = 0
  /// Among the operands pairs of what tells children and the branch that evaluates these: a pattern, or for items a block.
  var tellingStart = OperandIndex(0)
  var tellingCount: UInt32 = 0
  /// The block for what is left.
  var rest = EntryIndex.accepting
  /// The branches that evaluate all children.
  var all: UInt64 = 0
  /// The branches of which one has to count, so that anything is asked of what is left.
  var asking: UInt64 = .max
  /// For each branch a mask: which bits of a shape's `dependentMask` it evaluates, if that shape has judged all other
  /// members; else `none`.
  var dependentStart = MaskIndex.none
}
