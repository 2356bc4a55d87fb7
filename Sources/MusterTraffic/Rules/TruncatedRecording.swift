import Muster
import MusterContracts

extension Rule {
  /// A recording ends before it is complete.
  public static let truncatedRecording = Rule(
    id: "truncated-recording", severity: .warning, category: .note,
    summary: "A recording ends before it is complete.",
    explanation: """
      Everything up to the cut was judged; what follows is missing. A recorder that was killed, or a disk that \
      was full, are the usual causes.
      """)
}

extension Remark {
  /// A recording that ends too early.
  static func truncatedRecording(insideOfExchange: Bool) -> Remark {
    Remark(.truncatedRecording, Reason(insideOfExchange ? .truncatedExchange : .truncatedRecording))
  }
}
