import Muster

/// The members of a form by the names of the entries that may be below them.
struct FormNames {
  private let shape: ValueShape
  private let names: Set<String>
  /// The members that are declared with the brackets of a list, as `ids[]`, by what is before these.
  private var stems: [String: String] = [:]
  private let isTolerant: Bool

  init(_ shape: ValueShape, isTolerant: Bool) {
    self.shape = shape
    self.isTolerant = isTolerant
    names = Set(shape.members.map(\.name))
    guard isTolerant else { return }
    for member in shape.members where member.name.hasSuffix("[]") && member.shape.mayBeList {
      let stem = String(member.name.dropLast(2))
      if !names.contains(stem) { stems[stem] = member.name }
    }
  }

  /// Whether a member has the name.
  func contains(_ name: String) -> Bool { names.contains(name) }

  /// The member that an entry is below of, with the part of it that it is: that of the longest name which may have parts.
  ///
  /// - Complexity: O(*n*) in the length of the entry's name.
  func part(of entry: String) -> (name: String, path: EntryPath)? {
    var found: (name: String, path: EntryPath)?
    var count = 0
    let bytes = Array(entry.utf8)
    for index in bytes.indices.dropFirst() {
      guard bytes[index] == UInt8(ascii: "[") || (isTolerant && bytes[index] == UInt8(ascii: ".")) else { continue }
      count += 1
      guard count <= BracketTree.depthLimit else { break }
      let prefix = String(decoding: bytes[..<index], as: UTF8.self)
      guard let name = names.contains(prefix) ? prefix : stems[prefix],
        let member = shape.named(name)?.shape, member.mayBeObject || member.mayBeList,
        let path = EntryPath(of: entry, below: prefix, readsDots: isTolerant),
        !path.hasDots || member.knows(path, readsDots: isTolerant)
      else { continue }
      found = (name, path)
    }
    return found
  }
}
