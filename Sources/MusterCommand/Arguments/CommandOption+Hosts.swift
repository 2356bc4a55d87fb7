import MusterContracts
import MusterTraffic

/// The options of `muster lint` that say which exchanges are looked at, and whose they may be.
extension CommandOption {
  static let trafficServer = CommandOption(
    "server", .text("URL"),
    "A further server of the contracts, such as a staging host or a mock: https://staging.example.com, with a base path "
      + "or without. Give it once for each.")
  static let anyHost = CommandOption(
    "any-host", .none, "Hold traffic with any host to the contracts, if its path fits.")
  static let host = CommandOption(
    "host", .text("PATTERN"),
    "Look only at exchanges with hosts of this pattern, such as '*.example.com'; '*' stands for any text. Once for each."
  )
  static let excludedHost = CommandOption(
    "exclude-host", .text("PATTERN"), "Leave out exchanges with hosts of this pattern. Once for each.")
  static let only = CommandOption(
    "only", .text("CRITERION"),
    "Look only at exchanges of this kind: path=/v1/*, method=POST or media-type=application/json; '*' stands for any "
      + "text. Of several of one kind one has to hold, and of several kinds each.")
  static let excluded = CommandOption(
    "exclude", .text("CRITERION"), "Leave out exchanges of this kind, written as for --only. Once for each.")

  /// All of them.
  static let ofHosts: [CommandOption] = [trafficServer, anyHost, host, excludedHost, only, excluded]
}

extension Arguments {
  /// Which hosts traffic may have been with.
  func hostPolicy(_ verb: Verb) throws(CommandError) -> HostPolicy {
    let servers = all(.trafficServer)
    for server in servers where server.isEmpty || (server.hasPrefix("/") && !server.hasPrefix("//")) {
      throw .usage("'\(server)' names no host; '--server' takes one, as in https://staging.example.com", verb)
    }
    return HostPolicy(servers: servers, takesAnyHost: has(.anyHost))
  }

  /// Which exchanges are looked at.
  func exchangeFilter(_ verb: Verb) throws(CommandError) -> ExchangeFilter {
    ExchangeFilter(
      hosts: all(.host).map { Glob($0, isCaseSensitive: false) },
      excludedHosts: all(.excludedHost).map { Glob($0, isCaseSensitive: false) },
      only: try criteria(.only, verb), excluded: try criteria(.excluded, verb))
  }

  private func criteria(_ option: CommandOption, _ verb: Verb) throws(CommandError) -> [ExchangeFilter.Criterion] {
    var criteria: [ExchangeFilter.Criterion] = []
    for text in all(option) {
      guard let criterion = ExchangeFilter.Criterion(text) else {
        throw .usage(
          "'\(text)' is not a value for '--\(option.name)', which takes path=/v1/*, method=POST or "
            + "media-type=application/json", verb)
      }
      criteria.append(criterion)
    }
    return criteria
  }
}
