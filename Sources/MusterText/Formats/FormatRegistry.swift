/// The formats a user knows: the built-in ones, and others under names of the user's own.
///
/// ```swift
/// var formats = FormatRegistry()
/// formats.register("iban") { text in text.count >= 15 && text.count <= 34 }
/// ```
public struct FormatRegistry: Sendable {
  /// Says whether the contents of a string, in UTF-8, have a format.
  public typealias Check = @Sendable (Span<UInt8>) -> Bool

  /// What a name stands for.
  public enum Entry: Sendable {
    /// A built-in format.
    case builtIn(Format)
    /// A user's own format, judged on strings only.
    case custom(Check)
  }

  /// What is made of a format where a schema asks for it.
  public enum Handling: Sendable, Hashable {
    /// Strings and numbers must have it.
    case assertion(Format.Mode)
    /// It says what is meant, and nothing is checked.
    case annotation
  }

  /// What a text came to.
  public enum Verdict: Sendable, Hashable {
    /// The text has the format.
    case accepted
    /// The text does not have the format.
    case rejected
    /// The format only annotates: nothing was checked.
    case annotated
    /// Nothing is known about the name: nothing was checked, and the caller has to say so.
    case unknown
  }

  /// How formats are handled that ``handle(_:as:)`` says nothing else about.
  public var standardHandling: Handling

  private var checks: [String: Check] = [:]
  private var handlings: [String: Handling] = [:]

  /// Makes a registry of the built-in formats alone.
  public init(standardHandling: Handling = .assertion(.strict)) {
    self.standardHandling = standardHandling
  }

  /// Adds a format, or puts it in the place of the one that had the name, a built-in one included.
  public mutating func register(_ name: String, check: @escaping Check) {
    checks[name] = check
  }

  /// The names of the user's own formats, sorted.
  public var customNames: [String] { checks.keys.sorted() }

  /// Finds what a name stands for; nil if nothing is known about it.
  public func entry(named name: String) -> Entry? {
    if let check = checks[name] {
      return .custom(check)
    }
    return Format.named(name).map(Entry.builtIn)
  }

  /// Sets how one format is handled.
  public mutating func handle(_ name: String, as handling: Handling) {
    handlings[name] = handling
  }

  /// How a format is handled.
  public func handling(of name: String) -> Handling {
    handlings[name] ?? standardHandling
  }

  /// Judges a text by a format: a string's contents, or for a number's format the number as written.
  ///
  /// - Complexity: as ``Format/accepts(_:mode:scratch:)``, or the user's own check.
  public func judge(_ text: Span<UInt8>, as name: String, scratch: inout PatternScratch) -> Verdict {
    guard let entry = entry(named: name) else { return .unknown }
    guard case .assertion(let mode) = handling(of: name) else { return .annotated }
    switch entry {
    case .builtIn(let format) where format.subject == .none:
      return .annotated
    case .builtIn(let format):
      return format.accepts(text, mode: mode, scratch: &scratch) ? .accepted : .rejected
    case .custom(let check):
      return check(text) ? .accepted : .rejected
    }
  }
}
