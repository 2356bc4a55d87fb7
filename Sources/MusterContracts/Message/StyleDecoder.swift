import Muster

/// Takes a parameter's text apart by its style (OpenAPI 3.1, sections 4.8.12.2.2 and 4.8.12.4; RFC 6570, section 3.2).
///
/// | style | list | object | exploded |
/// |---|---|---|---|
/// | simple | `blue,black` | `R,100,G,200` | `R=100,G=200` |
/// | label | `.blue,black` | `.R,100,G,200` | `.blue.black`, `.R=100.G=200` |
/// | matrix | `;color=blue,black` | `;color=R,100,G,200` | `;color=blue;color=black`, `;R=100;G=200` |
/// | form | `color=blue,black` | `color=R,100,G,200` | `color=blue&color=black`, `R=100&G=200` |
/// | spaceDelimited | `color=blue%20black` | `color=R%20100%20G%20200` | as form |
/// | pipeDelimited | `color=blue%7Cblack` | `color=R%7C100%7CG%7C200` | as form |
/// | deepObject | | | `color[R]=100&color[G]=200` |
///
/// Where a schema allows a list or object beside a single text, all that the text may stand for is given, the likeliest
/// first, and the schema decides.
struct StyleDecoder {
  /// Why a text is not of its style.
  struct Mistake: Error, Hashable {
    /// The field of OpenAPI that says so.
    let keyword: String
    let reason: Reason
    /// The limit of the decoder that was reached: the text may be right.
    var limit: LimitExceeded?
    /// Where it is in the body that the text is of, if that is known.
    var offset: Int?
    /// Where it is in the text.
    var innerOffset = 0

    init(_ keyword: String, _ reason: Reason, limit: LimitExceeded? = nil) {
      self.keyword = keyword
      self.reason = reason
      self.limit = limit
    }

    /// A name was sent with a value, and with members or items of that value.
    static func conflict(in name: String) -> Mistake {
      Mistake("style", Reason(.conflictingEntries, subject: Reason.Subject(.field, name)))
    }

    static func encoding(of name: String) -> Mistake {
      Mistake("in", Reason(.malformedEncoding, subject: Reason.Subject(.field, name)))
    }

    static func repeated(_ name: String, _ count: Int) -> Mistake {
      Mistake(
        "style",
        Reason(
          .repeatedParameter, found: FoundValue(.array, count: count), subject: Reason.Subject(.field, name)))
    }

    static func limit(_ limit: LimitExceeded.Limit, _ value: Int) -> Mistake {
      let stop = LimitExceeded(ofText: limit, value)
      return Mistake("style", stop.reason, limit: stop)
    }

    /// Text that should be JSON is not.
    static func json(_ name: String, _ error: JSONError) -> Mistake {
      var mistake = Mistake("encoding", Reason(inner: error, subject: Reason.Subject(.field, name)))
      mistake.innerOffset = error.position.offset
      return mistake
    }
  }

  let name: String
  let style: Parameter.Style
  let explodes: Bool
  let shape: ValueShape
  /// Whether delimiters that were encoded by mistake are taken as delimiters where there are no others.
  var isTolerant = false
  /// Whether a list or object that should be spread over entries may be one text with commas, as in cookies.
  var mayHaveCommas = false
  /// The name that brackets are behind: that of a list may be declared with its own, as `ids[]`.
  private let stem: String

  init(
    name: String, style: Parameter.Style, explodes: Bool, shape: ValueShape, isTolerant: Bool = false,
    mayHaveCommas: Bool = false
  ) {
    self.name = name
    self.style = style
    self.explodes = explodes
    self.shape = shape
    self.isTolerant = isTolerant
    self.mayHaveCommas = mayHaveCommas
    let hasBrackets = isTolerant && style == .form && shape.mayBeList && name.utf8.suffix(2).elementsEqual("[]".utf8)
    stem = hasBrackets ? String(decoding: name.utf8.dropLast(2), as: UTF8.self) : name
  }

  /// Whether entries with brackets or dots in their names may be parts of the value.
  var mayHaveParts: Bool { style == .deepObject || (isTolerant && style == .form) }

  private var mayBeList: Bool { shape.mayBeList }
  private var mayBeObject: Bool { shape.mayBeObject }
  private var mayBeText: Bool { !shape.types.isDisjoint(with: .scalar) }

  // MARK: Paths and headers

  /// What a path segment or a header stands for.
  func values(of raw: EncodedText) throws(Mistake) -> [WrittenValue] {
    switch style {
    case .label:
      guard let text = raw.dropping(".".utf8) else { throw unlike("'.'") }
      return try values(of: text, .comma, exploded: .dot, alsoBy: .dot)
    case .matrix: return try matrixValues(of: raw)
    case .spaceDelimited: return try values(of: raw, .space, exploded: .space)
    case .pipeDelimited: return try values(of: raw, .pipe, exploded: .pipe)
    case .tabDelimited: return try values(of: raw, .tab, exploded: .tab)
    default: return try values(of: raw, .comma, exploded: .comma)
    }
  }

  private func matrixValues(of raw: EncodedText) throws(Mistake) -> [WrittenValue] {
    guard let text = raw.dropping(";".utf8) else { throw unlike("';'") }
    let entries = text.split(.semicolon).map { $0.cut(at: .equals) }
    if explodes, mayBeObject, !entries.allSatisfy({ $0.head.decoded == name }) {
      return [.members(try entries.map { (entry) throws(Mistake) in try member(entry.head, entry.tail) })]
    }
    guard entries.allSatisfy({ $0.head.decoded == name }), let first = entries.first else {
      throw unlike("';\(name)'")
    }
    let texts = entries.map { $0.tail ?? EncodedText([], raw.encoding) }
    if texts.count > 1 || (explodes && shape.isArray) {
      guard explodes, mayBeList || shape.types == .any else { throw repeated(texts.count) }
      return [.list(try self.texts(texts))]
    }
    let tail = first.tail ?? EncodedText([], raw.encoding)
    return explodes ? [.text(try decoded(tail))] : try values(of: tail, .comma, exploded: .comma)
  }

  // MARK: Queries, forms and cookies

  /// What the entries of a name stand for; `nil` where there are none.
  func values(of texts: NamedTexts, encoding: EncodedText.Encoding) throws(Mistake) -> [WrittenValue]? {
    if style == .deepObject { return try bracketValues(of: texts) }
    let found = texts.texts(name, encoding)
    if isTolerant, style == .form, let values = try partValues(of: texts) { return values }
    if explodes, mayBeObject, found.isEmpty {
      let members = try explodedMembers(of: texts)
      return members.isEmpty ? nil : [.members(members)]
    }
    guard let first = found.first else { return nil }
    if explodes {
      if shape.isArray {
        let list = WrittenValue.list(try self.texts(found))
        guard found.count == 1 else { return [list] }
        return first.isEmpty ? [list, .list([])] : [list] + commaValues(of: first)
      }
      if found.count > 1 {
        guard mayBeList || shape.types == .any else { throw repeated(found.count) }
        return [.list(try self.texts(found))]
      }
      let text = WrittenValue.text(try decoded(first))
      return (mayBeList ? [text, .list([text])] : [text]) + commaValues(of: first)
    }
    guard found.count == 1 else { throw repeated(found.count) }
    switch style {
    case .spaceDelimited: return try values(of: first, .space, exploded: .space)
    case .pipeDelimited: return try values(of: first, .pipe, exploded: .pipe)
    case .tabDelimited: return try values(of: first, .tab, exploded: .tab)
    default: return try values(of: first, .comma, exploded: .comma)
    }
  }

  /// The entries that belong to an exploded object: those that its schema names, and others only where it says that there
  /// may be some.
  func belongs(_ entry: String) -> Bool { shape.named(entry) != nil || !shape.additional.isEmpty }

  private func explodedMembers(of texts: NamedTexts) throws(Mistake) -> [WrittenValue.Member] {
    var members: [WrittenValue.Member] = []
    var seen: Set<String> = []
    for entry in texts.entries where belongs(entry.name) && seen.insert(entry.name).inserted {
      let values = try self.texts(texts.texts(entry.name, .form))
      let shape = shape.member(entry.name)
      guard values.count == 1 || shape.types.contains(.array) else {
        throw Mistake(
          "style",
          Reason(
            .repeatedMember, names: self.shape.named(entry.name) == nil ? [] : [entry.name],
            subject: Reason.Subject(.field, name)))
      }
      // One that is there several times is a list, if it may be.
      let value = values.count == 1 && !shape.isArray ? values[0] : .list(values)
      members.append(WrittenValue.Member(name: entry.name, value: value))
    }
    return members
  }

  /// What one text with commas stands for where entries of their own were expected.
  private func commaValues(of text: EncodedText) -> [WrittenValue] {
    guard mayHaveCommas, mayBeList || mayBeObject, text.split(.comma).count > 1 else { return [] }
    let plain = StyleDecoder(name: name, style: style, explodes: false, shape: shape)
    return (try? plain.values(of: text, .comma, exploded: .comma)) ?? []
  }

  // MARK: Brackets

  /// The part of the value that an entry is by the brackets or dots in its name; `nil` if it is another's.
  ///
  /// By the letter only the style `deepObject` has brackets. By intent lists and objects of other styles have them if
  /// the schema knows the part, and dots may stand for brackets.
  func part(_ entry: String) -> EntryPath? {
    guard mayHaveParts, let path = EntryPath(of: entry, below: stem, readsDots: isTolerant) else { return nil }
    if style == .deepObject, !path.hasDots { return path }
    return shape.knows(path, readsDots: isTolerant) ? path : nil
  }

  /// The value of entries with brackets, with those without; `nil` if none has brackets.
  private func partValues(of texts: NamedTexts) throws(Mistake) -> [WrittenValue]? {
    guard texts.entries.contains(where: { $0.name != name && part($0.name) != nil }) else { return nil }
    return try bracketValues(of: texts)
  }

  /// What `name[a]=1&name[b]=2` stands for, the likeliest first; `nil` if nothing has the name.
  private func bracketValues(of texts: NamedTexts) throws(Mistake) -> [WrittenValue]? {
    let isWhole = stem == name
    let entries = texts.entries.compactMap { entry -> BracketTree.Entry? in
      if entry.name == name, isWhole { return BracketTree.Entry(name: name, path: [], text: entry.text) }
      guard let path = part(entry.name) else {
        guard style == .form, explodes, mayBeObject, belongs(entry.name) else { return nil }
        return BracketTree.Entry(name: entry.name, path: [entry.name], text: entry.text)
      }
      return BracketTree.Entry(
        name: entry.name, path: isTolerant ? path.divided(by: shape) : path.keys, text: entry.text)
    }
    guard let tree = try BracketTree(entries, of: name) else { return nil }
    var values: [WrittenValue] = []
    for choice in BracketTree.Choice.all(isTolerant: isTolerant) {
      let value = try tree.value(of: name, shape, choice)
      if case .text(let text) = value, isTolerant, shape.isObject, let json = WrittenValue(json: text) { return [json] }
      if !values.contains(value) { values.append(value) }
    }
    return values
  }

  // MARK: Lists and objects in one text

  /// What one text stands for: a list, an object or itself.
  private func values(
    of raw: EncodedText, _ delimiter: EncodedText.Delimiter, exploded: EncodedText.Delimiter,
    alsoBy other: EncodedText.Delimiter? = nil
  ) throws(Mistake) -> [WrittenValue] {
    var delimiters = [explodes ? exploded : delimiter]
    if let other, !explodes, raw.split(delimiter).count < 2 { delimiters.append(other) }
    if isTolerant, raw.split(delimiters[0]).count < 2, delimiters[0] == .comma { delimiters.append(.encodedComma) }
    var values: [WrittenValue] = []
    var mistake: Mistake?
    for delimiter in delimiters {
      let pieces = raw.split(delimiter).map { raw.encoding == .none ? $0.trimmed : $0 }
      if mayBeObject {
        do throws(Mistake) { values.append(.members(try members(pieces))) } catch { mistake = mistake ?? error }
      }
      if mayBeList {
        values.append(.list(try texts(pieces)))
        // Nothing may be a list of nothing, or of one empty text.
        if pieces.isEmpty { values.append(.list([.text("")])) }
      }
    }
    if mayBeText { values.append(.text(try decoded(raw))) }
    if let mistake, values.isEmpty { throw mistake }
    // A single text is likelier than a list of one, where both are allowed.
    if mayBeText, mayBeList, raw.split(delimiters[0]).count < 2 { values.reverse() }
    return values
  }

  private func members(_ pieces: [EncodedText]) throws(Mistake) -> [WrittenValue.Member] {
    var members: [WrittenValue.Member] = []
    if explodes {
      for piece in pieces {
        let (head, tail) = piece.cut(at: .equals)
        guard tail != nil else {
          throw Mistake("style", Reason(.notPairs, subject: Reason.Subject(.field, name)))
        }
        members.append(try member(head, tail))
      }
      return members
    }
    guard pieces.count % 2 == 0 else {
      throw Mistake(
        "style",
        Reason(.oddPairs, found: FoundValue(.array, count: pieces.count), subject: Reason.Subject(.field, name)))
    }
    for index in stride(from: 0, to: pieces.count, by: 2) {
      members.append(try member(pieces[index], pieces[index + 1]))
    }
    return members
  }

  private func member(_ head: EncodedText, _ tail: EncodedText?) throws(Mistake) -> WrittenValue.Member {
    WrittenValue.Member(
      name: try decoded(head), value: .text(try decoded(tail ?? EncodedText([], head.encoding))))
  }

  private func texts(_ pieces: [EncodedText]) throws(Mistake) -> [WrittenValue] {
    var values: [WrittenValue] = []
    for piece in pieces { values.append(.text(try decoded(piece))) }
    return values
  }

  private func decoded(_ piece: EncodedText) throws(Mistake) -> String {
    guard let text = piece.decoded else { throw .encoding(of: name) }
    return text
  }

  private func unlike(_ start: String) -> Mistake {
    Mistake(
      "style",
      Reason(
        .styleStart, expected: Reason.Expected(format: style.rawValue, pattern: start),
        subject: Reason.Subject(.field, name)))
  }

  private func repeated(_ count: Int) -> Mistake {
    Mistake(
      "style",
      Reason(
        .repeatedParameter, expected: Reason.Expected(format: shape.isArray ? style.rawValue : nil),
        found: FoundValue(.array, count: count), subject: Reason.Subject(.field, name)))
  }
}
