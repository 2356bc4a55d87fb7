/// Why bytes are not a program that can be trusted.
public struct ProgramError: Error, Sendable, Hashable {
  /// What kind of mistake it is.
  ///
  /// New codes may be added.
  public struct Code: Sendable, Hashable {
    /// The code as reports print it.
    public let name: String

    /// The bytes do not begin as a program does.
    public static let notAProgram = Code(name: "not-a-program")
    /// The program was written by a later version.
    public static let futureVersion = Code(name: "future-version")
    /// The program was written by an earlier version.
    public static let pastVersion = Code(name: "past-version")
    /// The bytes end too early.
    public static let truncated = Code(name: "truncated")
    /// The program uses a format or keyword of the caller's own that was not given.
    public static let missingCheck = Code(name: "missing-check")
    /// The bytes were changed: something in them leads out of bounds or contradicts the rest.
    public static let corrupt = Code(name: "corrupt")
    /// A part of the bytes cannot be read any more.
    public static let unreadable = Code(name: "unreadable")
    /// A part of the bytes is not what was written.
    public static let checksum = Code(name: "checksum")
  }

  /// What kind of mistake it is.
  public let code: Code
  /// What was found, in a few words.
  public let detail: String

  init(_ code: Code, _ detail: String) {
    self.code = code
    self.detail = detail
  }

  init(_ failure: PagedBytes.Failure) {
    switch failure {
    case .unreadable(let range):
      self.init(.unreadable, "the bytes \(range.lowerBound) to \(range.upperBound) cannot be read")
    case .changed: self.init(.checksum, "it was changed after it was written")
    }
  }
}

extension ProgramError: CustomStringConvertible {
  /// The kind of mistake and what was found.
  public var description: String { "\(code.name): \(detail)" }
}
