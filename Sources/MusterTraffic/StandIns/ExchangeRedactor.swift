import Muster
import MusterContracts
import MusterText

/// Replaces what may be a secret in the text of one entry, or of a whole document, so that every byte stays at its place.
///
/// Everything is replaced but what is structure: the names of members, numbers and booleans, and the texts that
/// ``structure`` and ``harmlessFields`` name. Values are numbered in the order in which they are met, and whoever asks
/// decides which of them stay.
struct ExchangeRedactor {
  let standIn: StandIn
  /// Whether a segment of a path is the contract's own.
  let isLiteral: (String) -> Bool
  /// What becomes of a value: given its number, its text and its stand-in.
  let decide: (Int, [UInt8], [UInt8]) -> [UInt8]
  private(set) var count = 0
  /// Where the value begins that is being redacted, and where each of the numbered ones did.
  var place = 0
  private(set) var places: [Int] = []
  /// What the scalars of a YAML document have to say, by where they begin.
  private(set) var wanted: [Int: [UInt8]] = [:]

  init(
    standIn: StandIn, isLiteral: @escaping (String) -> Bool, decide: @escaping (Int, [UInt8], [UInt8]) -> [UInt8]
  ) {
    (self.standIn, self.isLiteral, self.decide) = (standIn, isLiteral, decide)
  }

  private static let depth = 4

  // MARK: Values

  mutating func value(_ text: [UInt8]) -> [UInt8] {
    guard !text.isEmpty else { return text }
    let new = standIn.text(text)
    guard new != text else { return text }
    defer { count += 1 }
    places.append(place)
    let decided = decide(count, text, new)
    return decided.count == text.count ? decided : new
  }

  static func isName(_ raw: [UInt8]) -> Bool {
    let name = String(decoding: raw, as: UTF8.self)
    return raw.count <= 64 && !SecretShape.isPrivate(name) && !SecretShape.isLikely(name)
      && raw.count(where: { $0 >= 0x30 && $0 <= 0x39 }) <= 4
      && raw.allSatisfy {
        ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || "_-.[]$:@/ ".utf8.contains($0)
      }
  }

  mutating func number(_ scalar: TextOutline.Scalar, _ name: String, _ text: [UInt8], _ result: inout [UInt8]) {
    let old = scalar.value(in: text)
    let digits = old.count { $0 >= 0x30 && $0 <= 0x39 }
    guard digits >= 10 || Sensitivity.isSensitive(name: name) else { return }
    // What YAML writes in another base has letters among its digits, and begins with the sign of it.
    let radix = old.count > 2 && old[0] == 0x30 && (old[1] == UInt8(ascii: "x") || old[1] == UInt8(ascii: "o")) ? 2 : 0
    // An exponent says how large the number is.
    let end = radix == 2 ? old.count : old.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? old.count
    var new = value(Array(old[radix..<end]))
    if radix == 2, old[1] == UInt8(ascii: "o") { new = new.map { $0 > 0x37 ? $0 - 2 : $0 } }
    write(old[..<radix] + new + old[end...], over: scalar, text, &result)
  }

  /// Writes what a scalar is to say in its place.
  mutating func write(
    _ new: some Sequence<UInt8>, over scalar: TextOutline.Scalar, _ text: [UInt8], _ result: inout [UInt8]
  ) {
    if scalar.content != nil { wanted[scalar.range.lowerBound] = Array(new) }
    let writing = scalar.writing(in: text)
    result.replaceSubrange(
      writing.raw,
      with: WrittenText.written(Array(new), over: writing.value, escaped: Array(text[writing.raw]), writing.units))
  }

  // MARK: Bodies

  /// A value of a body that is JSON, and its name if that is data.
  mutating func member(
    _ node: TextOutline.Node, _ name: String, _ text: [UInt8], _ result: inout [UInt8], depth: Int = 0
  ) {
    if let written = node.name, !Self.isName(Array(name.utf8)) {
      write(value(written.value(in: text)), over: written, text, &result)
    }
    guard let scalar = node.scalar else { return }
    switch node.kind {
    case .object, .array, .word: break
    case .number: number(scalar, name, text, &result)
    case .string:
      let old = scalar.value(in: text)
      write(depth < Self.depth ? body(old, depth: depth + 1) : value(old), over: scalar, text, &result)
    }
  }

  /// A body, or a text that may be one: JSON, a form, or whatever it is.
  mutating func body(_ text: [UInt8], depth: Int) -> [UInt8] {
    let first = text.first { $0 > 0x20 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "["), let outline = JSONOutline(text) {
      var result = text
      for node in TextOutline(outline).nodes {
        let name = node.name.map { String(decoding: $0.value(in: text), as: UTF8.self) } ?? ""
        member(node, name, text, &result, depth: depth)
      }
      return result
    }
    if text.starts(with: "http://".utf8) || text.starts(with: "https://".utf8) { return url(text, keepsHost: false) }
    if depth == 0, isForm(text) { return pairs(text) }
    return value(text)
  }

  /// A request line, of which the method and the version stay (RFC 9112, section 3).
  mutating func requestLine(_ text: [UInt8]) -> [UInt8]? {
    let words = text.split(separator: 0x20, omittingEmptySubsequences: false)
    guard words.count == 3, words[2].starts(with: "HTTP/".utf8), words[2].count <= 8, !words[0].isEmpty,
      words[0].count <= 16, words[0].allSatisfy({ $0 >= 0x41 && $0 <= 0x5A })
    else { return nil }
    return Array([words[0], url(Array(words[1]))[...], words[2]].joined(separator: [0x20]))
  }

  /// A body in hexadecimal.
  mutating func hexadecimal(_ text: [UInt8]) -> [UInt8] {
    guard let bytes = ExchangeReader.bytes(hexadecimal: String(decoding: text, as: UTF8.self)) else {
      return value(text)
    }
    // What is no text tells nothing by its letters alone; all of it is replaced.
    let new = String(validating: bytes, as: UTF8.self) == nil ? bytes.map { _ in 0 } : body(bytes, depth: 0)
    let digits = Array("0123456789abcdef".utf8)
    let written = new.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return written.count == text.count ? written : value(text)
  }

  private func isForm(_ text: [UInt8]) -> Bool {
    text.contains(UInt8(ascii: "="))
      && !text.contains { $0 <= 0x20 || $0 >= 0x7F || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "{") }
  }

  mutating func base64(_ text: [UInt8]) -> [UInt8] {
    guard let bytes = Base64.decode(text.span, isLenient: true) else { return value(text) }
    // What is no text tells nothing by its letters alone; all of it is replaced.
    let new = String(validating: bytes, as: UTF8.self) == nil ? bytes.map { _ in 0 } : body(bytes, depth: 0)
    let written = Base64Text.digits(new)
    var result = text
    var index = 0
    for place in text.indices where index < written.count && text[place] > 0x20 && text[place] != UInt8(ascii: "=") {
      result[place] = written[index]
      if text.contains(UInt8(ascii: "_")) || text.contains(UInt8(ascii: "-")) {
        if result[place] == UInt8(ascii: "+") { result[place] = UInt8(ascii: "-") }
        if result[place] == UInt8(ascii: "/") { result[place] = UInt8(ascii: "_") }
      }
      index += 1
    }
    return result
  }

  // MARK: URLs

  private mutating func encoded(_ raw: [UInt8]) -> [UInt8] {
    let (old, units) = WrittenText.decoded(percent: raw)
    return WrittenText.written(value(old), over: old, percent: raw, units)
  }

  /// The values of a query or form.
  private mutating func pairs(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for (index, pair) in text.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false).enumerated() {
      if index > 0 { result.append(UInt8(ascii: "&")) }
      let name = Array(pair.prefix { $0 != UInt8(ascii: "=") })
      let isNamed = name.count < pair.count
      result += isNamed && Self.isName(WrittenText.decoded(percent: name).text) ? name : encoded(name)
      if isNamed { result += [UInt8(ascii: "=")] + encoded(Array(pair.dropFirst(name.count + 1))) }
    }
    return result
  }

  /// A URL, or a path with its query: the host stays where it says whose the exchange is.
  mutating func url(_ text: [UInt8], keepsHost: Bool = true) -> [UInt8] {
    var index = 0
    var result: [UInt8] = []
    if let slash = text.firstIndex(of: UInt8(ascii: "/")), slash + 1 < text.count, text[slash + 1] == UInt8(ascii: "/"),
      slash == 0 || text[slash - 1] == UInt8(ascii: ":")
    {
      let start = slash + 2
      let end =
        text[start...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        ?? text.count
      result += text[..<start]
      let authority = text[start..<end]
      let host = authority.lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? start
      if host > start { result += encoded(Array(text[start..<(host - 1)])) + [UInt8(ascii: "@")] }
      result += keepsHost ? Array(text[host..<end]) : value(Array(text[host..<end]))
      index = end
    }
    let pathEnd = text[index...].firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? text.count
    for (place, segment) in text[index..<pathEnd].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .enumerated()
    {
      if place > 0 { result.append(UInt8(ascii: "/")) }
      let segment = Array(segment)
      result += isLiteral(String(decoding: segment, as: UTF8.self)) ? segment : encoded(segment)
    }
    index = pathEnd
    guard index < text.count else { return result }
    let queryEnd = text[index...].firstIndex(of: UInt8(ascii: "#")) ?? text.count
    if index < queryEnd {
      result.append(UInt8(ascii: "?"))
      result += pairs(Array(text[(index + 1)..<queryEnd]))
    }
    if queryEnd < text.count {
      result.append(UInt8(ascii: "#"))
      result += encoded(Array(text[(queryEnd + 1)...]))
    }
    return result
  }
}
