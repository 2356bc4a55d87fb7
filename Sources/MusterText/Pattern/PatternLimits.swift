/// Bounds on what compiling a pattern and searching with it may cost.
public struct PatternLimits: Sendable, Hashable {
  /// How long a pattern may be, in bytes of UTF-8.
  public var sourceBytes: Int
  /// How deep groups may nest, 64 at most: reading them recurs, and so deep it fits in any thread's stack.
  public var nestingDepth: Int
  /// How many instructions a program may have, counted repeats of more than one set of characters written out.
  public var instructions: Int
  /// How many states may be worked out ahead of time; beyond that the search tracks sets of states.
  public var states: Int
  /// The steps a search with back-references may always take; one with look-arounds may take 32 times as many.
  public var steps: Int
  /// The steps it may take besides, for each byte of the text.
  public var stepsPerByte: Int

  /// Makes limits; the defaults suit patterns and texts from strangers.
  public init(
    sourceBytes: Int = 131_072,
    nestingDepth: Int = 64,
    instructions: Int = 20_000,
    states: Int = 2_000,
    steps: Int = 1_000_000,
    stepsPerByte: Int = 16
  ) {
    self.sourceBytes = Swift.max(0, sourceBytes)
    self.nestingDepth = Swift.max(0, Swift.min(nestingDepth, 64))
    self.instructions = Swift.max(0, Swift.min(instructions, 1_000_000))
    self.states = Swift.max(0, Swift.min(states, 60_000))
    self.steps = Swift.max(0, Swift.min(steps, 1 << 40))
    self.stepsPerByte = Swift.max(0, Swift.min(stepsPerByte, 1 << 20))
  }
}
