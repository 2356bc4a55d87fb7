import Muster
import MusterContracts

/// One thing that was found, however many exchanges show it.
///
/// A finding holds nothing that may be a secret: it can be printed, kept and sent.
public struct Finding: Sendable, Hashable {
  /// The rule that it comes from.
  public let rule: Rule
  /// What kind of thing it says.
  public let category: Category
  /// How much it matters in this run.
  public let severity: Severity
  /// The vendor of the contract; `nil` if the contract has none or no contract is concerned.
  public let contract: String?
  /// The method and path template of the operation; `nil` if none was found.
  public let operation: String?
  /// The operation's `operationId`, if the document gives one.
  public let operationID: String?
  /// Whether it is about the request or the response; `nil` if it is about neither.
  public let side: BodyRule.Side?
  /// The status of the response; `nil` if it does not matter.
  public let status: Int?
  /// The media type of the body, without parameters.
  public let mediaType: String?
  /// The name of the parameter that it is about.
  public let parameter: String?
  /// The schema keyword, or the field of OpenAPI, that is not kept.
  public let keyword: String?
  /// Where in the payload the first sample has it; `nil` if it is not about a body.
  public let instance: JSONPointer?
  /// Where in the payload it is, with `*` for each index of an array and each key that is no name.
  public let instancePattern: String?
  /// Where the contract says what should be.
  public let schema: SchemaLocation?
  /// What was expected and what is there, as data: that of the first sample.
  public let reason: Reason
  /// How many times it was found.
  public let count: Int
  /// Up to three places that show it, in the order of the recordings; only findings about a whole run have none.
  public let samples: [Sample]
  /// A name for the finding that stays the same for other payload values and other recordings: 32 hexadecimal digits.
  public let fingerprint: String

  init(
    _ remark: Remark, severity: Severity, contract: String?, operation: String?, operationID: String?,
    instancePattern: String?, count: Int, samples: [Sample], fingerprint: String
  ) {
    rule = remark.rule
    category = remark.category
    self.severity = severity
    self.contract = contract
    self.operation = operation
    self.operationID = operationID
    side = remark.side
    status = remark.status
    mediaType = remark.mediaType
    parameter = remark.parameter
    keyword = remark.issue.keyword.isEmpty ? nil : remark.issue.keyword
    instance = remark.isInBody || remark.parameter != nil ? remark.issue.instance : nil
    self.instancePattern = instancePattern
    schema = remark.issue.schema
    reason = remark.issue.reason
    self.count = count
    self.samples = samples
    self.fingerprint = fingerprint
  }

  /// What was expected and what is there, in a sentence.
  public var message: String { Wording.sentence(reason) }

  /// The documented name or value that was probably meant.
  public var nearest: String? { reason.suggestion }

  /// Whether it holds nothing against the messages: something that should be known of a message that is right.
  public var isAdvice: Bool {
    rule == .wrongDirection || rule == .notChecked
      || (rule == .missingCredentials && (reason.status.map { $0 < 400 } ?? false))
  }

  /// The first place that shows it.
  public var first: Sample? { samples.first }
}

/// One place that shows a finding.
public struct Sample: Sendable, Hashable {
  /// The exchange.
  public let exchange: ExchangePlace
  /// Method and URL without secrets: a template for the path, names without values for the query.
  public let target: String
  /// Where in the recording it is.
  public let position: TextPosition
  /// Where in the payload it is; `nil` where no payload is concerned.
  public let payloadPosition: TextPosition?
  /// What was expected and what is there in this place, as data.
  public let reason: Reason
  /// The part of the payload that shows it; `nil` where there is none to show.
  public let excerpt: Excerpt?

  /// What was expected and what is there in this place, in a sentence.
  public var message: String { Wording.sentence(reason) }
}

/// A line of a payload with the values left out that are not what is wrong or may be secrets.
public struct Excerpt: Sendable, Hashable {
  /// The line; `…` stands for what is left out.
  public let text: String
  /// The column to point at, from 1, in code points.
  public let column: Int
  /// How many code points to mark from there.
  public let length: Int
}
