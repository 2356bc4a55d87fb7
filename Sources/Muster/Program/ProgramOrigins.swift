/// Where the parts of a program were written: read only when explaining.
struct ProgramOrigins: Sendable {
  /// A place in the schema: the pointer of `parent` and one more token.
  struct Origin: Sendable, Hashable {
    /// The index of the parent's origin; its own index for a root.
    var parent: UInt32
    /// The index of the token in `tokens`.
    var token: UInt32
    /// The index of the source in `sources`.
    var source: UInt32
    var line: UInt32
    var column: UInt32

    /// Whether its line and column are known; those of what is at the very start of a text count as not.
    var isPlaced: Bool { line > 1 || column > 1 }
  }

  /// The keywords of an object shape, which one instruction stands for.
  struct ShapeOrigins: Sendable, Hashable {
    var properties: UInt32
    var required: UInt32
    var patternProperties: UInt32
    var additionalProperties: UInt32

    /// That a keyword is absent.
    static let none = UInt32.max
  }

  /// The most bytes that the JSON Pointer of a location may have; an issue whose pointer would be longer has no location.
  ///
  /// A contract file may name one long token at each step of a pointer, so that a short file makes endless text.
  static let pointerLimit = 1 << 16

  var sources: [String] = []
  var tokens: [String] = []
  var origins: [Origin] = []
  /// One for each instruction.
  var instructions: [UInt32] = []
  /// One for each shape.
  var shapes: [ShapeOrigins] = []

  /// The whole location of an origin; `nil` where there is none.
  func location(_ index: UInt32) -> SchemaLocation? {
    guard Int(index) < origins.count else { return nil }
    let origin = origins[Int(index)]
    var path: [Int] = []
    path.reserveCapacity(16)
    var length = 0
    var current = index
    while Int(current) < origins.count {
      let step = origins[Int(current)]
      if step.parent >= current { break }
      path.append(Int(step.token))
      length += Int(step.token) < tokens.count ? tokens[Int(step.token)].utf8.count + 2 : 1
      guard length <= ProgramOrigins.pointerLimit else { return nil }
      current = step.parent
    }
    var pointer = TextBuilder(capacity: length)
    for token in path.reversed() {
      JSONPointer.write(token < tokens.count ? tokens[token] : "", into: &pointer)
    }
    return SchemaLocation(
      source: Int(origin.source) < sources.count ? sources[Int(origin.source)] : "",
      pointer: pointer.string, line: Int(origin.line), column: Int(origin.column))
  }

  /// The last token of an origin's pointer: the keyword's name.
  func keyword(_ index: UInt32) -> String {
    guard Int(index) < origins.count else { return "" }
    let token = Int(origins[Int(index)].token)
    return token < tokens.count ? tokens[token] : ""
  }
}
