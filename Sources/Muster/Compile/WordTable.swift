import MusterText

/// The texts that schemas use over and over, each looked up once.
struct WordTable {
  /// The texts of references, and the names of formats.
  private var texts = TextTable()
  /// Formats by the numbers of their names.
  private var formats: [UInt32: Format?] = [:]
  /// By dialect, what unknown names may be meant to be.
  private var nearestKeywords: [String: [String: String?]] = [:]

  /// The number of a text.
  mutating func number(of text: SchemaNode) -> UInt32 { texts.number(of: text) }

  /// The format of a name; `nil` if there is none.
  mutating func format(_ name: SchemaNode) -> Format? {
    let number = texts.number(of: name)
    if let known = formats[number] { return known }
    let format = Format.named(name.string ?? "")
    formats[number] = .some(format)
    return format
  }

  /// The keyword of a dialect that an unknown name may be meant to be.
  mutating func nearestKeyword(_ name: String, in dialect: Dialect) -> String? {
    if let known = nearestKeywords[dialect.name]?[name] { return known }
    let nearest = NearestName.of(name, among: dialect.keywordNames)
    nearestKeywords[dialect.name, default: [:]][name] = .some(nearest)
    return nearest
  }
}
