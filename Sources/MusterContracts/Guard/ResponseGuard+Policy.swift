extension ResponseGuard {
  /// What a guard does with what does not pass, and how much it checks.
  public struct Policy: Sendable, Hashable {
    /// What is done with a violation.
    public enum Action: Sendable, Hashable, CaseIterable {
      /// Nothing is checked.
      case off
      /// The handler is told; the call returns.
      case report
      /// The handler is told; the call throws.
      case enforce
    }

    /// What is done with a violation.
    public var action: Action
    /// How many of the calls are checked.
    public var sampling: Sampling

    /// A policy from its parts.
    public init(_ action: Action, sampling: Sampling = .all) {
      self.action = action
      self.sampling = sampling
    }

    /// Nothing is checked.
    public static let off = Policy(.off)
    /// Every call is checked; the handler is told.
    public static let report = Policy(.report)
    /// Every call is checked; a violation is thrown.
    public static let enforce = Policy(.enforce)

    /// Some calls are checked; the handler is told.
    public static func report(sampling: Sampling) -> Policy { Policy(.report, sampling: sampling) }

    /// Some calls are checked; a violation is thrown.
    public static func enforce(sampling: Sampling) -> Policy { Policy(.enforce, sampling: sampling) }
  }

  /// The share of calls that are checked.
  ///
  /// A call with a key, such as a customer's name, is decided by the key's hash, the same way in every process: all
  /// calls of one key are checked, or none. A call without one is decided by its number.
  public struct Sampling: Sendable, Hashable, ExpressibleByFloatLiteral {
    /// Of how many bits a share has.
    static let bits: UInt64 = 61

    /// How many of 2⁶¹ calls are checked.
    let threshold: UInt64

    /// A share from 0 to 1; what lies beyond, or is no number, is taken as the nearer end, or as 0.
    public init(rate: Double) {
      let whole = UInt64(1) << Sampling.bits
      threshold = rate >= 1 ? whole : rate > 0 ? UInt64(rate * Double(whole)) : 0
    }

    /// A share from 0 to 1.
    public init(floatLiteral rate: Double) { self.init(rate: rate) }

    init(threshold: UInt64) { self.threshold = min(threshold, 1 << Sampling.bits) }

    /// Every call.
    public static let all = Sampling(rate: 1)

    /// The share.
    public var rate: Double { Double(threshold) / Double(UInt64(1) << Sampling.bits) }

    var isAll: Bool { threshold == 1 << Sampling.bits }

    /// Whether the call of a number is one of them.
    func takes(number: UInt64) -> Bool { Sampling.spread(number) >> (64 - Sampling.bits) < threshold }

    /// Whether the calls of a key are among them.
    func takes(key: String) -> Bool {
      var hash = StableHash()
      hash.add(key)
      return takes(number: hash.value)
    }

    /// Makes every bit depend on all: the finishing steps of SplitMix64.
    private static func spread(_ number: UInt64) -> UInt64 {
      var bits = number &+ 0x9E37_79B9_7F4A_7C15
      bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      return bits ^ (bits >> 31)
    }
  }

  /// What one check may cost; past it the body is skipped and counted.
  ///
  /// Time is kept by counting, so that the same body gets the same answer on a busy machine. Before it begins, a check
  /// sets aside ten nanoseconds for each byte, and is skipped where that alone is too long; the rest is turned into
  /// `Limits.steps` at twenty nanoseconds each. Bodies of up to 64 KiB begin without a count, which is faster, and within
  /// the default of `Limits.steps`. The clock is asked for about one in sixteen of those: where one took longer than the
  /// budget, or was found to need more steps, bodies of its operation, status and media type are counted from then on.
  public struct Budget: Sendable, Hashable {
    /// The longest body that is checked.
    public var bytes: Int
    /// The time that a check may take.
    public var time: Duration

    /// A budget, each part with its default: 4 MiB and 100 milliseconds.
    public init(bytes: Int = 4 << 20, time: Duration = .milliseconds(100)) {
      self.bytes = bytes
      self.time = time
    }
  }
}
