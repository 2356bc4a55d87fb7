import Muster
import MusterContracts

extension StructureMistake {
  /// What is wrong, what was expected and what comes of it.
  var message: String {
    switch fact {
    case .unknownMember(let name, let kind, let hint):
      "\(called(kind)) has no member '\(name)' in \(table.version)\(words(hint))"
    case .otherVersion(let names, let kind, let version, let isRead):
      "\(StructureMistake.list(names)) in \(called(kind)) \(names.count == 1 ? "is" : "are") of \(version), and this is "
        + table.version
        + (isRead
          ? ": by intent read as what it is, by the letter not checked" : ": not read")
    case .misplacedMember(let name, let kind, let member, let value):
      "\(called(kind)) with '\(member): \(value)' has no member '\(name)' in \(table.version)"
    case .missingMember(let name, let kind): "\(called(kind)) needs the member '\(name)' in \(table.version)"
    case .missingOneOf(let names, let kind):
      "\(called(kind)) needs \(StructureMistake.list(names, "or")) in \(table.version)"
    case .together(let names, let kind):
      "\(called(kind)) has \(StructureMistake.list(names)), and only one of them may stand there; keep one"
    case .only(let name, let beside, let kind):
      "'\(name)' in \(called(kind)) has no effect without '\(beside)'"
    case .onlyFor(let name, let member, let value): "'\(name)' has no effect unless '\(member)' is \(value)"
    case .wrongKind(let expected, let found): "\(expected) was expected here, not \(found.description)"
    case .unquoted(let text): "a text was expected here; put \(text) in quotation marks"
    case .wrongText(let text, let expected, let nearest):
      "\(expected) was expected here, not '\(text.prefix(80))'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    case .otherVersionText(let text, let version):
      "'\(text)' is of \(version), and this is \(table.version): by intent read as what it is, by the letter not checked"
    case .wrongName(let name, let expected): "expected \(expected), not '\(name.prefix(80))'"
    case .lowerCaseRange(let name, let upper):
      "a range of statuses has an upper-case X: by intent '\(name)' is read as \(upper), by the letter it documents "
        + "nothing"
    case .notTrue(let name): "'\(name)' must be true here: a parameter of a path is always there"
    case .notAmong(let name, let list): "the value of '\(name)' is not among those of '\(list)'"
    case .empty(let kind): "\(called(kind)) needs at least one member"
    case .tooFew(let least): "at least \(least == 1 ? "one entry is" : "\(least) entries are") expected here"
    case .tooMany(let most): "\(most == 1 ? "only one entry is" : "at most \(most) entries are") expected here"
    case .reference(let holder, let isFollowed):
      "\(table.version) has no '$ref' in \(holder): "
        + (isFollowed ? "by intent it is followed, by the letter this part is not checked" : "it is not followed")
    case .besideReference(let names):
      "\(StructureMistake.list(names)) beside '$ref' \(names.count == 1 ? "has" : "have") no effect in \(table.version)"
    case .duplicate(let names):
      "another item of this list has the same \(StructureMistake.list(names)); keep one of them"
    case .equalItems: "another item of this list is the same; keep one of them"
    case .queryStrings:
      "a parameter in 'querystring' is the whole query: no other one in 'querystring' or 'query' may stand beside it"
    }
  }

  private func called(_ kind: ObjectKind) -> String { StructureMistake.withArticle(kind.name(in: table)) }

  /// A name with its article.
  static func withArticle(_ name: String) -> String {
    // "OAuth" and "OpenAPI" begin with vowels in speech, too.
    let first = name.unicodeScalars.first.map { "AEIO".unicodeScalars.contains($0) } ?? false
    return "\(first || name.hasPrefix("XML") ? "an" : "a") \(name)"
  }

  private func words(_ hint: Hint?) -> String {
    switch hint {
    case .nearest(let name): "; did you mean '\(name)'?"
    case .letterCase(let name): ": by intent it is read as '\(name)', by the letter it is not checked"
    case .neighbour(let kind): "; \(called(kind)) has it"
    case nil: ""
    }
  }

  private static func list(_ names: [String], _ word: String = "and") -> String {
    let quoted = names.map { "'\($0)'" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " \(word) \(last)"
  }
}
