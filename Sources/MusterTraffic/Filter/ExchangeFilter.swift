import MusterContracts

/// Which exchanges of recordings are looked at; all others are left out, and the ledger counts them.
public struct ExchangeFilter: Sendable, Hashable {
  /// What an exchange may be chosen by.
  public enum Criterion: Sendable, Hashable {
    /// The method, in letters of any case.
    case method(Glob)
    /// The path without its query, as it is written.
    case path(Glob)
    /// The media type of the request or of the response, without parameters.
    case mediaType(Glob)

    /// A criterion as it is written: `method=POST`, `path=/v1/*` or `media-type=application/json`.
    ///
    /// The name may be left out where the rest tells: a path begins with `/`, a media type has a `/` later, and a method is
    /// a word.
    /// - Returns: `nil` if it is none.
    public init?(_ text: String) {
      let name = text.prefix { $0 != "=" }
      let value = String(text.dropFirst(name.count + 1))
      if name.count < text.count, !value.isEmpty {
        switch name {
        case "method": self = .method(Glob(value, isCaseSensitive: false))
        case "path": self = .path(Glob(value))
        case "media-type": self = .mediaType(Glob(value, isCaseSensitive: false))
        default: return nil
        }
        return
      }
      guard !text.isEmpty, name.count == text.count else { return nil }
      if text.hasPrefix("/") {
        self = .path(Glob(text))
      } else if text.contains("/") {
        self = .mediaType(Glob(text, isCaseSensitive: false))
      } else if text.utf8.allSatisfy({ $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }) {
        self = .method(Glob(text, isCaseSensitive: false))
      } else {
        return nil
      }
    }
  }

  /// The hosts to look at; all if there is none.
  public var hosts: [Glob]
  /// The hosts not to look at.
  public var excludedHosts: [Glob]
  /// What exchanges have to be: of each kind that is there, one criterion has to hold.
  public var only: [Criterion]
  /// What exchanges must not be: no criterion may hold.
  public var excluded: [Criterion]

  /// A filter, by default one that leaves nothing out.
  public init(
    hosts: [Glob] = [], excludedHosts: [Glob] = [], only: [Criterion] = [], excluded: [Criterion] = []
  ) {
    (self.hosts, self.excludedHosts, self.only, self.excluded) = (hosts, excludedHosts, only, excluded)
  }

  /// Whether it leaves nothing out.
  public var isEmpty: Bool { hosts.isEmpty && excludedHosts.isEmpty && only.isEmpty && excluded.isEmpty }

  /// Whether an exchange is to be looked at.
  public func admits(_ exchange: Exchange) -> Bool {
    isEmpty || admits(exchange, TargetURL(exchange.request.url, host: exchange.request.headers["host"]))
  }

  func admits(_ exchange: Exchange, _ url: TargetURL) -> Bool {
    // A path without a host is of no host that could be asked for or left out.
    if let host = url.host {
      guard hosts.isEmpty || hosts.contains(where: { $0.matches(host) }) else { return false }
      guard !excludedHosts.contains(where: { $0.matches(host) }) else { return false }
    } else if !hosts.isEmpty {
      return false
    }
    guard !excluded.contains(where: { holds($0, exchange, url) }) else { return false }
    for kind in 0..<3 {
      let criteria = only.filter { $0.kind == kind }
      guard criteria.isEmpty || criteria.contains(where: { holds($0, exchange, url) }) else { return false }
    }
    return true
  }

  private func holds(_ criterion: Criterion, _ exchange: Exchange, _ url: TargetURL) -> Bool {
    switch criterion {
    case .method(let glob): return glob.matches(exchange.request.method)
    case .path(let glob): return glob.matches(url.path)
    case .mediaType(let glob):
      return [
        exchange.request.headers["content-type"] ?? exchange.request.body.mediaType,
        exchange.response?.headers["content-type"] ?? exchange.response?.body.mediaType,
      ].contains { type in
        guard let type else { return false }
        return glob.matches(String(type.prefix { $0 != ";" }).trimmed)
      }
    }
  }
}

extension ExchangeFilter.Criterion {
  fileprivate var kind: Int {
    switch self {
    case .method: 0
    case .path: 1
    case .mediaType: 2
    }
  }
}

extension String {
  /// The text without spaces and tabs at its ends.
  fileprivate var trimmed: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    var text = drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return String(text)
  }
}
