import Muster

extension Excerpt {
  /// The line of a payload that shows a value, with every other value left out.
  ///
  /// A scalar is shown only where the message about it shows it too, which it does not where it may be a secret.
  /// - Complexity: O(*n*) in the size of the payload.
  init?(of payload: [UInt8], at pointer: JSONPointer, keyword: String?, message: String, secretKeys: Set<String> = []) {
    var assembler = JSONAssembler()
    assembler.append(payload)
    guard let root = try? JSONDocument(assembler).root, let value = root[pointer] else { return nil }
    // Where no object was expected, the names in one below a telling name may be anything.
    let showsNames =
      !["type", "const", "enum"].contains(keyword) || !pointer.tokens.contains { Sensitivity.isSensitive(name: $0) }
    let writer = ExcerptWriter(message: message, secretKeys: secretKeys, showsNames: showsNames)
    guard let last = pointer.tokens.last, let parent = root[JSONPointer(pointer.tokens.dropLast())] else {
      let text = writer.value(value)
      self.init(text: text, column: 1, length: ExcerptWriter.count(text))
      return
    }
    let isAboutName =
      keyword == "additionalProperties" || keyword == "unevaluatedProperties"
      || keyword == "propertyNames" || keyword == "duplicateName"
    let name = parent.kind == .object ? writer.name(last) + ": " : ""
    let (open, close) = parent.kind == .object ? ("{ ", " }") : ("[ ", " ]")
    let (before, after) = ExcerptWriter.neighbours(of: last, in: parent)
    let head = open + (before ? "…, " : "")
    let shown = isAboutName && parent.kind == .object ? writer.omitted(value) : writer.value(value)
    let text = head + name + shown + (after ? ", …" : "") + close
    if isAboutName, parent.kind == .object {
      self.init(text: text, column: ExcerptWriter.count(head) + 1, length: ExcerptWriter.count(name) - 2)
    } else {
      self.init(text: text, column: ExcerptWriter.count(head + name) + 1, length: ExcerptWriter.count(shown))
    }
  }
}

/// Writes the values of an excerpt.
private struct ExcerptWriter {
  let message: String
  let secretKeys: Set<String>
  /// Whether an object is shown by its names.
  let showsNames: Bool

  private static let memberLimit = 6

  static func count(_ text: String) -> Int { text.unicodeScalars.count }

  /// Whether others stand before and after a member or item.
  static func neighbours(of token: String, in parent: JSON) -> (before: Bool, after: Bool) {
    let count = parent.kind == .object ? parent.members.count : parent.items.count
    var index = Int(token) ?? 0
    if parent.kind == .object {
      index = 0
      for member in parent.members {
        if member.name.utf8.elementsEqual(token.utf8) { break }
        index += 1
      }
    }
    return (index > 0, index + 1 < count)
  }

  /// A name in quotes, cut short and on one line.
  func name(_ name: String) -> String {
    let shown = secretKeys.contains(name) ? Presentable.omission : Presentable.name(name)
    var result = "\""
    for scalar in shown.unicodeScalars.prefix(48) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: result += "…"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + (shown.unicodeScalars.count > 48 ? "…" : "") + "\""
  }

  /// A value of which nothing but its kind is shown.
  func omitted(_ value: JSON) -> String {
    switch value.kind {
    case .string: "\"…\""
    case .array: "[…]"
    case .object: "{…}"
    case .null: "null"
    case .boolean, .number: "…"
    }
  }

  /// A value: a scalar as far as the message shows it, an object by its names.
  func value(_ value: JSON) -> String {
    switch value.kind {
    case .null: return "null"
    case .array: return value.items.count == 0 ? "[]" : "[…]"
    case .object:
      guard showsNames || value.members.count == 0 else { return omitted(value) }
      let names = value.members.prefix(ExcerptWriter.memberLimit).map { name($0.name) + ": …" }
      if names.isEmpty { return "{}" }
      return "{ " + names.joined(separator: ", ")
        + (value.members.count > ExcerptWriter.memberLimit ? ", …" : "") + " }"
    case .boolean:
      let text = value.boolean == true ? "true" : "false"
      return isShown("boolean \(text)") || Text.contains(message, "says \(text)") ? text : "…"
    case .number:
      let text = value.number ?? ""
      return text.utf8.count <= 40 && (isShown("number \(text)") || Text.contains(message, "says \(text)"))
        ? text : "…"
    case .string:
      let text = value.string ?? ""
      let isPlain =
        text.utf8.count <= 80 && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F }
      guard isPlain, isShown("string \"\(text)\""), !SecretShape.isLikely(text) else { return "\"…\"" }
      return "\"" + text + "\""
    }
  }

  private func isShown(_ words: String) -> Bool { Text.contains(message, "found the " + words) }
}
