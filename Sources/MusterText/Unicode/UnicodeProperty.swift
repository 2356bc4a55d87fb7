/// Properties of code points as `\p{…}` names them: ECMA-262 section 22.2.2.9, tables 67 to 69.
///
/// Names are compared letter by letter, as ECMA-262 wants it.
enum UnicodeProperty {
  /// The set a property expression stands for; nil if ECMA-262 has no such property or value.
  static func set(name: String, value: String?) -> CodePointSet? {
    guard let value else {
      return category(name) ?? binary(name)
    }
    switch name {
    case "General_Category", "gc":
      return category(value)
    case "Script", "sc":
      return ScriptTable.ranges(named: value).map(set(packed:))
    case "Script_Extensions", "scx":
      return (ScriptExtensionsTable.ranges(named: value) ?? ScriptTable.ranges(named: value)).map(set(packed:))
    default:
      return nil
    }
  }

  private static func set(packed text: String) -> CodePointSet {
    CodePointSet(PackedText.ranges(text.utf8.span))
  }

  private static func binary(_ name: String) -> CodePointSet? {
    switch name {
    case "Any": .everything
    case "ASCII": CodePointSet(0, 0x7F)
    case "Assigned": category("Cn")?.complement
    default: BinaryPropertyTable.ranges(named: name).map(set(packed:))
    }
  }

  private static func category(_ name: String) -> CodePointSet? {
    guard let parts = groups(name) else {
      return GeneralCategoryTable.ranges(named: name).map(set(packed:))
    }
    var ranges: [CodePointRange] = []
    for part in parts {
      ranges += category(part)?.ranges ?? []
    }
    return CodePointSet(ranges)
  }

  /// The categories that a category of several is made of.
  private static func groups(_ name: String) -> [String]? {
    switch name {
    case "LC", "Cased_Letter": ["Lu", "Ll", "Lt"]
    case "L", "Letter": ["Lu", "Ll", "Lt", "Lm", "Lo"]
    case "M", "Mark", "Combining_Mark": ["Mn", "Mc", "Me"]
    case "N", "Number": ["Nd", "Nl", "No"]
    case "P", "Punctuation", "punct": ["Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"]
    case "S", "Symbol": ["Sm", "Sc", "Sk", "So"]
    case "Z", "Separator": ["Zs", "Zl", "Zp"]
    case "C", "Other": ["Cc", "Cf", "Cs", "Co", "Cn"]
    default: nil
    }
  }
}
