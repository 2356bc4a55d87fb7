extension FormatKind {
  /// The problem of a text that the format rejects.
  func problem(inRejected text: Span<UInt8>, mode: Format.Mode) -> FormatProblem {
    wrapping(text, mode: mode) ?? ownProblem(text, mode: mode)
  }

  /// White space or quotation marks around a text that would pass without them.
  private func wrapping(_ text: Span<UInt8>, mode: Format.Mode) -> FormatProblem? {
    var start = 0
    var end = text.count
    while start < end, text[start].isWhiteSpace { start += 1 }
    while end > start, text[end - 1].isWhiteSpace { end -= 1 }
    if end - start < text.count, end > start, accepts(text.extracting(start..<end), mode: mode) {
      return FormatProblem(.surroundingSpace, at: start > 0 ? 0 : end)
    }
    guard text.count > 2, text[0] == UInt8(ascii: "\"") || text[0] == UInt8(ascii: "'"),
      text[text.count - 1] == text[0],
      accepts(text.extracting(1..<(text.count - 1)), mode: mode)
    else { return nil }
    return FormatProblem(.surroundingQuotes, at: 0)
  }

  private func ownProblem(_ text: Span<UInt8>, mode: Format.Mode) -> FormatProblem {
    switch self {
    case .dateTime: DateTimeProblem.problem(in: text, zone: .required, mode: mode)
    case .date: DateProblem.problem(in: text)
    case .time: DateTimeProblem.problem(inTime: text, zone: mode == .relaxed ? .optional : .required)
    case .localDateTime: DateTimeProblem.problem(in: text, zone: .none, mode: mode)
    case .localTime: DateTimeProblem.problem(inTime: text, zone: .none)
    case .duration: DurationProblem.problem(in: text, mode: mode)
    case .httpDate: HTTPDateProblem.problem(in: text, mode: mode)
    case .email: EmailProblem.problem(in: text, international: false, mode: mode)
    case .internationalEmail: EmailProblem.problem(in: text, international: true, mode: mode)
    case .hostname, .draft3Hostname: HostnameProblem.problem(in: text, international: false, mode: mode)
    case .internationalHostname: HostnameProblem.problem(in: text, international: true, mode: mode)
    case .ipv4, .draft3IPAddress: AddressProblem.problem(inIPv4: text)
    case .ipv6: AddressProblem.problem(inIPv6: text)
    case .uri: ReferenceProblem(international: false, isReference: false).problem(in: text)
    case .uriReference: ReferenceProblem(international: false, isReference: true).problem(in: text)
    case .iri: ReferenceProblem(international: true, isReference: false).problem(in: text)
    case .iriReference: ReferenceProblem(international: true, isReference: true).problem(in: text)
    case .uriTemplate: TemplateProblem.problem(in: text)
    case .jsonPointer: PointerProblem.problem(in: text)
    case .relativeJSONPointer: PointerProblem.problem(inRelative: text)
    case .uuid: UUIDProblem.problem(in: text, mode: mode)
    default: valueProblem(text, mode: mode)
    }
  }

  private func valueProblem(_ text: Span<UInt8>, mode: Format.Mode) -> FormatProblem {
    switch self {
    case .regex: RegexFormat.problem(in: text)
    case .byte: Base64Problem(takesStandard: true, takesURL: mode == .relaxed).problem(in: text)
    case .base64URL: Base64Problem(takesStandard: false, takesURL: true).problem(in: text)
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .doubleInteger, .structuredInteger:
      NumberProblem.problem(inInteger: text)
    case .float, .double, .decimal, .decimal128, .unixTime, .utcMilliseconds: NumberProblem.problem(inNumber: text)
    case .structuredDecimal: NumberProblem.problem(inStructured: text)
    case .char: FormatProblem(text.isEmpty ? .empty : .wrongLength)
    default: FormatProblem(text.isEmpty ? .empty : .malformed)
    }
  }
}

extension RegexFormat {
  /// The problem of a text that is no regular expression; its codes are those of ``PatternError``.
  static func problem(in text: Span<UInt8>) -> FormatProblem {
    var parser = PatternParser(String(copying: text), limits: PatternLimits(sourceBytes: .max))
    do throws(PatternError) {
      _ = try parser.parse()
      return FormatProblem(.malformed)
    } catch {
      return FormatProblem(FormatProblem.Code(rawValue: error.code.rawValue), at: error.offset)
    }
  }
}

extension UInt8 {
  fileprivate var isWhiteSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
