/// Reads queries by the grammar of RFC 9535, appendix A.
struct JSONPathParser {
  private let bytes: [UInt8]
  private var offset = 0
  private var depth = 0

  /// How deep filters, parentheses and calls may nest.
  private static let deepest = 64
  /// Integers are those that a binary64 holds exactly (RFC 9535, section 2.1).
  private static let largest = 9_007_199_254_740_991

  init(_ source: String) { bytes = Array(source.utf8) }

  /// A whole query, from `$` on.
  mutating func path() throws(JSONPathError) -> [JSONPath.Segment] {
    guard take("$") else { throw error("a query begins with '$'") }
    let segments = try segments()
    guard offset == bytes.count else {
      if bytes[offset] == UInt8(ascii: "-") {
        throw error("a name with '-' is written in brackets and quotes: ['x-name']")
      }
      throw error("expected '.', '..' or '['")
    }
    return segments
  }

  // MARK: Segments

  private mutating func segments() throws(JSONPathError) -> [JSONPath.Segment] {
    var segments: [JSONPath.Segment] = []
    while true {
      let start = offset
      skipBlanks()
      if take("..") {
        segments.append(JSONPath.Segment(isDescendant: true, selectors: try afterDots()))
      } else if take(".") {
        segments.append(JSONPath.Segment(isDescendant: false, selectors: try afterDots(isChild: true)))
      } else if take("[") {
        segments.append(JSONPath.Segment(isDescendant: false, selectors: try selectors()))
      } else {
        offset = start
        return segments
      }
    }
  }

  private mutating func afterDots(isChild: Bool = false) throws(JSONPathError) -> [JSONPath.Selector] {
    if take("*") { return [.wildcard] }
    if !isChild, take("[") { return try selectors() }
    let start = offset
    guard let first = peek, JSONPathParser.isNameFirst(first) else { throw error("expected a name or '*'") }
    while let byte = peek, JSONPathParser.isNameFirst(byte) || JSONPathParser.isDigit(byte) { offset += 1 }
    return [.name(String(decoding: bytes[start..<offset], as: UTF8.self))]
  }

  /// The selectors behind a bracket, with the closing one.
  private mutating func selectors() throws(JSONPathError) -> [JSONPath.Selector] {
    var selectors: [JSONPath.Selector] = []
    repeat {
      skipBlanks()
      selectors.append(try selector())
      skipBlanks()
    } while take(",")
    guard take("]") else { throw error("expected ',' or ']'") }
    return selectors
  }

  private mutating func selector() throws(JSONPathError) -> JSONPath.Selector {
    switch peek {
    case UInt8(ascii: "*"):
      offset += 1
      return .wildcard
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return .name(try string())
    case UInt8(ascii: "?"):
      offset += 1
      skipBlanks()
      return .filter(try nested { (parser) throws(JSONPathError) in try parser.alternatives() })
    default: return try indexOrSlice()
    }
  }

  private mutating func indexOrSlice() throws(JSONPathError) -> JSONPath.Selector {
    let start = try integer()
    let afterStart = offset
    skipBlanks()
    guard take(":") else {
      offset = afterStart
      guard let start else { throw error("expected a name in quotes, an index, a slice, '*' or '?'") }
      return .index(start)
    }
    skipBlanks()
    let end = try integer()
    let afterEnd = offset
    skipBlanks()
    guard take(":") else {
      offset = afterEnd
      return .slice(start: start, end: end, step: 1)
    }
    let afterColon = offset
    skipBlanks()
    guard let step = try integer() else {
      offset = afterColon
      return .slice(start: start, end: end, step: 1)
    }
    return .slice(start: start, end: end, step: step)
  }

  // MARK: Filters

  private mutating func alternatives() throws(JSONPathError) -> JSONPath.Condition {
    var conditions = [try conjunction()]
    while takeOperator("||") { conditions.append(try conjunction()) }
    return conditions.count == 1 ? conditions[0] : .any(conditions)
  }

  private mutating func conjunction() throws(JSONPathError) -> JSONPath.Condition {
    var conditions = [try condition()]
    while takeOperator("&&") { conditions.append(try condition()) }
    return conditions.count == 1 ? conditions[0] : .all(conditions)
  }

  private mutating func condition() throws(JSONPathError) -> JSONPath.Condition {
    if take("!") {
      skipBlanks()
      if peek == UInt8(ascii: "(") { return .not(try parenthesized()) }
      return .not(try test())
    }
    if peek == UInt8(ascii: "(") { return try parenthesized() }
    let start = offset
    let operand = try operand()
    let afterOperand = offset
    skipBlanks()
    if let comparison = takeComparison() {
      try checkComparable(operand, at: start)
      skipBlanks()
      let otherStart = offset
      let other = try self.operand()
      try checkComparable(other, at: otherStart)
      return .comparison(operand, comparison, other)
    }
    offset = afterOperand
    return try condition(of: operand, at: start)
  }

  private mutating func parenthesized() throws(JSONPathError) -> JSONPath.Condition {
    offset += 1
    skipBlanks()
    let condition = try nested { (parser) throws(JSONPathError) in try parser.alternatives() }
    skipBlanks()
    guard take(")") else { throw error("expected ')'") }
    return condition
  }

  private mutating func test() throws(JSONPathError) -> JSONPath.Condition {
    let start = offset
    return try condition(of: try operand(), at: start)
  }

  private func condition(of operand: JSONPath.Operand, at start: Int) throws(JSONPathError) -> JSONPath.Condition {
    switch operand {
    case .query(let query): return .exists(query)
    case .function(let function) where function.isLogical: return .function(function)
    case .function: throw error("the result of this function must be compared with something", at: start)
    case .literal: throw error("a value alone is no condition; compare it with something", at: start)
    }
  }

  private func checkComparable(_ operand: JSONPath.Operand, at start: Int) throws(JSONPathError) {
    switch operand {
    case .query(let query) where !query.isSingular:
      throw error("a query that may lead to several nodes cannot be compared", at: start)
    case .function(let function) where function.isLogical:
      throw error("the result of this function is a condition and cannot be compared", at: start)
    default: break
    }
  }

  private mutating func takeComparison() -> JSONPath.Comparison? {
    let all: [JSONPath.Comparison] = [.equal, .unequal, .lessOrEqual, .greaterOrEqual, .less, .greater]
    return all.first { take($0.rawValue) }
  }

  private mutating func takeOperator(_ text: String) -> Bool {
    let start = offset
    skipBlanks()
    guard take(text) else {
      offset = start
      return false
    }
    skipBlanks()
    return true
  }

  /// A literal, a query or a call.
  private mutating func operand() throws(JSONPathError) -> JSONPath.Operand {
    switch peek {
    case UInt8(ascii: "@"), UInt8(ascii: "$"):
      let isAbsolute = peek == UInt8(ascii: "$")
      offset += 1
      return .query(
        JSONPath.Query(
          isAbsolute: isAbsolute, segments: try nested { (parser) throws(JSONPathError) in try parser.segments() }))
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      var assembler = JSONAssembler()
      assembler.append(string: try string().utf8)
      return try literal(assembler.bytes, at: offset)
    case let byte? where byte == UInt8(ascii: "-") || JSONPathParser.isDigit(byte): return try number()
    case let byte? where byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"): return try word()
    default: throw error("expected '@', '$', a value or a function")
    }
  }

  private mutating func word() throws(JSONPathError) -> JSONPath.Operand {
    let start = offset
    while let byte = peek,
      (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
        || JSONPathParser.isDigit(byte)
    { offset += 1 }
    let name = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard take("(") else {
      guard ["true", "false", "null"].contains(name) else { throw error("'\(name)' is no value", at: start) }
      return try literal(Array(name.utf8), at: start)
    }
    return .function(try nested { (parser) throws(JSONPathError) in try parser.call(name, at: start) })
  }

  private mutating func call(_ name: String, at start: Int) throws(JSONPathError) -> JSONPath.Function {
    var arguments: [JSONPath.Operand] = []
    skipBlanks()
    if !take(")") {
      repeat {
        skipBlanks()
        arguments.append(try operand())
        skipBlanks()
      } while take(",")
      guard take(")") else { throw error("expected ',' or ')'") }
    }
    for case .function(let function) in arguments where function.isLogical {
      throw error("a function cannot be given a condition", at: start)
    }
    func value(_ argument: JSONPath.Operand) throws(JSONPathError) -> JSONPath.Operand {
      if case .query(let query) = argument, !query.isSingular {
        throw error("\(name)() takes a query that leads to one node at most", at: start)
      }
      return argument
    }
    switch (name, arguments.count) {
    case ("length", 1): return .length(try value(arguments[0]))
    case ("count", 1), ("value", 1):
      guard case .query(let query) = arguments[0] else { throw error("\(name)() takes a query", at: start) }
      return name == "count" ? .count(query) : .value(query)
    case ("match", 2), ("search", 2):
      return .match(try value(arguments[0]), try value(arguments[1]), isWhole: name == "match")
    case ("length", _), ("count", _), ("value", _), ("match", _), ("search", _):
      throw error("\(name)() takes another number of arguments", at: start)
    default: throw error("there is no function \(name)(); there are length, count, match, search, value", at: start)
    }
  }

  // MARK: Values

  private func literal(_ text: [UInt8], at start: Int) throws(JSONPathError) -> JSONPath.Operand {
    do throws(JSONError) {
      return .literal(try JSONDocument(SourceText(name: "", bytes: text)).root)
    } catch {
      throw self.error("this is no value", at: start)
    }
  }

  private mutating func number() throws(JSONPathError) -> JSONPath.Operand {
    let start = offset
    while let byte = peek, JSONPathParser.isDigit(byte) || "+-.eE".utf8.contains(byte) { offset += 1 }
    return try literal(Array(bytes[start..<offset]), at: start)
  }

  private mutating func integer() throws(JSONPathError) -> Int? {
    let start = offset
    let isNegative = take("-")
    let digits = offset
    while let byte = peek, JSONPathParser.isDigit(byte) { offset += 1 }
    guard offset > digits else {
      if isNegative { throw error("expected a number", at: start) }
      return nil
    }
    let hasExtraZero = bytes[digits] == UInt8(ascii: "0") && (offset - digits > 1 || isNegative)
    guard !hasExtraZero, let value = Int(String(decoding: bytes[start..<offset], as: UTF8.self)),
      value.magnitude <= UInt(JSONPathParser.largest)
    else { throw error("this is no integer that a query may have", at: start) }
    return value
  }

  private mutating func string() throws(JSONPathError) -> String {
    let start = offset
    let quote = bytes[offset]
    offset += 1
    var text: [UInt8] = []
    while let byte = peek {
      switch byte {
      case quote:
        offset += 1
        return String(decoding: text, as: UTF8.self)
      case 0..<0x20: throw error("a control character must be escaped")
      case UInt8(ascii: "\\"): text.append(contentsOf: try escape(quote))
      default:
        text.append(byte)
        offset += 1
      }
    }
    throw error("the text in quotes does not end", at: start)
  }

  private mutating func escape(_ quote: UInt8) throws(JSONPathError) -> [UInt8] {
    let start = offset
    offset += 2
    switch offset <= bytes.count ? bytes[offset - 1] : 0 {
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "/"): return [0x2F]
    case UInt8(ascii: "\\"): return [0x5C]
    case quote: return [quote]
    case UInt8(ascii: "u"):
      var value = try hexadecimal(start)
      if value >= 0xD800, value < 0xDC00, take("\\u") {
        let low = try hexadecimal(start)
        guard low >= 0xDC00, low < 0xE000 else { throw error("a surrogate has no partner", at: start) }
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(value) else { throw error("a surrogate has no partner", at: start) }
      return Array(String(scalar).utf8)
    default: throw error("there is no such escape", at: start)
    }
  }

  private mutating func hexadecimal(_ start: Int) throws(JSONPathError) -> UInt32 {
    guard offset + 4 <= bytes.count,
      bytes[offset..<(offset + 4)].allSatisfy({
        JSONPathParser.isDigit($0) || ($0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "f"))
      }), let value = UInt32(String(decoding: bytes[offset..<(offset + 4)], as: UTF8.self), radix: 16)
    else { throw error("'\\u' takes four hexadecimal digits", at: start) }
    offset += 4
    return value
  }

  // MARK: Characters

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func take(_ text: String) -> Bool {
    guard bytes[offset...].starts(with: text.utf8) else { return false }
    offset += text.utf8.count
    return true
  }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { offset += 1 }
  }

  private mutating func nested<Result>(
    _ body: (inout JSONPathParser) throws(JSONPathError) -> Result
  ) throws(JSONPathError) -> Result {
    guard depth < JSONPathParser.deepest else { throw error("the query nests too deep") }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  private func error(_ detail: String, at place: Int? = nil) -> JSONPathError {
    JSONPathError(offset: place ?? offset, detail: detail)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isNameFirst(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
