/// A named format: a syntax that the keyword `format` asks a string or a number to have.
///
/// ```swift
/// Format.named("uuid")?.accepts("2EB8AA08-AA98-11EA-B4AA-73B441D16380")  // true
/// ```
/// A name that nothing is known about gives nil, so that it cannot be passed over in silence.
/// To let a format only annotate, do not call ``accepts(_:mode:scratch:)``.
public struct Format: Sendable, Hashable {
  /// What a format is a syntax of.
  public enum Subject: Sendable {
    /// The contents of a JSON string.
    case string
    /// The text of a JSON number, as it was written.
    case number
    /// Nothing: the name is known, but says what is meant and not how it is written.
    case none
  }

  /// How closely a format's grammar is kept to.
  public enum Mode: UInt8, Sendable {
    /// The grammar to the letter.
    case strict
    /// The grammar with the departures that the format's own file lists.
    case relaxed
  }

  let kind: FormatKind

  init(kind: FormatKind) {
    self.kind = kind
  }

  /// Makes a format from its stable number.
  public init?(code: UInt8) {
    guard let kind = FormatKind(rawValue: code) else { return nil }
    self.kind = kind
  }

  /// Finds a format by its name, in exactly the letters it is registered with.
  ///
  /// - Complexity: O(*n*) for *n* known formats.
  public static func named(_ name: String) -> Format? {
    FormatKind.allCases.first { $0.name == name }.map(Format.init(kind:))
  }

  /// Every format that is known.
  public static var all: [Format] {
    FormatKind.allCases.map(Format.init(kind:))
  }

  /// The name as a schema writes it.
  public var name: String { kind.name }

  /// A number that stays the same from release to release.
  public var code: UInt8 { kind.rawValue }

  /// What the format is a syntax of.
  public var subject: Subject { kind.subject }

  /// Whether a number's format is registered for strings too, which then hold the number's text.
  ///
  /// Source: the OpenAPI format registry, column "JSON Data Type".
  public var appliesToStrings: Bool {
    switch kind {
    case .int64, .uint64, .decimal, .decimal128, .unixTime: true
    default: subject == .string
    }
  }

  /// Whether a text has the format.
  ///
  /// The text is valid UTF-8: a string's contents with escapes undone, or for a number's format the number as written.
  /// A format whose subject is ``Subject/none`` accepts everything.
  ///
  /// - Complexity: O(*n*) for *n* bytes; without allocation except for `regex`, and names in scripts beyond ASCII.
  public func accepts(_ text: Span<UInt8>, mode: Mode, scratch: inout PatternScratch) -> Bool {
    kind.accepts(text, mode: mode)
  }

  /// Whether a string has the format.
  ///
  /// - Complexity: as ``accepts(_:mode:scratch:)``.
  public func accepts(_ text: String, mode: Mode = .strict) -> Bool {
    kind.accepts(text.utf8.span, mode: mode)
  }
}
