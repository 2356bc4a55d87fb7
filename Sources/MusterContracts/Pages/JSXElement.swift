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

  subscript(_ name: String) -> Property? { properties.first { $0.name == name } }
}

extension PageText {
  /// The opening tags of some components that begin a line, outside of fences, in the order of the text.
  ///
  /// - Throws: ``ContractError/Code/unfinishedPart`` where the text ends inside of such a tag.
  func elements(named names: [String], outside fences: [Fence]) throws(ContractError) -> [JSXElement] {
    var elements: [JSXElement] = []
    var offset = 0
    while let line = line(at: offset) {
      offset = line.next
      let start = trimmed(line.range).lowerBound
      guard start < line.range.upperBound, bytes[start] == UInt8(ascii: "<"), !fences.contain(start) else { continue }
      let nameEnd = endOfName(from: start + 1)
      let name = string((start + 1)..<nameEnd)
      guard names.contains(name) else { continue }
      let element = try element(name: name, start: start, from: nameEnd)
      elements.append(element)
      offset = max(offset, endOfLine(from: element.end))
    }
    return elements
  }

  private func endOfLine(from offset: Int) -> Int { line(at: offset)?.next ?? bytes.count }

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

  private func element(name: String, start: Int, from nameEnd: Int) throws(ContractError) -> JSXElement {
    let scanner = BalancedScanner(bytes: bytes, quotes: .script)
    var properties: [JSXElement.Property] = []
    var offset = nameEnd
    while true {
      offset = scanner.skipSpace(from: offset, before: bytes.count)
      guard offset < bytes.count else { throw error(.unclosed(from: start), in: "<\(name)>") }
      switch bytes[offset] {
      case UInt8(ascii: ">"):
        return JSXElement(name: name, start: start, end: offset + 1, properties: properties)
      case UInt8(ascii: "/"): offset += 1
      case UInt8(ascii: "{"):
        // A spread: what it brings is not on the page.
        do { offset = try scanner.end(of: offset, before: bytes.count) } catch {
          throw self.error(error, in: "<\(name)>")
        }
      default:
        let end = endOfName(from: offset)
        guard end > offset else {
          throw ContractError(
            .document, in: source, at: offset, detail: "a property or '>' was expected in <\(name)>")
        }
        let property = string(offset..<end)
        let equals = scanner.skipSpace(from: end, before: bytes.count)
        guard equals < bytes.count, bytes[equals] == UInt8(ascii: "=") else {
          offset = end
          continue
        }
        let value = scanner.skipSpace(from: equals + 1, before: bytes.count)
        do {
          offset = try scanner.end(of: value, before: bytes.count)
        } catch {
          throw self.error(error, in: "\(property) of <\(name)>")
        }
        guard bytes[value] == UInt8(ascii: "{") || scanner.isQuote(bytes[value]) else {
          throw ContractError(
            .document, in: source, at: value, detail: "a value in quotes or braces was expected for \(property)")
        }
        properties.append(
          JSXElement.Property(
            name: property, value: trimmed((value + 1)..<(offset - 1)), isExpression: bytes[value] == UInt8(ascii: "{"))
        )
      }
    }
  }
}
