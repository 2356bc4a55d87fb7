/// One kind of input with what has to hold of it.
public struct FuzzTarget: Sendable {
  /// What its binary and its folder of inputs are called.
  public let name: String
  /// Takes an input, and stops the process if something does not hold.
  public let run: @Sendable (_ input: [UInt8]) -> Void

  /// All targets.
  public static let all = [
    schema, yaml, pattern, document, contract, recording, inflate, overlay, parameters,
  ]

  /// Takes an input as libFuzzer hands it over.
  public func run(_ data: UnsafePointer<UInt8>?, _ count: Int) {
    run(Array(UnsafeBufferPointer(start: data, count: count)))
  }
}

/// Stops the process if something that has to hold does not: libFuzzer keeps the input then.
func hold(_ condition: Bool, _ what: @autoclosure () -> String) {
  guard condition else { fatalError(what()) }
}

extension [UInt8] {
  /// The parts between bytes of zero, at least as many as are asked for; missing ones are empty.
  ///
  /// No text that the targets take has such a byte of its own where it would be right.
  func parts(_ count: Int) -> [[UInt8]] {
    let parts = split(separator: 0, maxSplits: count - 1, omittingEmptySubsequences: false).map { Array($0) }
    return parts + Array<[UInt8]>(repeating: [], count: Swift.max(0, count - parts.count))
  }

  /// The text, with U+FFFD for what is not UTF-8.
  var text: String { String(decoding: self, as: UTF8.self) }
}
