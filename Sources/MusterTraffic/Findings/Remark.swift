import Muster
import MusterContracts

/// What one rule says of one exchange: a finding before it is counted and placed.
///
/// The functions that make remarks stand beside their rules.
struct Remark: Sendable {
  var rule: Rule
  var message: String
  var side: BodyRule.Side?
  var status: Int?
  var mediaType: String?
  var parameter: String?
  var keyword: String?
  var instance: JSONPointer?
  var schema: SchemaLocation?
  var nearest: String?
  /// What sets the finding apart from others of the same rule and place, beside the above: never a payload's value.
  var detail = ""
  /// Where in the payload it is.
  var payloadPosition: TextPosition?

  init(_ rule: Rule, _ message: String, side: BodyRule.Side? = nil) {
    self.rule = rule
    self.message = message
    self.side = side
  }

  /// A remark that is an issue of a schema.
  init(_ rule: Rule, _ issue: Issue, side: BodyRule.Side, message: String? = nil) {
    self.rule = rule
    self.side = side
    self.message = message ?? issue.message
    keyword = issue.keyword
    instance = issue.instance
    schema = issue.schema
    payloadPosition = issue.position
    nearest = Remark.suggestion(in: issue.message)
    if issue.keyword == "required" || issue.keyword == "dependentRequired" {
      // Which property is missing is the schema's word; what follows is about the payload.
      detail = String(decoding: issue.message.utf8.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
    }
  }

  /// A remark about a parameter or header field, whose place in the message is its name.
  static func parameter(
    _ rule: Rule, _ issue: Issue, side: BodyRule.Side, parameter: String, message: String
  ) -> Remark {
    var remark = Remark(rule, issue, side: side, message: message)
    remark.parameter = parameter
    remark.payloadPosition = nil
    return remark
  }

  /// The documented name or value that an issue's message suggests.
  private static func suggestion(in message: String) -> String? {
    for quote in ["'", "\""] {
      guard let after = Text.after("did you mean " + quote, in: message) else { continue }
      return String(decoding: after.utf8.prefix { $0 != quote.utf8.first }, as: UTF8.self)
    }
    return nil
  }
}
