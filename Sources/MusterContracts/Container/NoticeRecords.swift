import Muster
import Synchronization

/// What compiling a contract had to say, decoded when it is first asked for.
final class NoticeRecords: Sendable {
  private let bytes: [UInt8]
  private let range: Range<Int>
  private let texts: ContractTexts
  private let decoded: Mutex<[Notice]?>

  /// Notices that are at hand.
  init(_ notices: [Notice]) {
    (bytes, range, texts) = ([], 0..<0, ContractTexts())
    decoded = Mutex(notices)
  }

  /// Notices of a contract file.
  init(_ bytes: [UInt8], in range: Range<Int>, texts: ContractTexts) {
    (self.bytes, self.range, self.texts) = (bytes, range, texts)
    decoded = Mutex(nil)
  }

  /// The notices; none where they cannot be decoded.
  var all: [Notice] {
    decoded.withLock { decoded in
      if let decoded { return decoded }
      let notices = (try? read()) ?? []
      decoded = notices
      return notices
    }
  }

  /// Decodes them.
  ///
  /// - Throws: ``ContractError/Code/malformed`` where they cannot be.
  func verify() throws(ContractError) {
    if decoded.withLock({ $0 == nil }) { _ = try read() }
  }

  private func read() throws(ContractError) -> [Notice] {
    var reader = ContractReader(bytes, in: range, texts: texts)
    return try reader.readNotices()
  }
}
