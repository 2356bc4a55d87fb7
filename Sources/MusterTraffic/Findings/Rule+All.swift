import Muster
import MusterContracts

extension Rule {
  /// All rules: those about messages, then those about recordings.
  public static let all: [Rule] =
    Rule.messages + [
      .truncatedRecording, .unreadableExchange, .oversizedExchange, .unreadableRecording, .noExchangesChecked,
    ]

  /// The rule of a name; `nil` if there is none.
  public static func named(_ id: String) -> Rule? { all.first { $0.id == id } }

  /// The name of a rule that was probably meant; `nil` if none is near.
  public static func nearest(to id: String) -> String? { NearestName.of(id, among: all.map(\.id)) }
}
