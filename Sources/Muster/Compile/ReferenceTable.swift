/// What references have led to, worked out once for each text in a resource.
struct ReferenceTable {
  /// In the first resource, by the numbers of their texts.
  private var inMain: [Compiler.Place?] = []
  /// In others: the number of the resource above that of the text.
  private var inOthers: [UInt64: Compiler.Place] = [:]

  private static func key(_ text: UInt32, _ resource: ResourceIndex) -> UInt64 {
    UInt64(truncatingIfNeeded: resource.rawValue) << 32 | UInt64(text)
  }

  /// What a text leads to in a resource, if that was worked out.
  func target(of text: UInt32, in resource: ResourceIndex) -> Compiler.Place? {
    if resource.rawValue == 0 { return Int(text) < inMain.count ? inMain[Int(text)] : nil }
    return inOthers[ReferenceTable.key(text, resource)]
  }

  mutating func set(_ target: Compiler.Place, of text: UInt32, in resource: ResourceIndex) {
    if resource.rawValue == 0 {
      while inMain.count <= Int(text) { inMain.append(nil) }
      inMain[Int(text)] = target
    } else {
      inOthers[ReferenceTable.key(text, resource)] = target
    }
  }
}
