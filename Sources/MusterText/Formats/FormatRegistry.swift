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

  private var checks: [String: Check] = [:]

  /// Makes a registry of the built-in formats alone.
  public init() {}

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
}
