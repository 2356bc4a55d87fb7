import Muster
import MusterContracts

extension Rule {
  /// A request has a property that is read-only, or a response one that is write-only.
  public static let wrongDirection = Rule(
    id: "wrong-direction", severity: .note, category: .note,
    summary: "A request has a property that is read-only, or a response one that is write-only.",
    explanation: """
      Such a property should not be sent this way (OpenAPI 3.0.4, section 4.7.24.2); servers usually pass over one that is \
      read-only. What is write-only is often a secret, so a server that sends it deserves a look.
      """)
}

extension Remark {
  /// A property that goes the wrong way; its value is never shown.
  static func wrongDirection(_ notice: Notice, side: BodyRule.Side) -> Remark {
    var remark = Remark(.wrongDirection, notice.message, side: side)
    remark.keyword = side == .request ? "readOnly" : "writeOnly"
    remark.instance = JSONPointer(parsing: notice.pointer)
    remark.payloadPosition = notice.position
    return remark
  }
}
