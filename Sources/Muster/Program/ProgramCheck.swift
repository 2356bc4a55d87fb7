/// A check of the caller's own in a program.
struct ProgramCheck: Sendable {
  enum Judge: Sendable {
    case format(@Sendable (Span<UInt8>) -> Bool)
    /// With the keyword's value in the schema, JSON text.
    case keyword([UInt8], CustomKeyword.Check)
  }

  let name: String
  let judge: Judge
}

extension TapeView {
  /// What a keyword of the caller's own says of a value: `nil` where it passes.
  ///
  /// - Complexity: O(*n*) in the value's text, which is read again for the caller to walk freely.
  func judge(_ value: TapeIndex, by check: ProgramCheck?) -> String? {
    guard case .keyword(_, let judge) = check?.judge else { return "the keyword is not there" }
    let word = self[value]
    let start = word.kind == .string ? word.offset &- 1 : word.offset
    let text = bytes.withSpan(from: start, count: endOffset(value) &- start) { span in
      span.indices.map { span[$0] }
    }
    let limits = Limits(bytes: Limits.addressableBytes, depth: 1 << 30)
    guard let document = try? JSONDocument(SourceText(name: "value", bytes: text), limits: limits) else {
      return "the value cannot be read"
    }
    return judge(document.root)
  }
}
