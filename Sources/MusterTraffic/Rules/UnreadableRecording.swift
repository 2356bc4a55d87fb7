import Muster
import MusterContracts

extension Rule {
  /// A recording cannot be read.
  public static let unreadableRecording = Rule(
    id: "unreadable-recording", severity: .error, category: .note,
    summary: "A recording cannot be read.",
    explanation: """
      It is compressed, has no `log.entries` as HTTP Archives do, or is of no form that is known. Nothing in \
      it was judged.
      """)
}

extension Remark {
  /// A recording that cannot be read.
  static func unreadableRecording(_ reason: Reason) -> Remark {
    Remark(.unreadableRecording, Reason(.unreadableRecording, causes: [reason]))
  }
}
