/// A dynamic reference whose targets are listed when all resources are known.
struct DynamicCall {
  var block: ProgramBuilder.BlockIndex
  var position: Int
  /// The anchor's name; `nil` for `$recursiveAnchor`.
  var anchor: String?
  /// The direction of its payloads.
  var direction: Schema.Direction?
  /// The target if no resource in the scope has the anchor.
  var first: ProgramBuilder.BlockIndex?
}
