import Muster
import MusterContracts

/// A rule of the caller's own: a function of an exchange and what Muster makes of it.
///
/// ```swift
/// let rule = Rule(
///   id: "no-request-id", severity: .warning, category: .violation, summary: "A request has no request ID.",
///   explanation: "Support cannot find a call without one. Send the header field 'X-Request-ID'.")
/// let requestID = LintRule(rule) { judged in
///   judged.exchange.request.headers.contains("x-request-id") ? [] : ["the request has no 'X-Request-ID'"]
/// }
/// var linter = TrafficLinter(contracts: [infisical], options: LintOptions(rules: [requestID]))
/// ```
/// The linter asks it about every exchange that is not excluded, from any thread. Its findings are counted, weighed and
/// rendered like all others.
public struct LintRule: Sendable {
  /// What its findings come from.
  public let rule: Rule
  /// What it says of an exchange.
  public let judge: @Sendable (_ judged: JudgedExchange) -> [Observation]

  /// A rule.
  ///
  /// - Parameters:
  ///   - rule: Its name, severity and explanation.
  ///   - judge: What it says of an exchange; nothing if it has nothing to say.
  public init(_ rule: Rule, _ judge: @escaping @Sendable (_ judged: JudgedExchange) -> [Observation]) {
    self.rule = rule
    self.judge = judge
  }

  /// One thing that a rule says of an exchange; a string literal is one that has no place.
  public struct Observation: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// What is wrong, in a sentence without values that may be secret: reports show it as it is.
    ///
    /// Observations of one operation with the same sentence and place are one finding.
    public var sentence: String
    /// Whether it is about the request or the response; `nil` if it is about neither.
    public var side: BodyRule.Side?
    /// Where in the body it is; `nil` if it is not about a place in a body.
    public var instance: JSONPointer?
    /// The parameter or header field that it is about; `nil` if it is about none.
    public var parameter: String?

    /// An observation.
    public init(
      _ sentence: String, side: BodyRule.Side? = nil, at instance: JSONPointer? = nil, parameter: String? = nil
    ) {
      self.sentence = sentence
      self.side = side
      self.instance = instance
      self.parameter = parameter
    }

    /// An observation without a place.
    public init(stringLiteral sentence: String) { self.init(sentence) }
  }
}

/// An exchange with what Muster's rules say of it.
public struct JudgedExchange: Sendable {
  /// The exchange; the content codings of its bodies are undone.
  public let exchange: Exchange
  /// The operation that it belongs to; `nil` if none was found.
  public let operation: Operation?
  /// The vendor of the contract; `nil` if the contract has none or no operation was found.
  public let contract: String?
  /// What became of its parts, and what was found.
  public let judgement: MessageJudgement

  /// What the client sent.
  public var request: Exchange.Request { exchange.request }
  /// What the server sent; `nil` if no response came.
  public var response: Exchange.Response? { exchange.response }
}

extension LintRule {
  /// What the rule says of an exchange, as Muster's own rules say it.
  func remarks(about judged: JudgedExchange) -> [Remark] {
    judge(judged).map { observation in
      let body = observation.side == .request ? judged.request.body : judged.response?.body
      let position = observation.instance.flatMap { LintRule.position(of: $0, in: body?.bytes ?? []) }
      var remark = Remark(
        rule, Reason(.custom, quote: observation.sentence), side: observation.side,
        status: observation.side == .response ? judged.response?.status : nil,
        instance: observation.instance ?? JSONPointer(), position: position)
      remark.parameter = observation.parameter
      return remark
    }
  }

  /// Where a value begins in a body; `nil` if there is none.
  private static func position(of pointer: JSONPointer, in body: [UInt8]) -> TextPosition? {
    var assembler = JSONAssembler()
    assembler.append(body)
    guard let offset = (try? JSONDocument(assembler))?.root[pointer]?.textOffset else { return nil }
    var tracker = PositionTracker()
    tracker.advance(over: body.span, from: 0, to: min(offset, body.count))
    return tracker.position
  }
}
