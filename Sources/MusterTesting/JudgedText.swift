import Muster

/// The JSON text of a payload on one line: its structure, and its values only where every value may be shown.
///
/// What a schema says not to show is not known here, so that no other policy shows a value.
struct JudgedText {
  /// How many code points are shown.
  private static let longest = 1_000

  private let showsAll: Bool
  private var text = ""
  private var isCut = false

  /// The text, or `nil` if not even names may be shown.
  ///
  /// `…` is written for what is not shown.
  static func of(_ bytes: [UInt8], _ disclosure: Disclosure) -> String? {
    guard disclosure != .never else { return nil }
    var assembler = JSONAssembler()
    assembler.append(bytes)
    guard let document = try? JSONDocument(assembler) else { return nil }
    var shown = JudgedText(showsAll: disclosure == .all)
    shown.add(document.root, isSensitive: false)
    return shown.text
  }

  private init(showsAll: Bool) { self.showsAll = showsAll }

  private mutating func add(_ value: JSON, isSensitive: Bool) {
    switch value.kind {
    case .object:
      let showsAll = showsAll
      list(value.members, "{", "}") { text, member in
        let isName =
          showsAll || (!isSensitive && ValueText.isFieldName(member.name) && !SecretShape.isPrivate(member.name))
        text.append(JudgedText.quoted(isName ? member.name : Disclosure.omission) + ": ")
        text.add(member.value, isSensitive: isSensitive || Sensitivity.isSensitive(name: member.name))
      }
    case .array: list(value.items, "[", "]") { text, item in text.add(item, isSensitive: isSensitive) }
    case .null: append("null")
    case .boolean, .number:
      append(showsAll ? String(decoding: value.rawText, as: UTF8.self) : Disclosure.omission)
    case .string: append(JudgedText.quoted(showsAll ? value.string ?? "" : Disclosure.omission))
    }
  }

  private mutating func list<Parts: Sequence>(
    _ parts: Parts, _ open: String, _ close: String, _ add: (inout JudgedText, Parts.Element) -> Void
  ) {
    append(open)
    var isFirst = true
    for part in parts {
      if isCut { return }
      if !isFirst { append(", ") }
      add(&self, part)
      isFirst = false
    }
    append(close)
  }

  private mutating func append(_ part: String) {
    guard !isCut else { return }
    text += part
    guard text.unicodeScalars.count > JudgedText.longest else { return }
    text = String(text.unicodeScalars.prefix(JudgedText.longest)) + Disclosure.omission
    isCut = true
  }

  /// A string as JSON writes it, on one line.
  private static func quoted(_ text: String) -> String { ValueText.quoted(text) { _ in Disclosure.omission } }
}
