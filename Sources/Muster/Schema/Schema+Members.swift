extension Schema {
  /// Whether a member of a text that was read passes, and there is nothing noteworthy about it; `nil` if it has to be read
  /// by itself for that.
  ///
  /// - Parameters:
  ///   - reader: What read the text.
  ///   - slot: The member's slot.
  ///   - text: The text.
  package func passesWithoutNotice(
    _ reader: borrowing MemberReader, _ slot: Int, of text: Span<UInt8>, limits: Limits
  ) -> Bool? {
    reader.withMember(slot, of: text) { tape, value, count in
      count <= limits.bytes ? storage.passesWithoutNotice(tape, value, limits) : nil
    }
  }
}
