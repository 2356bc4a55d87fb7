import Muster
import MusterContracts

/// One thing that was found, however many exchanges show it.
///
/// A finding holds nothing that may be a secret: it can be printed, kept and sent.
public struct Finding: Sendable, Hashable {
  /// The rule that it comes from.
  public let rule: Rule
  /// How much it matters in this run.
  public let severity: Severity
  /// The vendor of the contract; `nil` where the contract has none or no contract is concerned.
  public let contract: String?
  /// The method and path template of the operation; `nil` where none was found.
  public let operation: String?
  /// The operation's `operationId`, if the document gives one.
  public let operationID: String?
  /// Whether it is about the request or the response; `nil` where it is about neither.
  public let side: BodyRule.Side?
  /// The status of the response; `nil` where it does not matter.
  public let status: Int?
  /// The media type of the body, without parameters.
  public let mediaType: String?
  /// The name of the parameter that it is about.
  public let parameter: String?
  /// The schema keyword, or the field of OpenAPI, that is not kept.
  public let keyword: String?
  /// Where in the payload the first sample has it.
  public let instance: JSONPointer?
  /// Where in the payload it is, with `*` for each index of an array and each key that is no name.
  public let instancePattern: String?
  /// Where the contract says what should be.
  public let schema: SchemaLocation?
  /// What was expected and what is there, in a sentence: that of the first sample.
  public let message: String
  /// The documented name that was probably meant.
  public let nearest: String?
  /// How many times it was found.
  public let count: Int
  /// Up to three places that show it, in the order of the recordings; only findings about a whole run have none.
  public let samples: [Sample]
  /// A name for the finding that stays the same for other payload values and other recordings: 32 hexadecimal digits.
  public let fingerprint: String

  /// What kind of thing it says.
  public var category: Category { rule.category }

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
  /// What was expected and what is there in this place.
  public let message: String
  /// The part of the payload that shows it; `nil` where there is none to show.
  public let excerpt: Excerpt?
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
