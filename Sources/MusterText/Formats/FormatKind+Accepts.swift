extension FormatKind {
  /// Whether a text has the format.
  func accepts(_ text: Span<UInt8>, mode: Format.Mode) -> Bool {
    switch self {
    case .dateTime: DateTimeFormat.accepts(text, mode: mode)
    case .date: DateFormat.accepts(text)
    case .time: TimeFormat.accepts(text, mode: mode)
    case .localDateTime: LocalDateTimeFormat.accepts(text, mode: mode)
    case .localTime: LocalTimeFormat.accepts(text)
    case .duration: DurationFormat.accepts(text, mode: mode)
    case .email: EmailFormat.accepts(text, mode: mode)
    case .internationalEmail: InternationalEmailFormat.accepts(text, mode: mode)
    case .hostname, .draft3Hostname: HostnameFormat.accepts(text, mode: mode)
    case .internationalHostname: InternationalHostnameFormat.accepts(text, mode: mode)
    case .ipv4, .draft3IPAddress: IPv4Format.accepts(text)
    case .ipv6: IPv6Format.accepts(text)
    case .uri: URIFormat.accepts(text)
    case .uriReference: URIReferenceFormat.accepts(text)
    case .iri: IRIFormat.accepts(text)
    case .iriReference: IRIReferenceFormat.accepts(text)
    case .uriTemplate: URITemplateFormat.accepts(text)
    case .jsonPointer: JSONPointerFormat.accepts(text)
    case .relativeJSONPointer: RelativeJSONPointerFormat.accepts(text)
    case .regex: RegexFormat.accepts(text)
    case .uuid: UUIDFormat.accepts(text, mode: mode)
    case .byte: ByteFormat.accepts(text, mode: mode)
    case .base64URL: Base64URLFormat.accepts(text)
    case .char: CharFormat.accepts(text)
    case .httpDate: HTTPDateFormat.accepts(text, mode: mode)
    case .mediaRange: MediaRangeFormat.accepts(text)
    case .structuredBinary: StructuredBinaryFormat.accepts(text)
    case .structuredBoolean: StructuredBooleanFormat.accepts(text)
    case .structuredString: StructuredStringFormat.accepts(text)
    case .structuredToken: StructuredTokenFormat.accepts(text)
    case .color: ColorFormat.accepts(text)
    case .password, .binary, .html, .commonMark, .phone, .style: true
    default: acceptsNumber(text)
    }
  }

  private func acceptsNumber(_ text: Span<UInt8>) -> Bool {
    switch self {
    case .int8: IntegerFormat.accepts(text, positive: 0x7F, negative: 0x80)
    case .int16: IntegerFormat.accepts(text, positive: 0x7FFF, negative: 0x8000)
    case .int32: IntegerFormat.accepts(text, positive: 0x7FFF_FFFF, negative: 0x8000_0000)
    case .int64: IntegerFormat.accepts(text, positive: 0x7FFF_FFFF_FFFF_FFFF, negative: 0x8000_0000_0000_0000)
    case .uint8: IntegerFormat.accepts(text, positive: 0xFF, negative: 0)
    case .uint16: IntegerFormat.accepts(text, positive: 0xFFFF, negative: 0)
    case .uint32: IntegerFormat.accepts(text, positive: 0xFFFF_FFFF, negative: 0)
    case .uint64: IntegerFormat.accepts(text, positive: .max, negative: 0)
    case .doubleInteger: IntegerFormat.accepts(text, positive: 1 << 53 - 1, negative: 1 << 53 - 1)
    case .float: BinaryFloatFormat.acceptsFloat(text)
    case .double: BinaryFloatFormat.acceptsDouble(text)
    case .decimal, .unixTime, .utcMilliseconds: DecimalFormat.accepts(text)
    case .decimal128: Decimal128Format.accepts(text)
    case .structuredInteger: StructuredIntegerFormat.accepts(text)
    case .structuredDecimal: StructuredDecimalFormat.accepts(text)
    default: false
    }
  }
}
