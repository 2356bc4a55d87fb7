/// What is there in a payload, as far as it may be shown.
public struct FoundValue: Sendable, Hashable {
  /// What kind of value it is.
  public var kind: JSON.Kind
  /// How many characters, items or properties it has; `nil` for other kinds.
  public var count: Int?
  /// The value's own text where it may be shown: the string itself, or the number or boolean as JSON writes it.
  public var text: String?
  /// The shape of a string that may not be shown, such as `9999-99-99`: a letter or digit stands for each of its class.
  public var shape: String?

  /// A found value from its parts.
  public init(_ kind: JSON.Kind, count: Int? = nil, text: String? = nil, shape: String? = nil) {
    self.kind = kind
    self.count = count
    self.text = text
    self.shape = shape
  }

  /// Text that something has outside of a JSON payload, such as a media type or a method, fit to be shown.
  public static func text(_ text: String) -> FoundValue {
    FoundValue(.string, count: text.unicodeScalars.count, text: text)
  }
}
