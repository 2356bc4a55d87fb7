/// The tags that mean something to this reader (YAML 1.2.2, section 10, and the YAML 1.1 type repository).
enum KnownTag: Int32 {
  /// `!`: not to be resolved.
  case nonSpecific
  case string
  case integer
  case float
  case boolean
  case null
  case sequence
  case mapping
  case binary
  case set
  case orderedMapping
  case merge
  case unknown

  /// The tag of a resolved name.
  init(_ name: [UInt8]) {
    switch name {
    case Array("!".utf8): self = .nonSpecific
    default:
      let prefix = Array("tag:yaml.org,2002:".utf8)
      guard name.starts(with: prefix) else {
        self = .unknown
        return
      }
      switch String(decoding: name.dropFirst(prefix.count), as: UTF8.self) {
      case "str", "timestamp": self = .string
      case "int": self = .integer
      case "float": self = .float
      case "bool": self = .boolean
      case "null": self = .null
      case "seq": self = .sequence
      case "map": self = .mapping
      case "binary": self = .binary
      case "set": self = .set
      case "omap", "pairs": self = .orderedMapping
      case "merge": self = .merge
      default: self = .unknown
      }
    }
  }

  static func isForSequences(_ tag: KnownTag) -> Bool {
    switch tag {
    case .sequence, .orderedMapping, .nonSpecific, .unknown: true
    default: false
    }
  }

  static func isForMappings(_ tag: KnownTag) -> Bool {
    switch tag {
    case .mapping, .set, .nonSpecific, .unknown: true
    default: false
    }
  }
}
