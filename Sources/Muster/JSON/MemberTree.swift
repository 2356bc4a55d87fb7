/// Names of members to look for in JSON objects, with the names in the objects that those lead to.
///
/// Each name has a *slot*, a number that the value is found by afterwards.
package struct MemberTree: Sendable {
  /// A name to look for.
  package struct Member: Sendable {
    let name: String
    let slot: Int
    let members: [Member]

    /// A name with its slot, and with what to look for if its value is an object.
    package init(_ name: String, _ slot: Int, _ members: [Member] = []) {
      (self.name, self.slot, self.members) = (name, slot, members)
    }
  }

  /// A name; no reference in it, so that looking at one retains nothing.
  struct Name: Sendable, BitwiseCopyable {
    /// The first eight bytes, zeros behind the last one.
    let word: UInt64
    let count: Int
    /// Where its bytes are among those of all names.
    let start: Int
    let slot: Int
    /// The node of the names in the value; 0 for none.
    let node: Int
  }

  struct Node: Sendable {
    let first: Int
    let end: Int
  }

  private(set) var nodes: [Node] = []
  private(set) var names: [Name] = []
  private(set) var bytes: [UInt8] = []
  /// How many slots there are.
  package private(set) var slotCount: Int

  /// A tree of the names in the outermost object.
  ///
  /// - Parameter slots: How many slots there are at least, if slots without a name are asked for, too.
  package init(_ members: [Member], slots: Int = 0) {
    slotCount = slots
    nodes.append(Node(first: 0, end: 0))
    nodes[0] = add(members)
  }

  private mutating func add(_ members: [Member]) -> Node {
    var added: [Name] = []
    for member in members {
      var node = 0
      if !member.members.isEmpty {
        let made = add(member.members)
        node = nodes.count
        nodes.append(made)
      }
      let name = Array(member.name.utf8)
      var word: UInt64 = 0
      for (index, byte) in name.prefix(8).enumerated() { word |= UInt64(byte) &<< UInt64(index * 8) }
      added.append(Name(word: word, count: name.count, start: bytes.count, slot: member.slot, node: node))
      bytes += name
      slotCount = max(slotCount, member.slot + 1)
    }
    let first = names.count
    names += added
    return Node(first: first, end: names.count)
  }
}

/// A value that was found in a JSON text.
package struct FoundMember: Sendable {
  /// What a value is.
  package enum Kind: UInt8, Sendable {
    case absent, null, `false`, `true`, number, string, array, object
  }

  /// What the value is; `absent` if no member has the name.
  package fileprivate(set) var kind = Kind.absent
  /// Whether the text of a string has escapes, so that it has to be decoded.
  package fileprivate(set) var hasEscapes = false
  /// Where the text is: for a string what is between the quotes, as it is written.
  package fileprivate(set) var start = 0
  package fileprivate(set) var end = 0
  fileprivate var index = TapeIndex.root

  /// Nothing.
  package init() {}
}

/// A member of an object of strings, or an item of a list of names and values.
package struct FoundField: Sendable {
  /// Where the name is.
  package let name: Range<Int>
  /// Where the value is, as it is written.
  package let value: Range<Int>
  /// Whether the value has escapes.
  package let hasEscapes: Bool
  /// The first eight bytes of the name, each with the bit set that tells small letters from capital ones.
  package let word: UInt64
}

/// Reads one JSON text after the other, and finds members in them, in memory that is kept from one to the next.
package struct MemberReader: ~Copyable {
  private var tape = TapeBuffer()
  private let tree: MemberTree
  private let limits: Limits
  /// What was found of the last text, by slot.
  package private(set) var found: ContiguousArray<FoundMember>
  /// The names of all members of the objects that were looked into, each behind its length and the kind of its value.
  private var names = ByteBuffer()

  /// A reader that looks for the names of a tree.
  package init(_ tree: MemberTree, limits: Limits = .init()) {
    self.tree = tree
    self.limits = limits
    found = ContiguousArray(repeating: FoundMember(), count: tree.slotCount)
  }

  /// Reads a text.
  ///
  /// Of members with the same name the first one counts.
  /// - Returns: Whether it is JSON, an object, and has no name with escapes where names are looked for.
  /// - Complexity: O(*n*) in the number of bytes; allocates nothing in a steady state.
  package mutating func read(_ text: Span<UInt8>) -> Bool {
    for slot in found.indices { found[slot].kind = .absent }
    names.removeAll()
    return ByteView.with(text) { bytes in
      guard TapeReader(bytes: bytes, limits: limits).read(into: &tape) == nil else { return false }
      let view = tape.view(of: bytes)
      guard view[.root].kind == .object else { return false }
      return collect(view, .root, node: 0, bound: bytes.count)
    }
  }

  /// Looks for the names of a node in an object; the tree bounds how deep it goes.
  ///
  /// - Parameter bound: An offset behind the object that nothing but white space and a comma lie before.
  private mutating func collect(_ view: TapeView, _ object: TapeIndex, node: Int, bound: Int) -> Bool {
    let end = view.end(object)
    let close = MemberReader.last(view.bytes, before: bound)
    let (first, last) = (tree.nodes[node].first, tree.nodes[node].end)
    var key = view.firstChild(object)
    while key < end {
      let word = view[key]
      if word.flags & TapeWord.hasEscape != 0 { return false }
      let value = view.next(after: key)
      let following = view.next(after: value)
      let length = view.length(key)
      let prefix = view.bytes.prefix(at: word.offset, length: length)
      names.append(
        head: length &<< 4 | Int(view[value].rawKind), view.bytes, from: word.offset, count: length, prefix: prefix)
      var name = first
      while name < last {
        let known = tree.names[name]
        if known.word == prefix, known.count == length, length <= 8 || isSame(known, view.bytes, at: word.offset) {
          let bound = following < end ? view[following].offset &- 1 : close
          if !take(view, value, bound: bound, name: name) { return false }
          break
        }
        name &+= 1
      }
      key = following
    }
    return true
  }

  private mutating func take(_ view: TapeView, _ value: TapeIndex, bound: Int, name: Int) -> Bool {
    let (slot, node) = (tree.names[name].slot, tree.names[name].node)
    guard found[slot].kind == .absent else { return true }
    let word = view[value]
    var member = FoundMember()
    member.kind = FoundMember.Kind(rawValue: word.rawKind) ?? .absent
    member.index = value
    member.start = word.offset
    switch word.kind {
    case .string:
      member.end = word.offset &+ view.length(value)
      member.hasEscapes = word.flags & TapeWord.hasEscape != 0
    case .number: member.end = word.offset &+ view.length(value)
    case .null, .true: member.end = word.offset &+ 4
    case .false: member.end = word.offset &+ 5
    case .array, .object: member.end = MemberReader.last(view.bytes, before: bound) &+ 1
    }
    found[slot] = member
    guard node != 0, word.kind == .object else { return true }
    return collect(view, value, node: node, bound: member.end)
  }

  private func isSame(_ name: MemberTree.Name, _ bytes: ByteView, at offset: Int) -> Bool {
    for index in 8..<name.count where bytes[offset &+ index] != tree.bytes[name.start &+ index] { return false }
    return true
  }

  /// The offset of the last byte before an offset that is neither white space nor a comma.
  @inline(__always)
  private static func last(_ bytes: ByteView, before bound: Int) -> Int {
    var offset = bound &- 1
    while offset > 0, bytes[offset] <= 0x20 || bytes[offset] == UInt8(ascii: ",") { offset &-= 1 }
    return offset
  }

  // MARK: What was found

  /// Adds the names of all members of the objects that were looked into, with the kinds of their values, so that two
  /// texts with the same bytes here have the same members there.
  package func appendNames(to buffer: inout ByteBuffer) { buffer.append(names) }

  /// Lists the fields that a member of the last text has: an object's strings and lists of strings, or a list of objects
  /// with a name and a value.
  ///
  /// - Parameters:
  ///   - slot: The member's slot.
  ///   - text: The text that was read last.
  ///   - fields: What the fields are added to.
  /// - Returns: Whether the member has nothing but such fields, and no name with escapes.
  package func appendFields(_ slot: Int, of text: Span<UInt8>, to fields: inout ContiguousArray<FoundField>) -> Bool {
    let (kind, index) = (found[slot].kind, found[slot].index)
    guard kind == .object || kind == .array else { return kind == .absent || kind == .null }
    return ByteView.with(text) { bytes in
      let view = tape.view(of: bytes)
      let end = view.end(index)
      var child = view.firstChild(index)
      while child < end {
        if kind == .object {
          let value = view.next(after: child)
          if !MemberReader.append(view, name: child, value: value, &fields) { return false }
          child = view.next(after: value)
        } else {
          if !MemberReader.append(view, pair: child, &fields) { return false }
          child = view.next(after: child)
        }
      }
      return true
    }
  }

  /// Lends a member of the last text on the tape, with the number of its bytes; `nil` if there is none.
  func withMember<Result>(
    _ slot: Int, of text: Span<UInt8>, _ body: (_ tape: TapeView, _ value: TapeIndex, _ count: Int) -> Result?
  ) -> Result? {
    let member = found[slot]
    guard member.kind != .absent else { return nil }
    return ByteView.with(text) { bytes in body(tape.view(of: bytes), member.index, member.end &- member.start) }
  }

  private static func append(
    _ view: TapeView, name: TapeIndex, value: TapeIndex, _ fields: inout ContiguousArray<FoundField>
  ) -> Bool {
    guard view[name].flags & TapeWord.hasEscape == 0 else { return false }
    if view[value].kind == .array {
      let end = view.end(value)
      var item = view.firstChild(value)
      while item < end {
        guard view[item].kind == .string else { return false }
        fields.append(field(view, name, item))
        item = view.next(after: item)
      }
      return true
    }
    guard view[value].kind == .string else { return false }
    fields.append(field(view, name, value))
    return true
  }

  /// Adds the field of an object with a name and a value.
  private static func append(
    _ view: TapeView, pair: TapeIndex, _ fields: inout ContiguousArray<FoundField>
  ) -> Bool {
    guard view[pair].kind == .object else { return false }
    let end = view.end(pair)
    var key = view.firstChild(pair)
    var name = TapeIndex.root
    var value = TapeIndex.root
    while key < end {
      let member = view.next(after: key)
      if view[key].flags & TapeWord.hasEscape != 0 { return false }
      switch (view.length(key), view.bytes.prefix(at: view[key].offset, length: view.length(key))) {
      case (4, 0x656D_616E) where name == .root: name = member
      case (5, 0x65_756C_6176) where value == .root: value = member
      default: break
      }
      key = view.next(after: member)
    }
    guard view[name].kind == .string, view[value].kind == .string, view[name].flags & TapeWord.hasEscape == 0 else {
      return false
    }
    fields.append(field(view, name, value))
    return true
  }

  private static func field(_ view: TapeView, _ name: TapeIndex, _ value: TapeIndex) -> FoundField {
    let (nameStart, valueStart) = (view[name].offset, view[value].offset)
    return FoundField(
      name: nameStart..<(nameStart &+ view.length(name)), value: valueStart..<(valueStart &+ view.length(value)),
      hasEscapes: view[value].flags & TapeWord.hasEscape != 0,
      word: view.bytes.prefix(at: nameStart, length: view.length(name)) | 0x2020_2020_2020_2020)
  }
}
