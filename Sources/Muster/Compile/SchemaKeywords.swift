/// The keywords of one schema object, by what they are.
struct SchemaKeywords {
  struct Slot {
    var value: UInt32 = 0
    var origin: UInt32 = 0
  }

  private let schema: SchemaNode
  /// A slot for each keyword that there is; what those hold that are not present means nothing.
  private(set) var slots: [Slot]
  /// The keywords that are there: most that are asked for are not.
  private(set) var present = KeywordSet()
  /// The caller's own.
  var custom: [(keyword: CustomKeyword, value: SchemaNode, origin: UInt32)] = []

  /// No keywords yet.
  ///
  /// - Parameter slots: Those that another schema has done with, or none.
  init(of schema: SchemaNode, reusing slots: consuming [Slot]?) {
    self.schema = schema
    self.slots = slots ?? Array(repeating: Slot(), count: Keyword.allCases.count)
  }

  @inline(__always)
  func has(_ keyword: Keyword) -> Bool { present.contains(keyword) }

  @inline(__always)
  subscript(keyword: Keyword) -> (value: SchemaNode, origin: UInt32)? {
    guard has(keyword) else { return nil }
    let slot = slots[Int(keyword.rawValue)]
    return (schema.at(TapeIndex(Int(slot.value))), slot.origin)
  }

  @inline(__always)
  mutating func set(_ keyword: Keyword, _ value: SchemaNode, _ origin: UInt32) {
    slots[Int(keyword.rawValue)] = Slot(value: UInt32(truncatingIfNeeded: value.index.rawValue), origin: origin)
    present.insert(keyword)
  }
}
