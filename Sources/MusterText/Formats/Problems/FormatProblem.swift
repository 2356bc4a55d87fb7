/// What keeps a text from having a format, as data: no sentence, and nothing of the text itself.
///
/// ```swift
/// Format.named("date-time")?.problem(in: "2024-05-01T10:00:00")?.code  // missing-zone
/// ```
public struct FormatProblem: Sendable, Hashable {
  /// The kind of a problem; new kinds may be added.
  public struct Code: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The name of the kind, in kebab case.
    public let rawValue: String

    /// Makes a code from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The name of the kind.
    public var description: String { rawValue }
  }

  /// The kind of problem.
  public let code: Code
  /// Where in the text the problem is, as an offset in UTF-8 bytes; `nil` if it concerns the text as a whole.
  public let offset: Int?

  /// Makes a problem from its parts.
  public init(_ code: Code, at offset: Int? = nil) {
    self.code = code
    self.offset = offset
  }

  /// The same problem in a longer text, of which the one looked at starts at an offset.
  func shifted(by distance: Int) -> FormatProblem {
    FormatProblem(code, at: offset.map { $0 + distance })
  }
}

extension Format {
  /// Finds the first thing that keeps a text from having the format; `nil` if ``accepts(_:mode:scratch:)`` says yes.
  ///
  /// For explaining: it takes a few times as long as the verdict.
  ///
  /// - Complexity: as ``accepts(_:mode:scratch:)``.
  public func problem(in text: Span<UInt8>, mode: Mode = .strict) -> FormatProblem? {
    kind.accepts(text, mode: mode) ? nil : kind.problem(inRejected: text, mode: mode)
  }

  /// Finds the first thing that keeps a string from having the format.
  ///
  /// - Complexity: as ``accepts(_:mode:scratch:)``.
  public func problem(in text: String, mode: Mode = .strict) -> FormatProblem? {
    problem(in: text.utf8.span, mode: mode)
  }
}
