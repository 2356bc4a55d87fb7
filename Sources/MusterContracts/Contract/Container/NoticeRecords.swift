import Muster

/// What compiling a contract had to say, decoded when it is first asked for.
final class NoticeRecords: Sendable {
  private let file: ContractFile?
  private let texts: ContractTexts
  private let decoded: Locked<[Notice]?>

  /// Notices that are at hand.
  init(_ notices: [Notice]) {
    (file, texts) = (nil, ContractTexts())
    decoded = Locked(notices)
  }

  /// Notices of a contract file.
  init(_ file: ContractFile, texts: ContractTexts) {
    (self.file, self.texts) = (file, texts)
    decoded = Locked(nil)
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

  /// The mistakes in the text of documents that only the reading by intent accepts.
  ///
  /// - Throws: ``ContractError/Code/malformed`` where the notices cannot be decoded.
  func slips() throws(ContractError) -> [Notice] {
    let notices = if let decoded = decoded.withLock({ $0 }) { decoded } else { try read() }
    return notices.filter { $0.code == .yamlSlip }
  }

  private func read() throws(ContractError) -> [Notice] {
    guard let piece = try file?.piece(.notices) else { return [] }
    var reader = ContractReader(piece, texts: texts)
    return try reader.readNotices()
  }
}
