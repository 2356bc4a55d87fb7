import Muster
import MusterContracts

/// Makes JSON of a value that a page's script gives: a literal of ECMAScript, or a file that it asks for with `require`.
///
/// What is JSON as it stands is copied with its places. Taken beside it: names without quotes, other quotes, comments,
/// trailing commas, `undefined` (left out together with its name, as `JSON.stringify` does; ECMA-262, section 25.5.2),
/// spreads, and names that the page binds with `import` or `const`. Anything that would have to be run is an error.
struct ScriptLiteral {
  let text: PageText
  let bindings: PageBindings

  /// How often a name may lead to a value with names in it.
  private static let chainLimit = 16

  private enum Context { case object, array, parenthesis }

  private enum State {
    /// A value has to come; `isFirst` where the list could also end here.
    case value
    /// A name, or the end of the object.
    case key
    /// An item, or the end of the list.
    case item
    /// A comma, or the end of what is open.
    case separator
  }

  /// The JSON of the value in a range; empty where it is `undefined`.
  ///
  /// - Throws: ``ContractError/Code/json`` where it is no literal.
  /// - Complexity: O(*n*) in the length of the range and of what it takes from files.
  func json(_ range: Range<Int>, chain: Int = 0) throws(ContractError) -> PageFragment {
    guard chain < ScriptLiteral.chainLimit else {
      throw error(range.lowerBound, "names lead to names \(ScriptLiteral.chainLimit) times; give the value itself")
    }
    var walk = Walk(literal: self, range: range, chain: chain)
    return try walk.run()
  }

  /// The members or items of the value in a range, without its brackets; empty where it has none.
  private func spread(_ range: Range<Int>, isObject: Bool, chain: Int) throws(ContractError) -> PageFragment {
    var value: JSON?
    if range.isEmpty || !"{[(".utf8.contains(text.bytes[range.lowerBound]),
      case .file(let found) = try bindings.resolve(range, in: text)
    {
      value = found
    }
    let inner = value == nil ? try json(range, chain: chain) : nil
    if value == nil { value = try inner?.document(text).root }
    guard let root = value, root.kind == (isObject ? .object : .array) else {
      throw error(range.lowerBound, "what is spread here is not \(isObject ? "an object" : "a list")")
    }
    if root.members.count + root.items.count == 0 { return PageFragment(start: range.lowerBound) }
    if inner == nil, let whole = PageFragment(root, at: range.lowerBound, insideOnly: true) { return whole }
    var fragment = PageFragment(start: range.lowerBound)
    let inside = root.rawText.dropFirst().dropLast()
    fragment.append(.written(String(decoding: inside, as: UTF8.self), at: range.lowerBound))
    return fragment
  }

  fileprivate func error(_ offset: Int, _ detail: String) -> ContractError {
    ContractError(.json, in: text.source, at: min(offset, text.bytes.count), detail: detail)
  }

  /// One way through a literal, with a stack of what is open in place of recursion.
  private struct Walk {
    let literal: ScriptLiteral
    let limit: Int
    let chain: Int
    let scanner: ScriptScanner
    var offset: Int
    var fragment: PageFragment
    var open: [Context] = []
    var state = State.value
    /// The comma that stands before the next member or item, once there is one.
    var comma: Int?
    /// The name of the member whose value is next: written with it, as it may be `undefined`.
    var key: PageFragment?

    init(literal: ScriptLiteral, range: Range<Int>, chain: Int) {
      self.literal = literal
      self.chain = chain
      limit = min(range.upperBound, literal.text.bytes.count)
      offset = range.lowerBound
      fragment = PageFragment(start: range.lowerBound)
      scanner = ScriptScanner(bytes: literal.text.bytes)
    }

    private var bytes: [UInt8] { literal.text.bytes }

    mutating func run() throws(ContractError) -> PageFragment {
      while true {
        offset = scanner.skipSpace(from: offset, before: limit)
        if state == .separator, open.isEmpty {
          guard offset < limit else { return fragment }
          throw literal.error(offset, "an expression is not run: a JSON value was expected, and nothing behind it")
        }
        guard offset < limit else {
          throw literal.error(offset, "the value ends too early: a JSON value was expected here")
        }
        switch state {
        case .value: try value()
        case .key: try name()
        case .item:
          if bytes[offset] == UInt8(ascii: "]") { close(.array) } else { try spreadOrValue() }
        case .separator: try separator()
        }
      }
    }

    // MARK: Structure

    private mutating func separator() throws(ContractError) {
      let byte = bytes[offset]
      switch (open.last, byte) {
      case (.object, UInt8(ascii: ",")), (.array, UInt8(ascii: ",")):
        comma = offset
        state = open.last == .object ? .key : .item
        offset += 1
      case (.object, UInt8(ascii: "}")): close(.object)
      case (.array, UInt8(ascii: "]")): close(.array)
      case (.parenthesis, UInt8(ascii: ")")):
        open.removeLast()
        offset += 1
      default:
        throw literal.error(
          offset, "a comma or the end of \(open.last == .array ? "a list" : "an object") was expected")
      }
    }

    /// Ends what is open; a comma before it is of no meaning.
    private mutating func close(_ context: Context) {
      fragment.append(offset..<(offset + 1), of: literal.text)
      open.removeLast()
      comma = nil
      offset += 1
      state = .separator
    }

    /// Writes the comma and the name that wait for the value which begins now.
    private mutating func begin() {
      if let comma {
        fragment.append(comma..<(comma + 1), of: literal.text)
        self.comma = nil
      }
      if let key {
        fragment.append(key)
        self.key = nil
      }
    }

    private mutating func emit(_ range: Range<Int>) {
      begin()
      fragment.append(range, of: literal.text)
      offset = range.upperBound
      state = .separator
    }

    private mutating func emit(_ json: String, through end: Int) {
      begin()
      fragment.append(.written(json, at: offset))
      offset = end
      state = .separator
    }

    // MARK: Names

    private mutating func name() throws(ContractError) {
      let start = offset
      let byte = bytes[start]
      if byte == UInt8(ascii: "}") { return close(.object) }
      if byte == UInt8(ascii: ".") { return try spread(.object) }
      var key = PageFragment(start: start)
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        let end = try endOfString()
        if let text = try string(start..<end) {
          key.append(.written(text, at: start))
        } else {
          key.append(start..<end, of: literal.text)
        }
        offset = end
      } else {
        let end = scanner.endOfName(from: start, before: limit)
        guard end > start else { throw literal.error(start, "a name in quotes was expected in an object") }
        key.append(.written(JSONText.string(literal.text.string(start..<end)), at: start))
        offset = end
      }
      offset = scanner.skipSpace(from: offset, before: limit)
      guard offset < limit, bytes[offset] == UInt8(ascii: ":") else {
        throw literal.error(offset, "a colon was expected behind the name")
      }
      key.append(offset..<(offset + 1), of: literal.text)
      self.key = key
      offset += 1
      state = .value
    }

    private mutating func spreadOrValue() throws(ContractError) {
      if scanner.isSpread(at: offset, before: limit) { return try spread(.array) }
      try value()
    }

    /// `...value`: the members or items of another value.
    private mutating func spread(_ context: Context) throws(ContractError) {
      guard scanner.isSpread(at: offset, before: limit) else {
        throw literal.error(offset, "a name in quotes was expected in an object")
      }
      let operand = scanner.skipSpace(from: offset + 3, before: limit)
      let end = scanner.endOfExpression(from: operand, before: limit)
      let inner = try literal.spread(operand..<end, isObject: context == .object, chain: chain + 1)
      if !inner.isEmpty {
        begin()
        fragment.append(inner)
      }
      offset = end
      state = .separator
    }

    // MARK: Values

    private mutating func value() throws(ContractError) {
      let start = offset
      switch bytes[start] {
      case UInt8(ascii: "{"):
        begin()
        fragment.append(start..<(start + 1), of: literal.text)
        try push(.object, .key)
      case UInt8(ascii: "["):
        begin()
        fragment.append(start..<(start + 1), of: literal.text)
        try push(.array, .item)
      case UInt8(ascii: "("): try push(.parenthesis, .value)
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
        let end = try endOfString()
        if let text = try string(start..<end) { emit(text, through: end) } else { emit(start..<end) }
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"):
        try number()
      default: try word()
      }
    }

    private mutating func push(_ context: Context, _ next: State) throws(ContractError) {
      guard open.count < BalancedScanner.depthLimit else {
        throw literal.error(offset, "brackets nest deeper than \(BalancedScanner.depthLimit)")
      }
      open.append(context)
      offset += 1
      state = next
    }

    private func endOfString() throws(ContractError) -> Int {
      do throws(BalancedScanner.Failure) {
        return try scanner.balanced.endOfString(offset, before: limit)
      } catch {
        throw literal.text.error(error, in: "a string")
      }
    }

    /// The string as JSON writes it; `nil` where it is that already.
    private func string(_ range: Range<Int>) throws(ContractError) -> String? {
      do throws(ScriptText.Failure) {
        return try ScriptText(bytes: bytes, range: range).json()
      } catch {
        throw literal.error(error.offset, error.detail)
      }
    }

    private mutating func number() throws(ContractError) {
      let end = scanner.endOfNumber(from: offset, before: limit)
      guard let json = ScriptText.number(bytes[offset..<end]) else {
        throw literal.error(offset, "this is not a number that JSON has")
      }
      if json.utf8.elementsEqual(bytes[offset..<end]) { emit(offset..<end) } else { emit(json, through: end) }
    }

    private mutating func word() throws(ContractError) {
      let start = offset
      let end = scanner.endOfName(from: start, before: limit)
      switch literal.text.string(start..<end) {
      case "true", "false", "null": emit(start..<end)
      case "undefined": try drop(through: end)
      case "void": try drop(through: scanner.endOfExpression(from: start, before: limit))
      case "": throw literal.error(start, "a JSON value was expected here")
      default: try outside(start)
      }
    }

    /// Leaves a member out, with its name and comma.
    private mutating func drop(through end: Int) throws(ContractError) {
      guard open.last != .array else {
        throw literal.error(offset, "'undefined' is no item of a list; a JSON value was expected")
      }
      // The comma before it goes with it, unless a member still comes: then that one is to have it.
      if key != nil {
        key = nil
        offset = scanner.skipSpace(from: end, before: limit)
        state = .separator
        if offset < limit, bytes[offset] == UInt8(ascii: ",") {
          state = .key
          offset += 1
        }
        return
      }
      offset = end
      state = .separator
    }

    /// A value that is elsewhere: in a file, or bound to a name on the page.
    private mutating func outside(_ start: Int) throws(ContractError) {
      let end = scanner.endOfExpression(from: start, before: limit)
      switch try literal.bindings.resolve(start..<end, in: literal.text) {
      case .file(let value):
        guard let inner = PageFragment(value, at: start) else {
          return emit(String(decoding: value.rawText, as: UTF8.self), through: end)
        }
        begin()
        fragment.append(inner)
      case .page(let range):
        begin()
        fragment.append(try literal.json(range, chain: chain + 1))
      }
      offset = end
      state = .separator
    }
  }
}
