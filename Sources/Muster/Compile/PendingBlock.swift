/// A block that is known and not written yet.
struct PendingBlock {
  var place: Compiler.Place
  var index: ProgramBuilder.BlockIndex
  var direction: Schema.Direction?
  /// An instruction that the block begins with though its place does not ask for it.
  var prefix: (instruction: Instruction, origin: UInt32)?
  /// Names that the schema does not require of its value.
  var lifted: LiftedNames
}
