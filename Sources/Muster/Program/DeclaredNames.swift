/// The names of members that a program knows, with what explaining asks of each; worked out when they are first asked for.
final class DeclaredNames: Sendable {
  /// What may be shown of a member of a name.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt8

    /// The member may hold a secret.
    static let sensitive = Traits(rawValue: 1)
    /// The name itself looks like a secret.
    static let secret = Traits(rawValue: 2)
  }

  private let names: TextTable
  /// For each name its traits, by its number.
  private let traits: [Traits]

  init(_ program: Program) {
    var names = TextTable()
    ByteView.with(program.text) { text in
      for property in program.properties {
        _ = names.number(text, Int(property.nameStart), Int(property.nameLength))
      }
      for name in program.names { _ = names.number(text, Int(name.start), Int(name.length)) }
    }
    self.names = names
    traits = names.strings.map { name in
      var traits: Traits = []
      if Sensitivity.isSensitive(name: name) { traits.insert(.sensitive) }
      if SecretShape.isPrivate(name) { traits.insert(.secret) }
      return traits
    }
  }

  func traits(of name: Span<UInt8>) -> Traits? { names.find(name).map { traits[Int($0)] } }
}

extension Program {
  /// The traits of a member's name; `nil` if no schema of the program names a member so.
  ///
  /// - Complexity: O(*n*) in the length of the name; the first time, in the names of the program.
  func traits(ofDeclared name: Span<UInt8>) -> DeclaredNames.Traits? {
    let known = declaredNames.load() ?? declaredNames.storeIfNil(DeclaredNames(self))
    return known.traits(of: name)
  }
}
