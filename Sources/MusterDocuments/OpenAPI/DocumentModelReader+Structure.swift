import Muster
import MusterContracts

extension DocumentModelReader {
  /// The value itself, or what its `$ref` leads to, where the version has Reference Objects.
  mutating func resolve(_ place: Place, _ kind: ObjectKind) throws(ContractError) -> Place {
    let target = try references.resolve(place)
    enter(target, .object(kind))
    return target
  }

  /// The value itself, or what its `$ref` leads to, where the version has no `$ref`.
  mutating func follow(_ place: Place, _ form: MemberForm) throws(ContractError) -> DocumentReferences.Followed {
    let found = try references.followed(place)
    if found.letter != nil { for part in [found.place] + found.place.beyond { enter(part, form) } }
    return found
  }

  /// Keeps a part of another document, so that its shape is looked at, too.
  mutating func enter(_ place: Place, _ form: MemberForm) {
    if place.uri != nil { model.entered.append((place, form)) }
  }

  /// What is not as its version has it, in the document and in the parts of others that were read.
  ///
  /// - Parameters:
  ///   - content: What was read, whose own notices and mistakes are not told again.
  ///   - dialect: The dialect that the document declares; `nil` if it declares none.
  ///   - isWhole: Whether the document is a whole source, and not a part of a page.
  /// - Complexity: O(*n*) in the size of all documents.
  func structure(beside content: DocumentModel, declared dialect: Dialect?, isWhole: Bool) -> [Notice] {
    let table = ShapeTable.of(dialect)
    var mistakes = StructureWalk.mistakes(in: root, table, isFragment: dialect == nil || !isWhole)
    var visited: [String?: Set<Int>] = [:]
    for (place, form) in content.entered {
      mistakes += StructureWalk.mistakes(in: place, as: form, table, visited: &visited[place.uri, default: []])
    }
    let told = Set(content.notices.map { Told($0.source, $0.pointer, $0.code) })
    var broken = Set((content.lost + content.lostPaths.map(\.part)).map { Told($0.location) })
    for operation in content.operations {
      for use in operation.brokenParts { broken.insert(Told(use.part.location)) }
    }
    return mistakes.compactMap { mistake in
      let notice = mistake.notice
      guard !broken.contains(Told(notice.source, notice.pointer, nil)),
        !told.contains(Told(notice.source, notice.pointer, notice.code)),
        notice.code != .duplicateItem || !told.contains(Told(notice.source, notice.pointer, .noEffect))
      else { return nil }
      return notice
    }
  }

  /// A place that something was told of.
  private struct Told: Hashable {
    let source: String?
    let pointer: String
    let code: Notice.Code?

    init(_ source: String?, _ pointer: String, _ code: Notice.Code?) {
      (self.source, self.pointer, self.code) = (source, pointer, code)
    }

    init(_ location: SourceLocation) { self.init(location.source, location.pointer, nil) }
  }
}
