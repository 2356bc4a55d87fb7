import Muster

/// Where a body that is no JSON has the values of the JSON that is made of it.
struct ValuePlaces {
  /// A value with its name as it was sent.
  struct Entry {
    let name: String
    /// Where its text is in the body.
    let range: Range<Int>
    /// Whether the text is percent-encoded.
    var isEncoded = false
  }

  private let source: SourceText
  private let entries: [Entry]
  /// The entries by the keys in their names, and by each beginning of these keys.
  private var indices: [[String]: [Int]] = [:]

  /// How many keys of a name are looked at.
  private static let depth = 8

  /// The places of values in a body.
  ///
  /// - Complexity: O(*n*) in the size of the body.
  init(_ body: [UInt8], _ entries: [Entry]) {
    source = SourceText(name: "", bytes: body)
    self.entries = entries
    var counts: [[String]: Int] = [:]
    for (index, entry) in entries.enumerated() {
      let keys = ValuePlaces.keys(of: entry.name, &counts)
      for count in 1...keys.count { indices[Array(keys[..<count]), default: []].append(index) }
      if keys.count > 1 { indices[[entry.name], default: []].append(index) }
    }
  }

  /// The keys in a name: `a`, `b` and `0` for `a[b][]`, where empty brackets count the items.
  private static func keys(of name: String, _ counts: inout [[String]: Int]) -> [String] {
    var keys: [String] = []
    for piece in name.utf8.split(omittingEmptySubsequences: false, whereSeparator: { $0 == 0x5B || $0 == 0x2E }) {
      guard keys.count < depth else { break }
      var key = String(decoding: piece, as: UTF8.self)
      if key.utf8.last == 0x5D { key.removeLast() }
      if key.isEmpty, !keys.isEmpty {
        let count = counts[keys, default: 0]
        counts[keys] = count + 1
        key = String(count)
      }
      keys.append(key)
    }
    return keys
  }

  /// Where a value is that a pointer leads to, or the innermost value around it that has a place; the body's start for
  /// the whole.
  ///
  /// - Complexity: O(*n*) in the length of that value.
  func position(of pointer: JSONPointer) -> TextPosition {
    let tokens = pointer.tokens
    guard !tokens.isEmpty else { return BodyContent.start }
    for count in stride(from: min(tokens.count, ValuePlaces.depth), through: 1, by: -1) {
      guard let found = indices[Array(tokens[..<count])], let first = found.first else { continue }
      var rest = tokens[count...]
      // Entries of one name are the items of a list.
      if found.count > 1, let item = rest.first.flatMap({ Int($0) }), found.indices.contains(item) {
        return source.position(at: offset(of: rest.dropFirst(), in: entries[found[item]]))
      }
      if rest.first == "0", found.count == 1, !startsList(entries[first]) { rest = rest.dropFirst() }
      return source.position(at: offset(of: rest, in: entries[first]))
    }
    // The members of an object may be entries of their own names.
    for token in tokens.reversed() {
      if let first = indices[[token]]?.first { return source.position(at: entries[first].range.lowerBound) }
    }
    return BodyContent.start
  }

  /// Where the body has a byte of the first value of a name; its start if there is none.
  func position(ofFirst name: String, at offset: Int = 0) -> TextPosition {
    guard let entry = (indices[[name]]?.first).map({ entries[$0] }) else { return BodyContent.start }
    return source.position(at: encodedOffset(of: offset, in: entry))
  }

  private func startsList(_ entry: Entry) -> Bool {
    entry.range.first.map { source.bytes[$0] == UInt8(ascii: "[") } ?? false
  }

  /// The offset in the body of a value inside of an entry whose text is JSON, or of the entry's text.
  private func offset(of tokens: ArraySlice<String>, in entry: Entry) -> Int {
    guard !tokens.isEmpty else { return entry.range.lowerBound }
    let bytes = Array(source.bytes[entry.range])
    var assembler = JSONAssembler()
    assembler.append(entry.isEncoded ? EncodedText(bytes, .form).decoded.map { Array($0.utf8) } ?? bytes : bytes)
    guard let document = try? JSONDocument(assembler) else { return entry.range.lowerBound }
    var value = document.root
    for token in tokens {
      guard let inner = value[JSONPointer([token])] else { break }
      value = inner
    }
    return encodedOffset(of: value.textOffset, in: entry)
  }

  /// The offset in the body of a byte of an entry's decoded text.
  private func encodedOffset(of decodedOffset: Int, in entry: Entry) -> Int {
    guard entry.isEncoded else { return min(entry.range.lowerBound + decodedOffset, entry.range.upperBound) }
    let bytes = source.bytes
    var index = entry.range.lowerBound
    for _ in 0..<max(0, decodedOffset) where index < entry.range.upperBound {
      index += bytes[index] == UInt8(ascii: "%") ? 3 : 1
    }
    return min(index, entry.range.upperBound)
  }
}

extension ValuePlaces {
  /// The places of the values of a form's body (WHATWG URL Standard, section 5.1).
  init(form body: [UInt8]) {
    var entries: [Entry] = []
    var start = 0
    while start <= body.count {
      let end = body[start...].firstIndex(of: UInt8(ascii: "&")) ?? body.count
      if end > start {
        let equals = body[start..<end].firstIndex(of: UInt8(ascii: "="))
        let name = EncodedText(body[start..<(equals ?? end)], .form)
        entries.append(
          Entry(
            name: name.decoded ?? String(decoding: name.bytes, as: UTF8.self),
            range: equals.map { ($0 + 1)..<end } ?? start..<end, isEncoded: true))
      }
      start = end + 1
    }
    self.init(body, entries)
  }

  /// The places of the values of parts.
  init(_ body: [UInt8], parts: [MultipartForm.Part]) {
    self.init(body, parts.map { Entry(name: $0.name ?? "", range: $0.offset..<($0.offset + $0.bytes.count)) })
  }
}
