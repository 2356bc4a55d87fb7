/// The part of a value that the name of an entry gives, below the name of a parameter or member.
///
/// `o[a][]` gives the keys `a` and an empty one below `o`. By intent `o.a`, `o[a].b` and `o[a.b]` do, too.
struct EntryPath: Sendable, Hashable {
  /// The names, positions or empty texts in brackets; names between dots are one key until the shape divides them.
  private(set) var keys: [String] = []
  /// Whether some of the keys are behind a dot.
  private(set) var hasDots = false

  /// The keys behind a name; `nil` if the entry is another's, or its brackets are not closed.
  ///
  /// - Complexity: O(*n*) in the length of the entry's name.
  init?(of entry: String, below name: String, readsDots: Bool) {
    let (all, stem) = (entry.utf8.span, name.utf8.span)
    guard all.count > stem.count else { return nil }
    // Most entries are another's, as their first byte or the one behind the name shows.
    let next = all[stem.count]
    guard next == UInt8(ascii: "[") || (readsDots && next == UInt8(ascii: ".")) else { return nil }
    for index in 0..<stem.count where all[index] != stem[index] { return nil }
    var rest = entry.utf8.dropFirst(name.utf8.count)
    while let first = rest.first {
      if first == UInt8(ascii: "[") {
        guard let close = rest.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        keys.append(String(decoding: rest.dropFirst().prefix(upTo: close), as: UTF8.self))
        rest = rest[close...].dropFirst()
      } else if first == UInt8(ascii: "."), readsDots {
        let key = rest.dropFirst().prefix { $0 != UInt8(ascii: "[") }
        guard !key.isEmpty else { return nil }
        keys.append(String(decoding: key, as: UTF8.self))
        hasDots = true
        rest = rest[key.endIndex...]
      } else {
        return nil
      }
    }
  }

  /// Whether the first key is empty or a number, as those of lists are.
  func beginsWithPosition(readsDots: Bool) -> Bool {
    guard let first = keys.first else { return false }
    if first.isEmpty || EntryPath.isPosition(first) { return true }
    guard readsDots, let head = first.split(separator: ".", omittingEmptySubsequences: false).first else {
      return false
    }
    return EntryPath.isPosition(String(head))
  }

  /// The keys with those divided at dots that a shape has no member for.
  ///
  /// The longest name that the shape declares is one key: `a.b` is a member of that name before it is `b` in `a`.
  func divided(by shape: ValueShape) -> [String] {
    var shape = shape
    var divided: [String] = []
    for key in keys {
      var rest = key[...]
      // Each round ends the key or takes one name off it, and no more names than the limit are taken.
      while divided.count <= BracketTree.depthLimit {
        guard let head = EntryPath.head(of: rest, in: shape) else { break }
        divided.append(String(head))
        shape = shape.part(String(head))
        rest = rest[head.endIndex...].dropFirst()
      }
      divided.append(String(rest))
      shape = shape.part(String(rest))
    }
    return divided
  }

  /// The first name of a key with dots; `nil` if the key is one name.
  private static func head(of key: Substring, in shape: ValueShape) -> Substring? {
    guard key.utf8.contains(UInt8(ascii: ".")), shape.named(String(key)) == nil else { return nil }
    var ends = key.indices.filter { key[$0] == "." }.prefix(BracketTree.depthLimit).map { $0 }
    while let end = ends.popLast() {
      let head = key[..<end]
      guard !head.isEmpty, key.index(after: end) < key.endIndex else { continue }
      if shape.named(String(head)) != nil { return head }
      if ends.isEmpty, shape.mayBeList, isPosition(String(head)) { return head }
      if ends.isEmpty, let additional = shape.additional.first, additional.isObject { return head }
    }
    return nil
  }

  /// Whether a key is the position of an item.
  static func isPosition(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.count <= 9 && key.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }
}

extension ValueShape {
  /// Whether the schema says that the value may be an array.
  var mayBeList: Bool { types.contains(.array) && types != .any }
  /// Whether the schema says that the value may be an object.
  var mayBeObject: Bool { types.contains(.object) && types != .any }

  /// What the part of a value at a key may be.
  func part(_ key: String) -> ValueShape {
    if named(key) == nil, mayBeList, key.isEmpty || EntryPath.isPosition(key) { return item }
    return member(key)
  }

  /// Whether the part of a value at a path is one that the schema knows of: an item, a member or an entry of a map.
  func knows(_ path: EntryPath, readsDots: Bool) -> Bool {
    if mayBeList, path.beginsWithPosition(readsDots: readsDots) { return true }
    guard mayBeObject, let first = (readsDots ? path.divided(by: self) : path.keys).first else { return false }
    return named(first) != nil || (!additional.isEmpty && !first.isEmpty)
  }
}
