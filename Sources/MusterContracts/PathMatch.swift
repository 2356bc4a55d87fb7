import Muster

/// The parameters of a concrete path, decoded.
public struct PathMatch: Sendable, Hashable {
  /// A parameter's name and text.
  public struct Parameter: Sendable, Hashable {
    /// The name in the template.
    public let name: String
    /// The text, percent-decoded; `nil` where the path's escapes are malformed or stand for no UTF-8.
    public let text: String?
    /// The bytes of the path, as they were sent.
    let raw: EncodedText
  }

  /// The parameters in the order of the template.
  public let parameters: [Parameter]

  /// The text of a parameter.
  public subscript(name: String) -> String? { parameters.first { $0.name == name }?.text }
}

extension Operation {
  /// The parameters of a concrete path; `nil` where the path is not this operation's.
  public func match(path: String) -> PathMatch? { PathTemplate(record.path).match(path) }
}
