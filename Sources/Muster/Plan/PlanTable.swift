/// One of a plan's tables while the plan is built.
///
/// An index is handed out once its element is there, and no element is ever taken out: an index that a table handed out
/// is within the table for good. The run of a plan rests on that (`PlanView`).
struct PlanTable<Index: PlanIndex, Element> {
  private(set) var elements: [Element]

  init(_ elements: [Element] = []) {
    self.elements = elements
  }

  var count: Int { elements.count }

  /// Adds an element, and gives its index.
  mutating func append(_ element: Element) -> Index {
    elements.append(element)
    return Index(UInt32(elements.count - 1))
  }

  /// Adds some elements in a run, and gives the index of the first one.
  mutating func append(contentsOf more: some Collection<Element>) -> Index {
    let start = Index(UInt32(elements.count))
    elements.append(contentsOf: more)
    return start
  }

  subscript(index: Index) -> Element {
    get { elements[Int(index.rawValue)] }
    set { elements[Int(index.rawValue)] = newValue }
  }

  /// A run of elements.
  subscript(start: Index, count count: UInt32) -> ArraySlice<Element> {
    elements[Int(start.rawValue)..<Int(start.rawValue) + Int(count)]
  }
}
