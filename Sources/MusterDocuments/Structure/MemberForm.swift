import Muster
import MusterContracts

/// What the value of a member is.
indirect enum MemberForm: Sendable {
  /// Any value.
  case any
  case text
  case boolean
  /// A text of a form.
  case textual(TextForm)
  /// One of some texts; others are those of another version, which are read as what they are by intent.
  case oneOf([String], adopted: [String] = [])
  /// Only `true`.
  case onlyTrue
  case object(ObjectKind)
  /// An object, or a Reference Object for it.
  case reference(ObjectKind)
  /// A schema.
  case schema
  /// A list with at least so many items, no two of which have the same members of some names.
  case list(MemberForm, least: Int = 0, uniqueBy: [String] = [], rule: ListRule? = nil)
  /// An object of such values by names.
  case map(MemberForm, names: TextForm = .any, least: Int = 0, most: Int = .max)
}

/// A rule for the items of a list together.
enum ListRule: Sendable {
  /// One parameter at most is the whole query string, and none is a query parameter beside it.
  case oneQueryString
  /// No two items are equal.
  case distinct
}

/// A form of texts, of names among them.
enum TextForm: Sendable {
  case any
  /// The name of a component: letters, digits, `.`, `-` and `_`.
  case componentName
  /// A path template.
  case path
  /// A media type or media range.
  case mediaRange
  /// A status, a range such as `4XX`, or `default`.
  case status
  /// A status or `default`, as in Swagger 2.0.
  case plainStatus
  /// The name of a header field (RFC 9110, section 5.6.2).
  case token
  /// A method that has no member of its own.
  case additionalMethod
  /// The name of a path parameter, which has no braces.
  case withoutBraces
  /// A URI without a fragment.
  case withoutFragment
  /// A host with or without a port.
  case host
  /// A text that begins with a slash.
  case withSlash
  /// A JSONPath, which begins with `$`.
  case jsonPath

  /// Whether a text is of the form.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  func accepts(_ text: String) -> Bool {
    let bytes = text.utf8
    switch self {
    case .any: return true
    case .componentName:
      return !bytes.isEmpty && bytes.allSatisfy { TextForm.isAlphanumeric($0) || "._-".utf8.contains($0) }
    case .path, .withSlash: return bytes.first == UInt8(ascii: "/")
    case .mediaRange: return TextForm.isMediaRange(text)
    case .status: return StatusKey(text) != nil
    case .plainStatus:
      return bytes.elementsEqual("default".utf8) || (bytes.count == 3 && bytes.allSatisfy { $0 >= 0x30 && $0 <= 0x39 })
    case .token: return TextForm.isToken(text)
    case .additionalMethod: return TextForm.isToken(text) && !TextForm.methods.contains(text)
    case .withoutBraces:
      return !bytes.isEmpty && !bytes.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
    case .withoutFragment: return !bytes.contains(UInt8(ascii: "#"))
    case .host: return !bytes.isEmpty && !bytes.contains { "{}/ \\".utf8.contains($0) }
    case .jsonPath: return bytes.first == UInt8(ascii: "$")
    }
  }

  /// What was expected, in words.
  var words: String {
    switch self {
    case .any: "a text"
    case .componentName: "a name of letters, digits, '.', '-' and '_' alone"
    case .path: "a path that begins with a slash"
    case .mediaRange: "a media type such as application/json"
    case .status: "a status such as 404, a range such as 4XX with upper-case X, or default"
    case .plainStatus: "a status such as 404, or default"
    case .token: "the name of a header, without spaces and separators"
    case .additionalMethod: "a method other than GET, PUT, POST, DELETE, OPTIONS, HEAD, PATCH, TRACE and QUERY"
    case .withoutBraces: "a name without braces"
    case .withoutFragment: "a URI without a fragment"
    case .host: "a host, with a port or without"
    case .withSlash: "a text that begins with a slash"
    case .jsonPath: "a JSONPath, which begins with '$'"
    }
  }

  private static let methods: Set = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"]

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
  }

  private static func isToken(_ text: String) -> Bool {
    !text.utf8.isEmpty && text.utf8.allSatisfy { isAlphanumeric($0) || "!#$%&'*+-.^_`|~".utf8.contains($0) }
  }

  private static func isMediaRange(_ text: String) -> Bool { MediaTypeName(text) != nil }
}
