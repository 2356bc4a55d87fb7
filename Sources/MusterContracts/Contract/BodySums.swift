/// How many bodies of a contract's requests and responses can be checked: one for each media type of each.
public struct BodySums: Sendable, Hashable {
  /// Bodies that are held to all that the documents say.
  public var checked = 0
  /// Bodies that are held to it but for keywords that cannot be used.
  public var partly = 0
  /// Bodies that are held to nothing: there is no schema, or a mistake leaves nothing of it.
  public var unchecked = 0

  /// All of them.
  public var total: Int { checked + partly + unchecked }

  /// Sums of nothing.
  public init() {}
}

extension Contract {
  /// How many bodies can be checked under intent, of a contract that was just compiled.
  ///
  /// A stored contract does not know which of its schemas have keywords that cannot be used, and counts them as checked.
  ///
  /// - Complexity: O(*n*) in the size of the contract.
  package var bodySums: BodySums {
    var sums = BodySums()
    for operation in storage.operations.all {
      for media in (operation.requestBody?.content ?? []) + operation.responses.flatMap(\.content) {
        let indices = [media.schema, media.itemSchema, media.dataSchema].compactMap { $0 }
        let isLost = operation.broken != nil || media.broken != nil || media.isOpaque
        if isLost || indices.isEmpty {
          sums.unchecked += 1
        } else if indices.contains(where: { storage.partlyChecked[operation.document]?.contains($0) ?? false }) {
          sums.partly += 1
        } else {
          sums.checked += 1
        }
      }
    }
    return sums
  }
}
