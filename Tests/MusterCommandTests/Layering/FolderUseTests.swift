import Testing

/// The test of the test: made-up modules in which uses are found, and no others.
@Suite("Folders that use each other")
struct FolderUseTests {
  private func uses(_ files: [(path: String, text: String)]) -> [String: Set<String>] {
    let use = FolderUse(
      files.map { path, text in
        let parts = path.split(separator: "/").map(String.init)
        return FolderUse.File(
          folder: parts.count == 1 ? "." : parts.dropLast().joined(separator: "/"), name: parts[parts.count - 1],
          code: SwiftCode(text))
      })
    return use.uses.mapValues { Set($0.keys) }
  }

  @Test func aForbiddenUseIsFound() {
    let found = uses([
      ("High/Machine.swift", "struct Machine { var part: Part }"),
      ("Low/Part.swift", "public struct Part { func fits(_ machine: Machine) -> Bool { true } }"),
    ])
    #expect(found == ["High": ["Low"], "Low": ["High"]])
    #expect(FolderUse.circle(in: found) != nil)
  }

  @Test func commentsTextsAndMembersAreNoUses() {
    let found = uses([
      ("High/Machine.swift", "package final class Machine {}\nprivate struct Helper {}"),
      (
        "Low/Part.swift",
        #"""
        // Machine
        /* Machine /* Machine */ Machine */
        enum Part {
          static let text = "Machine \"Machine\" Machine", raw = #"Machine "\(Machine)" "#
          static let lines = """
            Machine
            """
          func make() -> Any { Factory.Machine.self }
          struct Helper {}
          let own = Helper()
        }
        """#
      ),
    ])
    #expect(found == ["High": [], "Low": []])
  }

  @Test func whatATextInterpolatesIsAUse() {
    let found = uses([
      ("High/Machine.swift", "struct Machine { static let name = \"\" }"),
      ("Low/Part.swift", #"let text = "a \(["\(Machine.name)"].count) b""#),
    ])
    #expect(found["Low"] == ["High"])
  }

  @Test func aTypeInAnExtensionIsWhereItIsDeclared() {
    let found = uses([
      ("High/Machine.swift", "struct Machine { var options: Options }"),
      ("Low/Options.swift", "extension Machine {\n  struct Options { enum Kind { case one } }\n}"),
      ("Other/Reader.swift", "func read(_ options: Machine.Options) -> Machine.Options.Kind { options.kind }"),
      ("Other/More.swift", "extension Machine.Options { var isMore: Bool { true } }"),
      ("Third/Use.swift", "extension Machine { func use() {} }"),
    ])
    #expect(found == ["High": [], "Low": [], "Other": ["Low"], "Third": ["High"]])
  }

  @Test func aModulesOwnFolderIsOneToo() {
    let found = uses([
      ("Entry.swift", "public struct Entry { let part: Part }"), ("Low/Part.swift", "struct Part {}"),
    ])
    #expect(found == [".": ["Low"], "Low": []])
  }

  @Test func circlesAreFoundAndNothingElse() {
    #expect(FolderUse.circle(in: ["a": ["b", "c"], "b": ["c"], "c": []]) == nil)
    #expect(FolderUse.circle(in: ["a": ["b"], "b": ["c"], "c": ["b"]]) == ["b", "c", "b"])
  }
}
