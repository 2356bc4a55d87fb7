import Muster
import MusterContracts

extension Excerpt {
  /// The line of a payload that shows what an issue is about, with every other value left out.
  ///
  /// Nothing is shown that the issue's reason does not show.
  /// - Parameter offset: Where the value, or the name of the member, begins in the payload.
  /// - Complexity: O(*n*) in the size of the payload.
  init?(of payload: [UInt8], at offset: Int, _ issue: Issue) {
    var assembler = JSONAssembler()
    assembler.append(payload)
    guard let document = try? JSONDocument(assembler) else { return nil }
    guard let place = ExcerptPlace(offset, in: document.root) else {
      let text = Excerpt.shown(document.root, issue)
      self.init(text: text, column: 1, length: Excerpt.count(text))
      return
    }
    let isMember = place.parent.kind == .object
    let name = isMember ? Excerpt.quoted(issue.instance.tokens.last ?? Disclosure.omission) + ": " : ""
    let (open, close) = isMember ? ("{ ", " }") : ("[ ", " ]")
    let head = open + (place.isFirst ? "" : "…, ")
    let value = place.isName ? Excerpt.omitted(place.value) : Excerpt.shown(place.value, issue)
    let text = head + name + value + (place.isLast ? "" : ", …") + close
    if place.isName {
      self.init(text: text, column: Excerpt.count(head) + 1, length: Excerpt.count(name) - 2)
    } else {
      self.init(text: text, column: Excerpt.count(head + name) + 1, length: Excerpt.count(value))
    }
  }

  private static func count(_ text: String) -> Int { text.unicodeScalars.count }

  /// A name in quotes, cut short and on one line.
  private static func quoted(_ name: String) -> String {
    var result = "\""
    for scalar in name.unicodeScalars.prefix(48) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: result += "…"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + (name.unicodeScalars.count > 48 ? "…" : "") + "\""
  }

  /// A value of which nothing but its kind is shown.
  private static func omitted(_ value: JSON) -> String {
    switch value.kind {
    case .string: "\"…\""
    case .array: value.items.count == 0 ? "[]" : "[…]"
    case .object: value.members.count == 0 ? "{}" : "{…}"
    case .null: "null"
    case .boolean, .number: "…"
    }
  }

  /// A value as far as the reason shows it.
  private static func shown(_ value: JSON, _ issue: Issue) -> String {
    guard let found = Excerpt.found(in: issue.reason), found.kind == value.kind, let text = found.text else {
      return omitted(value)
    }
    return value.kind == .string ? quoted(text) : text
  }

  /// The value that a reason is about, or the reason that it puts in a context.
  private static func found(in reason: Reason) -> FoundValue? { reason.found ?? reason.causes.first?.found }
}

/// A member or item of a payload, found by where it begins.
private struct ExcerptPlace {
  let parent: JSON
  let value: JSON
  /// Whether the place is that of the member's name.
  let isName: Bool
  let isFirst: Bool
  let isLast: Bool

  /// The innermost value that begins at an offset, or whose name does; `nil` for the root.
  init?(_ offset: Int, in root: JSON) {
    var parent = root
    var found: ExcerptPlace?
    // Each step goes one level down, of which a payload has no more than the reader allows.
    while offset > parent.textOffset {
      var position = 0
      var next: JSON?
      let children = parent.kind == .object ? parent.members.map(\.value) : Array(parent.items)
      for child in children {
        if offset < child.textOffset + child.rawText.count {
          next = child
          break
        }
        position += 1
      }
      guard let child = next else { break }
      found = ExcerptPlace(
        parent: parent, value: child, isName: offset < child.textOffset, isFirst: position == 0,
        isLast: position + 1 == children.count)
      if offset <= child.textOffset { break }
      parent = child
    }
    guard let found else { return nil }
    self = found
  }

  private init(parent: JSON, value: JSON, isName: Bool, isFirst: Bool, isLast: Bool) {
    self.parent = parent
    self.value = value
    self.isName = isName
    self.isFirst = isFirst
    self.isLast = isLast
  }
}
