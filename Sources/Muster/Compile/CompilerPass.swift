/// What one pass over the schemas is to write, and what it has found and written so far.
///
/// If a pass finds that the program must track more than was known when the pass began, another one begins from nothing.
struct CompilerPass {
  /// What is settled before a pass begins.
  struct Goal {
    var reading = Reading.intent
    /// What the program tracks.
    var features = SchemaIndex.Features()
    /// Whether every dynamic reference has one target, as the pass before found, so that no scope need be kept.
    var isStatic = false
    /// The resource of all entries, if it is the same one.
    var entryResource: ResourceIndex?
    /// The schemas of the entries.
    var entrySchemas: Set<PlaceKey> = []
  }

  /// The block that is being written.
  struct CurrentBlock {
    var index = ProgramBuilder.BlockIndex(rawValue: 0)
    /// The direction of payloads, if it is known and matters to the schemas.
    var direction: Schema.Direction?
    /// The schemas being written into the block, one inside of the other.
    var schemas: [PlaceKey] = []
    /// Names that the schemas being written do not require of the value at hand.
    var lifted = LiftedNames()
  }

  let goal: Goal
  var builder = ProgramBuilder()
  var blocks = SchemaBlocks()
  /// The blocks that are known and not written yet.
  var pending: [PendingBlock] = []
  var current = CurrentBlock()
  var origins = OriginTable()
  var references = ReferenceTable()
  var calls = CallGraph()
  /// Dynamic references that wait for the list of all their targets.
  var dynamicCalls: [DynamicCall] = []
  var shapeNames = ShapeNames()
  var notices = NoticeLog()
  var mistakes = KeptMistakes()
  /// Whether a keyword was left unchecked.
  var hasUnchecked = false
  /// Whether something that was written would be written otherwise under the other reading.
  var dependsOnReading = false

  init(_ goal: Goal, _ options: Schema.Options) {
    self.goal = goal
    builder.keepsBlocks = options.annotates
  }
}
