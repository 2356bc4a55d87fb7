/// One reason why a payload does not pass.
public struct Issue: Sendable, Hashable {
  /// The instance location as a JSON Pointer.
  ///
  /// It is an undeclared property's own, the object's for a missing property, and the
  /// value's otherwise. A key that may not be shown is `…`.
  public let instance: JSONPointer
  /// Where that is in the payload.
  public let position: TextPosition
  /// Which tokens of the instance location are names that no schema declares, such as keys of a map: a bit for each.
  package let dataKeys: UInt64
  private let source: Source

  /// Where the facts come from: a run of a program, of which they are made when they are read, or elsewhere.
  private enum Source: Sendable {
    case run(IssueFacts)
    case made(MadeIssue)
  }

  /// An issue that no schema's run found.
  public init(
    _ reason: Reason, keyword: String, instance: JSONPointer = .init(),
    position: TextPosition = TextPosition(offset: 0, line: 1, column: 1), schema: SchemaLocation? = nil
  ) {
    self.instance = instance
    self.position = position
    dataKeys = 0
    source = .made(MadeIssue(keyword: keyword, schema: schema, reason: reason))
  }

  init(_ facts: IssueFacts, instance: JSONPointer, position: TextPosition, dataKeys: UInt64) {
    self.dataKeys = dataKeys
    self.instance = instance
    self.position = position
    source = .run(facts)
  }

  private init(_ source: Source, instance: JSONPointer, position: TextPosition, dataKeys: UInt64 = 0) {
    self.dataKeys = dataKeys
    self.instance = instance
    self.position = position
    self.source = source
  }

  /// The schema keyword that the payload breaks, such as `required`, or a word of the reader's own: `json` for text
  /// that is not JSON, `duplicateName`, `limit`.
  public var keyword: String {
    switch source {
    case .run(let facts): facts.keyword
    case .made(let issue): issue.keyword
    }
  }

  /// Where the schema says so; `nil` for what no schema says.
  public var schema: SchemaLocation? {
    switch source {
    case .run(let facts): facts.place?.location
    case .made(let issue): issue.schema
    }
  }

  /// What was expected, what is there, and what else explains it.
  ///
  /// - Complexity: O(*n*) in what the schema lists there; it is made each time it is read.
  public var reason: Reason {
    switch source {
    case .run(let facts): facts.reason
    case .made(let issue): issue.reason
    }
  }

  /// What was expected and what is there, in a sentence.
  ///
  /// - Complexity: that of `reason`.
  public var message: String { reason.message }

  /// The same issue of a payload that is part of another one.
  package func moved(to instance: JSONPointer, _ position: TextPosition) -> Issue {
    Issue(source, instance: instance, position: position)
  }

  /// An issue of the same place and keyword with another reason.
  package func replacing(_ reason: Reason) -> Issue {
    Issue(
      .made(MadeIssue(keyword: keyword, schema: schema, reason: reason)), instance: instance, position: position,
      dataKeys: dataKeys)
  }

  /// Whether two issues say the same of the same place.
  public static func == (left: Issue, right: Issue) -> Bool {
    left.position == right.position && left.instance == right.instance && left.keyword == right.keyword
      && left.schema == right.schema && left.reason == right.reason
  }

  /// Hashes what tells issues apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(instance)
    hasher.combine(position)
    hasher.combine(keyword)
  }
}

/// The facts of an issue that no program's run found.
private final class MadeIssue: Sendable {
  let keyword: String
  let schema: SchemaLocation?
  let reason: Reason

  init(keyword: String, schema: SchemaLocation?, reason: Reason) {
    self.keyword = keyword
    self.schema = schema
    self.reason = reason
  }
}
