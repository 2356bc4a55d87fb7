import Muster

/// The parameters of a concrete path, decoded.
public struct PathMatch: Sendable, Hashable {
  /// A parameter's name and text.
  public struct Parameter: Sendable, Hashable {
    /// The name in the template.
    public let name: String
    /// The text, percent-decoded; `nil` if the path's escapes are malformed or not UTF-8.
    public let text: String?
    /// The bytes of the path, as they were sent.
    let raw: EncodedText
  }

  /// The ways to read the path, each with its parameters in the order of the template; never empty.
  ///
  /// There are several if a segment has several parameters and nothing says where one ends: `{name}.{ext}` takes
  /// `a.b.c` as `a` and `b.c` or as `a.b` and `c` (OpenAPI 3.1, section 4.8.8.2 leaves it open).
  public let readings: [[Parameter]]
  /// Whether there are more readings than these.
  public let hasMoreReadings: Bool

  /// How many readings are listed at most.
  static let readingLimit = 16

  init(readings: [[Parameter]], hasMoreReadings: Bool = false) {
    self.readings = readings.isEmpty ? [[]] : readings
    self.hasMoreReadings = hasMoreReadings
  }

  /// The parameters in the order of the template, as the first reading has them.
  public var parameters: [Parameter] { readings.first ?? [] }

  /// Whether the path can be read in several ways.
  public var isAmbiguous: Bool { readings.count > 1 || hasMoreReadings }

  /// The text of a parameter.
  public subscript(name: String) -> String? { parameters.first { $0.name == name }?.text }
}
