import Muster

/// Something that lists find by its name.
package protocol Named {
  var name: String { get }
}

/// A list whose elements are found by their names, at the same cost however many there are.
package struct NamedList<Element: Named & Sendable & Hashable>: Sendable {
  private var elements: [Element]
  /// Where the first element of each name is; empty while there are few, which are compared one by one.
  private var positions: [TextKey: Int] = [:]

  /// From so many elements on a table is faster than a comparison with each.
  private static var threshold: Int { 8 }

  package init(_ elements: [Element]) {
    self.elements = elements
    if elements.count > NamedList.threshold { index(from: 0) }
  }

  /// The first element of a name; `nil` if there is none.
  ///
  /// - Complexity: O(1).
  package func named(_ name: String) -> Element? {
    if positions.isEmpty { return elements.first { $0.name.hasSameBytes(as: name) } }
    return positions[TextKey(name)].map { elements[$0] }
  }

  package mutating func append(_ element: Element) {
    elements.append(element)
    guard elements.count > NamedList.threshold else { return }
    index(from: positions.isEmpty ? 0 : elements.count - 1)
  }

  private mutating func index(from start: Int) {
    for position in start..<elements.count {
      let key = TextKey(elements[position].name)
      if positions[key] == nil { positions[key] = position }
    }
  }
}

extension NamedList: RandomAccessCollection {
  package var startIndex: Int { elements.startIndex }
  package var endIndex: Int { elements.endIndex }
  package subscript(position: Int) -> Element { elements[position] }
}

extension NamedList: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: Element...) { self.init(elements) }
}

extension NamedList: Hashable {
  package static func == (left: NamedList, right: NamedList) -> Bool { left.elements == right.elements }
  package func hash(into hasher: inout Hasher) { hasher.combine(elements) }
}
