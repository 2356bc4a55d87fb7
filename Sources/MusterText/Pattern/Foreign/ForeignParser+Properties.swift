extension ForeignParser {
  /// What the name of a property stands for.
  private enum Property {
    /// A property as ECMA-262 names it.
    case named(String)
    /// The members of a class.
    case members(String)
    case set(CodePointSet)
  }

  /// Reads what follows `\p` or `\P`.
  mutating func parseProperty(from start: Int) throws(PatternError) -> ForeignCharacter {
    var isNegated = scalar(at: start + 1) == "P"
    guard skip("{") else { return try parseShortProperty(from: start, isNegated) }
    let hasCaret = skip("^")
    let first = position
    while let scalar = peek, scalar != "}" { position += 1 }
    let name = written(from: first)
    guard skip("}") else { throw error(.invalidEscape, at: start, "a \\p{ without a }") }
    try checkCase(name, from: start)
    let parts = name.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if hasCaret { isNegated.toggle() }
    if UnicodeProperty.set(name: parts[0], value: parts.count > 1 ? parts[1] : nil) != nil {
      if hasCaret { note(from: start) }
      return .set((isNegated ? "\\P{" : "\\p{") + name + "}")
    }
    let found = parts.count > 1 ? Self.property(key: parts[0], value: parts[1]) : Self.property(name)
    guard let found else {
      throw uncertain(at: start, "languages differ on the property \(name), or ECMA-262 has none like it")
    }
    note(from: start)
    switch found {
    case .named(let name): return .set((isNegated ? "\\P{" : "\\p{") + name + "}")
    case .members(let members): return .members(members, isNegated: isNegated)
    case .set(let set): return .members(ForeignText.members(set), isNegated: isNegated)
    }
  }

  /// Reads the letter of `\pL`.
  private mutating func parseShortProperty(from start: Int, _ isNegated: Bool) throws(PatternError) -> ForeignCharacter
  {
    guard let letter = peek, ["L", "M", "N", "P", "S", "Z", "C"].contains(letter) else {
      throw uncertain(at: start, "not every language has \\p without a name")
    }
    position += 1
    note(from: start)
    return .set((isNegated ? "\\P{" : "\\p{") + String(Character(letter)) + "}")
  }

  /// Languages differ on whether a property of letters' case still counts where case is ignored.
  private mutating func checkCase(_ name: String, from start: Int) throws(PatternError) {
    guard flags.ignoresCase else { return }
    let last = name.split(separator: "=").last.map { $0.lowercased() } ?? ""
    let words = ["lu", "ll", "lt", "upper", "lower", "title"]
    guard words.contains(where: { last == $0 || last == "is" + $0 || ($0.utf8.count > 2 && last.contains($0)) }) else {
      return
    }
    doubt(at: start, "languages differ on \(name) where case is ignored")
  }

  private static func property(_ name: String) -> Property? {
    if let set = ForeignSets.java(name) { return .set(set) }
    switch name {
    case "L&": return .named("LC")
    case "Xan": return .members("\\p{L}\\p{N}")
    case "javaLetterOrDigit": return .members("\\p{L}\\p{Nd}")
    case "javaLetter": return .named("L")
    case "javaDigit": return .named("Nd")
    case "javaLowerCase": return .named("Lowercase")
    case "javaUpperCase": return .named("Uppercase")
    case "javaTitleCase": return .named("Lt")
    case "javaAlphabetic": return .named("Alphabetic")
    case "javaIdeographic": return .named("Ideographic")
    case "javaSpaceChar": return .named("Z")
    default: break
    }
    if UnicodeProperty.set(name: "Script", value: name) != nil { return .named("Script=" + name) }
    if name.hasPrefix("In") { return ForeignSets.block(folded(name.dropFirst(2))).map { .set($0) } }
    if name.hasPrefix("Is") { return property(is: String(name.dropFirst(2))) }
    return nil
  }

  /// A property with the prefix `Is`: a category, a script or a binary property in Java, a block in .NET.
  private static func property(is name: String) -> Property? {
    switch name {
    case "Alphabetic", "Ideographic", "Lowercase", "Uppercase", "White_Space", "Assigned": return .named(name)
    case "Letter": return .named("L")
    case "Digit": return .named("Nd")
    case "Control": return .named("Cc")
    case "Titlecase": return .named("Lt")
    case "Punctuation": return .named("P")
    default: break
    }
    let isBlock = ForeignSets.block(folded(name)) != nil || sharedBlocks.contains(folded(name))
    if UnicodeProperty.set(name: "Script", value: name) != nil { return isBlock ? nil : .named("Script=" + name) }
    if name.utf8.count <= 2, UnicodeProperty.set(name: name, value: nil) != nil { return .named(name) }
    return ForeignSets.block(folded(name)).map { .set($0) }
  }

  /// Names of scripts that are also names of blocks in .NET, besides those whose block is known.
  private static let sharedBlocks: Set<String> = [
    "armenian", "bengali", "bopomofo", "buhid", "cherokee", "devanagari", "ethiopic", "georgian", "gujarati",
    "gurmukhi",
    "hanunoo", "kannada", "khmer", "lao", "limbu", "malayalam", "mongolian", "myanmar", "ogham", "oriya", "runic",
    "sinhala", "syriac", "tagalog", "tagbanwa", "taile", "tamil", "telugu", "thaana", "tibetan",
  ]

  private static func property(key: String, value: String) -> Property? {
    switch key.lowercased() {
    case "script", "sc", "isscript", "issc":
      return [value, value.capitalizedWords].first { UnicodeProperty.set(name: "Script", value: $0) != nil }.map {
        .named("Script=" + $0)
      }
    case "general_category", "gc", "isgeneral_category", "isgc":
      return UnicodeProperty.set(name: "gc", value: value) != nil ? .named(value) : nil
    case "block", "blk", "isblock", "isblk":
      return ForeignSets.block(folded(Substring(value))).map { .set($0) }
    default: return nil
    }
  }

  /// A name of a block in lower case, without what separates its words.
  private static func folded(_ name: Substring) -> String {
    String(name.lowercased().filter { !["_", "-", " "].contains($0) })
  }

  private static func folded(_ name: String) -> String { folded(Substring(name)) }
}

extension String {
  /// The text with a capital at the start of each word, words separated by underscores.
  fileprivate var capitalizedWords: String {
    split(separator: "_", omittingEmptySubsequences: false)
      .map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
      .joined(separator: "_")
  }
}
