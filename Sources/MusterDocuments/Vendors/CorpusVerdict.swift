import Muster
import MusterContracts

/// What a case of a corpus came to, or should: as a corpus writes it.
public enum CorpusVerdict: Sendable, Hashable {
  /// It passes.
  case valid
  /// It is not JSON.
  case unreadable
  /// The path is another operation's.
  case unmatched
  /// A limit ended the check.
  case stopped
  /// It does not pass, for these reasons, in any order.
  case invalid([Reason])

  /// A keyword, and the place in the payload that breaks it.
  public struct Reason: Sendable, Hashable, Comparable {
    /// The keyword.
    public let keyword: String
    /// The place, a JSON Pointer.
    public let instance: String

    /// By keyword, then by place.
    public static func < (left: Reason, right: Reason) -> Bool {
      (left.keyword, left.instance) < (right.keyword, right.instance)
    }
  }

  /// The verdict of a check.
  public init(_ outcome: Outcome) {
    switch outcome {
    case .valid: self = .valid
    case .unreadable: self = .unreadable
    case .stopped: self = .stopped
    case .invalid(let issues):
      self = .invalid(
        issues.map { Reason(keyword: $0.keyword, instance: $0.instance.description) }.sorted())
    }
  }

  /// A verdict as a corpus has it; `nil` where it is none.
  init?(_ json: JSON) {
    switch json.string {
    case "valid": self = .valid
    case "unreadable": self = .unreadable
    case "unmatched": self = .unmatched
    case "stopped": self = .stopped
    case .some: return nil
    case nil:
      guard json.kind == .array, json.items.count > 0 else { return nil }
      var reasons: [Reason] = []
      for item in json.items {
        guard let keyword = item["keyword"]?.string, let instance = item["instance"]?.string else { return nil }
        reasons.append(Reason(keyword: keyword, instance: instance))
      }
      self = .invalid(reasons.sorted())
    }
  }

  /// The verdict as a corpus writes it.
  var json: String {
    switch self {
    case .valid, .unreadable, .unmatched, .stopped: return "\"\(description)\""
    case .invalid(let reasons):
      let items = reasons.map {
        "{\"keyword\": \(JSONText.string($0.keyword)), \"instance\": \(JSONText.string($0.instance))}"
      }
      return "[\(items.joined(separator: ", "))]"
    }
  }
}

extension CorpusVerdict: CustomStringConvertible {
  /// The verdict in words.
  public var description: String {
    switch self {
    case .valid: "valid"
    case .unreadable: "unreadable"
    case .unmatched: "unmatched"
    case .stopped: "stopped"
    case .invalid(let reasons): reasons.map { "\($0.keyword) \($0.instance)" }.joined(separator: ", ")
    }
  }
}
