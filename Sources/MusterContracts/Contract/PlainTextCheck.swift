import Muster

/// Checks parameters that are one plain text, where the text is.
///
/// It only ever says that a text passes. Of all others, which may be lists, encoded, or wrong, nothing is said: they are
/// for ``ParameterCheck``.
package final class PlainTextCheck: Sendable {
  private let schema: Schema?
  private let isString: Bool
  private let isNumeric: Bool
  private let limits: Limits
  /// The bytes below 64 that mean something else in a text, as a bit for each.
  private let special: UInt64

  /// Control characters, the quote of JSON, and what begins an escape.
  private static let specialEverywhere: UInt64 = 0xFFFF_FFFF | 1 << 0x22 | 1 << 0x25
  /// In a query `+` stands for a space, and `&` ends a pair.
  private static let specialInForms: UInt64 = 1 << 0x2B | 1 << 0x26

  /// A check of a parameter; `nil` if its value may be more than one plain text.
  package init?(_ parameter: Parameter, of operation: Operation, reading: Reading, limits: Limits) {
    let types = parameter.shape.types
    guard parameter.broken(reading) == nil, parameter.contentType == nil, parameter.form == nil, types != .any,
      types.isDisjoint(with: [.array, .object]), !parameter.shape.isCut,
      !types.isDisjoint(with: [.string, .integer, .number])
    else { return nil }
    switch parameter.location {
    case .path: guard parameter.style == .simple, !parameter.isMultiSegment else { return nil }
    case .query: guard parameter.style == .form else { return nil }
    case .header: guard parameter.style == .simple else { return nil }
    case .cookie, .querystring: return nil
    }
    isString = types.contains(.string)
    isNumeric = !types.isDisjoint(with: .numeric)
    special =
      PlainTextCheck.specialEverywhere | (parameter.location == .query ? PlainTextCheck.specialInForms : 0)
    self.limits = limits
    guard let index = parameter.schema else {
      schema = nil
      return
    }
    guard
      let schema = try? operation.storage.schema(index, document: operation.record.document, reading: reading),
      !schema.hasUncheckedKeywords
    else { return nil }
    self.schema = isString && schema.acceptsEveryString ? nil : schema
  }

  /// Whether a text passes for sure.
  ///
  /// - Parameter scratch: Memory to work in.
  /// - Complexity: O(*n*) in the size of the text, and what the schema takes; allocates nothing in a steady state.
  package func accepts(_ text: Span<UInt8>, _ range: Range<Int>, _ scratch: inout ByteBuffer) -> Bool {
    guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= text.count else { return false }
    let first = text[range.lowerBound]
    let last = text[range.upperBound &- 1]
    guard first != 0x20, first != 0x09, last != 0x20, last != 0x09 else { return false }
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = text[index]
      let isSpecial =
        byte < 0x40
        ? special &>> UInt64(truncatingIfNeeded: byte) & 1 != 0 : byte >= 0x7F || byte == UInt8(ascii: "\\")
      if isSpecial { return false }
      index &+= 1
    }
    guard let schema else { return true }
    scratch.removeAll()
    if isString {
      scratch.append(UInt8(ascii: "\""))
      scratch.append(text, range)
      scratch.append(UInt8(ascii: "\""))
    } else {
      // What looks like a number and is none is no JSON, and does not pass.
      guard isNumeric, first == UInt8(ascii: "-") || (first >= 0x30 && first <= 0x39) else { return false }
      scratch.append(text, range)
    }
    return scratch.withSpan { schema.accepts($0, limits: limits) }
  }
}
