/// The names of members that a program knows, worked out when they are first asked for.
final class DeclaredNames: Sendable {
  private let names: Set<[UInt8]>

  init(_ program: Program) {
    var names: Set<[UInt8]> = []
    for property in program.properties {
      names.insert(Array(program.bytes(of: NameEntry(start: property.nameStart, length: property.nameLength))))
    }
    for name in program.names { names.insert(Array(program.bytes(of: name))) }
    self.names = names
  }

  func contains(_ name: String) -> Bool { names.contains(Array(name.utf8)) }
}

extension Program {
  /// Whether a schema of the program names a member so: in `properties`, `required` or another keyword.
  ///
  /// - Complexity: O(*n*) in the length of the name; the first time, in the names of the program.
  func declares(_ name: String) -> Bool {
    let known = declaredNames.load() ?? declaredNames.storeIfNil(DeclaredNames(self))
    return known.contains(name)
  }
}
