import MusterContracts

/// The opening tag of a component in MDX: its name and the values of its properties.
struct JSXElement {
  /// A property and the text that gives its value: what stands between the braces or quotes.
  struct Property {
    let name: String
    let value: Range<Int>
    /// Whether it was given in braces, as an expression.
    let isExpression: Bool
  }

  let name: String
  let start: Int
  /// The offset after the tag.
  let end: Int
  let properties: [Property]
  /// What is spread into the properties: the expressions behind `...`.
  let spreads: [Range<Int>]

  subscript(_ name: String) -> Property? { properties.last { $0.name == name } }
}

extension PageText {
  /// A component of a page, or why its tag cannot be read.
  enum Component {
    case element(JSXElement)
    case broken(name: String, start: Int, error: ContractError)
  }

  /// How far the tag of a component that is not asked for may reach.
  private static let reach = 1 << 13

  /// The opening tags of components, in the order of the text, but those in fences, code and comments.
  ///
  /// A tag that cannot be read counts only if it is one of some names.
  func components(named names: Set<String>, outside fences: [Fence]) -> [Component] {
    var components: [Component] = []
    var unclosed: Set<UInt8> = []
    // Between backticks on one line there is code.
    var isInCode = false
    var offset = 0
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): isInCode = false
      case UInt8(ascii: "`"): isInCode.toggle()
      default: break
      }
      if let end = endOfComment(at: offset, unclosed: &unclosed) {
        offset = end
        continue
      }
      guard bytes[offset] == UInt8(ascii: "<"), offset + 1 < bytes.count, isUpper(bytes[offset + 1]),
        !isInCode, !fences.contain(offset)
      else {
        offset += 1
        continue
      }
      let nameEnd = endOfName(from: offset + 1)
      let name = string((offset + 1)..<nameEnd)
      let isNamed = names.contains(name)
      let limit = isNamed ? bytes.count : min(bytes.count, offset + PageText.reach)
      do throws(ContractError) {
        let element = try element(name: name, start: offset, from: nameEnd, before: limit)
        components.append(.element(element))
        offset = max(offset + 1, element.end)
      } catch {
        if isNamed { components.append(.broken(name: name, start: offset, error: error)) }
        // Where the text ends inside of the tag, all that follows is in it.
        if isNamed, error.code == .unfinishedPart { return components }
        offset = nameEnd
      }
    }
    return components
  }

  /// The end of a comment that begins at an offset: `<!-- -->` or `{/* */}`.
  ///
  /// One that never ends is no comment: nothing is to be lost behind it, and its end is not looked for again.
  private func endOfComment(at start: Int, unclosed: inout Set<UInt8>) -> Int? {
    let first = bytes[start]
    let close: StaticString
    switch first {
    case UInt8(ascii: "<") where hasPrefix("<!--", at: start): close = "-->"
    case UInt8(ascii: "{") where hasPrefix("{/*", at: start): close = "*/"
    default: return nil
    }
    guard !unclosed.contains(first) else { return nil }
    let mark = Array(close.description.utf8)
    var offset = start + 3
    while offset + mark.count <= bytes.count {
      if bytes[offset] == mark[0], bytes[offset..<(offset + mark.count)].elementsEqual(mark) {
        return offset + mark.count
      }
      offset += 1
    }
    unclosed.insert(first)
    return nil
  }

  private func isUpper(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }

  private func endOfName(from start: Int) -> Int {
    var end = start
    while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: ":"), UInt8(ascii: "$"):
        end += 1
      default: return end
      }
    }
    return end
  }

  private func element(
    name: String, start: Int, from nameEnd: Int, before limit: Int
  ) throws(ContractError) -> JSXElement {
    let scanner = BalancedScanner(bytes: bytes, quotes: .script)
    var properties: [JSXElement.Property] = []
    var spreads: [Range<Int>] = []
    var offset = nameEnd
    while true {
      offset = scanner.skipSpace(from: offset, before: limit)
      guard offset < limit else { throw error(.unclosed(from: start), in: "<\(name)>") }
      switch bytes[offset] {
      case UInt8(ascii: ">"):
        return JSXElement(name: name, start: start, end: offset + 1, properties: properties, spreads: spreads)
      case UInt8(ascii: "/"): offset += 1
      case UInt8(ascii: "{"):
        let inside = offset + 1
        do { offset = try scanner.end(of: offset, before: limit) } catch {
          throw self.error(error, in: "<\(name)>")
        }
        let script = ScriptScanner(bytes: bytes)
        let dots = script.skipSpace(from: inside, before: offset - 1)
        if script.isSpread(at: dots, before: offset - 1) {
          spreads.append(trimmed((dots + 3)..<(offset - 1)))
        }
      default:
        let end = endOfName(from: offset)
        guard end > offset else {
          throw ContractError(
            .document, in: source, at: offset, detail: "a property or '>' was expected in <\(name)>")
        }
        let property = string(offset..<end)
        let equals = scanner.skipSpace(from: end, before: limit)
        guard equals < limit, bytes[equals] == UInt8(ascii: "=") else {
          offset = end
          continue
        }
        let value = scanner.skipSpace(from: equals + 1, before: limit)
        offset = try endOfValue(value, of: "\(property) of <\(name)>", before: limit)
        properties.append(
          JSXElement.Property(
            name: property, value: trimmed((value + 1)..<(offset - 1)), isExpression: bytes[value] == UInt8(ascii: "{"))
        )
      }
    }
  }

  /// The end of a property's value.
  ///
  /// Between quotation marks nothing escapes anything (JSX, "Attributes").
  private func endOfValue(_ start: Int, of part: String, before limit: Int) throws(ContractError) -> Int {
    guard start < limit else { throw error(.noValue(at: start), in: part) }
    if bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'") {
      guard let close = bytes[(start + 1)..<limit].firstIndex(of: bytes[start]) else {
        throw error(.unclosed(from: start), in: part)
      }
      return close + 1
    }
    guard bytes[start] == UInt8(ascii: "{") else {
      throw ContractError(
        .document, in: source, at: start, detail: "a value in quotes or braces was expected for \(part)")
    }
    do { return try BalancedScanner(bytes: bytes, quotes: .script).end(of: start, before: limit) } catch {
      throw self.error(error, in: part)
    }
  }
}
