/// The names of members that a program knows, worked out when they are first asked for.
final class DeclaredNames: Sendable {
  private let names: TextTable

  init(_ program: Program) {
    var names = TextTable()
    ByteView.with(program.text) { text in
      for property in program.properties {
        _ = names.number(text, Int(property.nameStart), Int(property.nameLength))
      }
      for name in program.names { _ = names.number(text, Int(name.start), Int(name.length)) }
    }
    self.names = names
  }

  func contains(_ name: Span<UInt8>) -> Bool { names.contains(name) }
}

extension Program {
  /// Whether a schema of the program names a member so: in `properties`, `required` or another keyword.
  ///
  /// - Complexity: O(*n*) in the length of the name; the first time, in the names of the program.
  func declares(_ name: Span<UInt8>) -> Bool {
    let known = declaredNames.load() ?? declaredNames.storeIfNil(DeclaredNames(self))
    return known.contains(name)
  }
}
