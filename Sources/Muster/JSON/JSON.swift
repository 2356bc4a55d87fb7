/// A read-only view of one value of a document.
public struct JSON: Sendable {
  /// The document that the value belongs to.
  public let document: JSONDocument
  let index: TapeIndex

  /// What a value is.
  public enum Kind: Sendable, Hashable {
    case null, boolean, number, string, array, object
  }

  /// What the value is.
  public var kind: Kind { Kind(document.withTape { $0[index].kind }) }

  /// The boolean, if it is one.
  public var boolean: Bool? {
    switch document.withTape({ $0[index].kind }) {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// The string, decoded, if it is one.
  public var string: String? {
    document.withTape { $0[index].kind == .string ? $0.decodedString(index) : nil }
  }

  /// The number as it is written, if it is one.
  public var number: String? {
    document.withTape { tape in
      tape[index].kind == .number ? tape.withText(index) { String(copying: $0) } : nil
    }
  }

  /// The number as an `Int`, if it is one that is written without fraction or exponent and fits.
  public var integer: Int? { number.flatMap { Int($0) } }

  /// The items, if it is an array; else none.
  public var items: Items { Items(container: self, kind: .array) }

  /// The members in the order of the text, if it is an object; else none.
  ///
  /// A name that occurs twice is there twice.
  public var members: Members { Members(container: self) }

  /// The value of the member of a name, the first one; `nil` where there is none.
  ///
  /// Names are compared by Unicode scalars, never by canonical equivalence.
  /// - Complexity: O(*members*); of an object with many members that is asked again and again, O(1).
  public subscript(name: String) -> JSON? {
    document.withTape { tape in
      guard tape[index].kind == .object else { return nil }
      let found =
        tape.count(index) < MemberTables.fewest
        ? tape.value(of: name, in: index)
        : document.storage.memberTables.withLock { $0.value(of: name, in: index, tape) }
      return found.map { JSON(document: document, index: $0) }
    }
  }

  /// The item at an index; `nil` where there is none.
  public subscript(position: Int) -> JSON? {
    var remaining = position
    for item in items {
      if remaining == 0 { return item }
      remaining -= 1
    }
    return nil
  }

  /// The value that a pointer leads to from here; `nil` where it leads nowhere (RFC 6901, section 4).
  public subscript(pointer: JSONPointer) -> JSON? {
    var value = self
    for token in pointer.tokens {
      let next: JSON?
      switch value.kind {
      case .object: next = value[token]
      case .array:
        let isIndex = token == "0" || (token.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && token.utf8.first != 0x30)
        next = isIndex ? Int(token).flatMap { value[$0] } : nil
      default: next = nil
      }
      guard let next else { return nil }
      value = next
    }
    return value
  }

  /// Where the value was written.
  public var origin: SourceMap.Origin? { document.map.origin(of: textOffset) }

  /// The offset of the value's first byte in the document's JSON text.
  public var textOffset: Int {
    document.withTape { tape in
      let word = tape[index]
      return word.kind == .string ? max(0, word.offset - 1) : word.offset
    }
  }

  /// The value's JSON text, as it stands in the document.
  public var rawText: [UInt8] {
    document.withTape { tape in
      let end = tape.endOffset(index)
      return Array(document.text[min(textOffset, end)..<end])
    }
  }

  /// The items of an array.
  public struct Items: Sequence, Sendable {
    let container: JSON
    let kind: TapeWord.Kind

    /// How many there are.
    public var count: Int {
      container.document.withTape { $0[container.index].kind == kind ? $0.count(container.index) : 0 }
    }

    /// Iterates over the items in the order of the text.
    public func makeIterator() -> Iterator {
      let range = container.document.withTape { tape in
        tape[container.index].kind == kind
          ? (tape.firstChild(container.index), tape.end(container.index)) : (TapeIndex.root, .root)
      }
      return Iterator(document: container.document, index: range.0, end: range.1)
    }

    /// Goes from value to value.
    public struct Iterator: IteratorProtocol {
      let document: JSONDocument
      var index: TapeIndex
      let end: TapeIndex

      /// The next value, if there is one.
      public mutating func next() -> JSON? {
        guard index < end else { return nil }
        let value = JSON(document: document, index: index)
        index = document.withTape { $0.next(after: index) }
        return value
      }
    }
  }

  /// The members of an object.
  public struct Members: Sequence, Sendable {
    let container: JSON

    /// How many there are.
    public var count: Int { Items(container: container, kind: .object).count }

    /// Iterates over the members in the order of the text.
    public func makeIterator() -> Iterator {
      Iterator(values: Items(container: container, kind: .object).makeIterator())
    }

    /// Goes from member to member.
    public struct Iterator: IteratorProtocol {
      var values: Items.Iterator

      /// The next member, if there is one.
      public mutating func next() -> Member? {
        guard let key = values.next(), let value = values.next() else { return nil }
        return Member(key: key, value: value)
      }
    }
  }

  /// A member of an object.
  public struct Member: Sendable {
    /// The name as a value of the document, for its position.
    public let key: JSON
    /// The value.
    public let value: JSON
    /// The name, decoded.
    public var name: String { key.string ?? "" }
  }
}

extension String {
  /// A string of UTF-8 bytes that have been checked.
  init(copying bytes: Span<UInt8>) {
    self = ByteView.with(bytes) { $0.string(from: 0, count: $0.count) }
  }
}
