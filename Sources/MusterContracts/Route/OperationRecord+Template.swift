import Muster

extension OperationRecord {
  /// The path template under a reading.
  func template(_ reading: Reading) -> PathTemplate {
    guard reading == .intent else { return PathTemplate(path) }
    return PathTemplate(
      path, selectsByQuery: true,
      multiSegment: parameters.first { $0.location == .path && $0.isMultiSegment }?.name)
  }
}
