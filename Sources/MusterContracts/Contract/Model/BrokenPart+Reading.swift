import Muster

extension OperationRecord {
  /// Why nothing of the operation can be checked under a reading, or `nil` if something can.
  func broken(_ reading: Reading) -> BrokenPart? { broken ?? (reading == .letter ? brokenByLetter : nil) }

  /// The response that covers a status: an explicit status beats a range, a range beats `default`.
  func response(to status: Int, _ reading: Reading) -> Response? {
    responses.filter { $0.status.covers(status) && (reading == .intent || $0.brokenByLetter?.code != .letterName) }
      .max { $0.status.precedence < $1.status.precedence }
  }
}

extension Parameter {
  /// Why it cannot be checked under a reading, or `nil` if it can.
  func broken(_ reading: Reading) -> BrokenPart? { broken ?? (reading == .letter ? brokenByLetter : nil) }
}

extension MediaType {
  /// Why it cannot be checked under a reading, or `nil` if it can.
  func broken(_ reading: Reading) -> BrokenPart? { broken ?? (reading == .letter ? brokenByLetter : nil) }
}

extension RequestBody {
  /// Why it cannot be checked under a reading, or `nil` if it can.
  func broken(_ reading: Reading) -> BrokenPart? { broken ?? (reading == .letter ? brokenByLetter : nil) }
}

extension Response {
  /// Why it cannot be checked under a reading, or `nil` if it can.
  func broken(_ reading: Reading) -> BrokenPart? { broken ?? (reading == .letter ? brokenByLetter : nil) }
}
