/// Which folders of a module use which others, as the names of types in their code say.
///
/// A folder has the types that its files declare at the top level, and those that its files declare in extensions of other
/// folders' types: `Schema.Options` is where `extension Schema { struct Options` stands.
struct FolderUse {
  /// A source file of a module.
  struct File {
    /// Its folder within the module, `.` for the module's own.
    var folder: String
    var name: String
    var code: SwiftCode
  }

  /// For each folder those that it uses, each with the words of a file that say so.
  private(set) var uses: [String: [String: Set<String>]] = [:]

  /// The folder of each type.
  private var homes: [String: String] = [:]

  init(_ files: [File]) {
    let declared = files.map { Declarations($0.code.tokens) }
    for (file, declared) in zip(files, declared) {
      uses[file.folder] = uses[file.folder] ?? [:]
      for name in declared.shared { homes[name] = file.folder }
    }
    for (file, declared) in zip(files, declared) {
      for (index, token) in file.code.tokens.enumerated() {
        guard token.kind == .word, !token.isMember, !declared.openings.contains(index),
          let name = used(at: index, in: file.code.tokens), !declared.own.contains(token.text),
          let home = homes[name], home != file.folder
        else { continue }
        uses[file.folder]?[home, default: []].insert("\(file.name): \(name)")
      }
    }
  }

  /// The type that a word names: the nested one where that has a home of its own.
  private func used(at index: Int, in tokens: [SwiftCode.Token]) -> String? {
    let word = tokens[index].text
    if tokens[index].hasMember, index + 1 < tokens.count {
      let nested = "\(word).\(tokens[index + 1].text)"
      if homes[nested] != nil { return nested }
    }
    return homes[word] == nil ? nil : word
  }

  /// A circle among folders; `nil` if there is none.
  static func circle(in uses: [String: Set<String>]) -> [String]? {
    var left = uses
    while let done = left.first(where: { $0.value.isDisjoint(with: left.keys) })?.key { left[done] = nil }
    guard let start = left.keys.min() else { return nil }
    var path = [start]
    while let next = left[path[path.count - 1]]?.intersection(left.keys).min() {
      if let first = path.firstIndex(of: next) { return Array(path[first...]) + [next] }
      path.append(next)
    }
    return nil
  }
}

/// What a file declares.
private struct Declarations {
  /// The types that other files can name, those in extensions with the name of the extended one before theirs.
  private(set) var shared: Set<String> = []
  /// The names of all types in the file, of which a use is most likely that of its own.
  private(set) var own: Set<String> = []
  /// Where the names are of what is extended by types: no uses.
  private(set) var openings: Set<Int> = []

  private static let kinds: Set = ["struct", "class", "enum", "protocol", "actor", "typealias"]
  private static let modifiers: Set = [
    "public", "package", "internal", "final", "indirect", "nonisolated", "unsafe", "safe", "usableFromInline", "frozen",
    "private", "fileprivate",
  ]

  init(_ tokens: [SwiftCode.Token]) {
    var depth = 0
    var extended: (name: String, opening: Int)?
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .openBrace: depth += 1
      case .closeBrace:
        depth -= 1
        if depth == 0 { extended = nil }
      case .word where token.text == "extension" && depth == 0 && index + 1 < tokens.count:
        let name = tokens[(index + 1)...].prefix { $0.kind == .word && ($0.isMember || $0 == tokens[index + 1]) }
        extended = (name.map(\.text).joined(separator: "."), index + 1)
      case .word where Declarations.kinds.contains(token.text) && !token.isMember && index + 1 < tokens.count:
        let name = tokens[index + 1].text
        let isPrivate = Declarations.isPrivate(tokens, before: index)
        if depth == 0 {
          if isPrivate { own.insert(name) } else { shared.insert(name) }
        } else {
          own.insert(name)
          if depth == 1, let extended, !isPrivate {
            shared.insert("\(extended.name).\(name)")
            openings.insert(extended.opening)
          }
        }
      case .word: break
      }
    }
  }

  private static func isPrivate(_ tokens: [SwiftCode.Token], before index: Int) -> Bool {
    tokens[..<index].reversed().prefix { modifiers.contains($0.text) }.contains { $0.text.hasSuffix("private") }
  }
}
