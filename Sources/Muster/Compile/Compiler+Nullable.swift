/// `nullable`, by the letter and as vendors mean it.
extension Compiler {
  /// Whether a null passes whatever the rest of the schema says.
  ///
  /// OpenAPI 3.0.0 to 3.0.2 have `nullable` allow "a null value for the defined schema"; from 3.0.3 on it adds null to
  /// a `type` beside it and does nothing else. Vendors mean the former, in 3.1 as well, where the keyword is gone.
  mutating func acceptsNull(_ keywords: SchemaKeywords, _ place: Place) -> Bool {
    guard let entry = keywords[.nullable], boolean(entry, .nullable) == true else { return false }
    let origin = entry.origin
    pass.dependsOnReading = true
    if isIntent { return true }
    if keywords[.ref] != nil {
      notice(.noEffect, at: origin, "'nullable' beside '$ref' has no effect in \(dialect.name)")
      return false
    }
    if dialect.patch >= 3 {
      if keywords[.type] == nil {
        notice(.noEffect, at: origin, "'nullable' without a 'type' beside it has no effect from OpenAPI 3.0.3 on")
      }
      return false
    }
    // An enum is complete: what it does not list is not allowed.
    guard let list = keywords[.enumeration]?.value else { return true }
    return list.items.contains { $0.kind == .null }
  }

  /// Whether `nullable` adds null to the types beside it, by the letter of OpenAPI 3.0.
  func typeIsNullable(_ keywords: SchemaKeywords) -> Bool {
    keywords[.nullable]?.value.boolean == true && dialect.table == .openAPI30
  }
}
