extension Wording {
  /// The sentence of a value that is not of its format.
  static func format(_ reason: Reason) -> String {
    let name = reason.expected.format ?? "format"
    let text = expected(descriptions[name] ?? "a value of the format '\(name)'", reason)
    guard let problem = reason.expected.problem.flatMap({ problems[$0] }) else { return text }
    return text + ": " + problem
  }

  /// What formats ask for, in a few words.
  private static let descriptions: [String: String] = [
    "date-time": "a date-time with zone (RFC 3339), such as 2024-05-01T12:00:00Z",
    "date": "a date (RFC 3339), such as 2024-05-01",
    "time": "a time with zone (RFC 3339), such as 12:00:00Z",
    "duration": "a duration (ISO 8601), such as P1DT12H",
    "uuid": "a UUID (RFC 9562), such as 2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d",
    "email": "an e-mail address (RFC 5321)",
    "uri": "an absolute URI (RFC 3986)",
    "uri-reference": "a URI or a relative reference (RFC 3986)",
    "ipv4": "an IPv4 address, such as 192.0.2.1",
    "ipv6": "an IPv6 address, such as 2001:db8::1",
    "hostname": "a host name (RFC 1123)",
    "int32": "an integer of 32 bits, from -2147483648 to 2147483647",
    "int64": "an integer of 64 bits, from -9223372036854775808 to 9223372036854775807",
    "float": "a number within the range of single precision",
    "double": "a number within the range of double precision",
    "byte": "bytes in base64 (RFC 4648, section 4)",
    "regex": "a regular expression of ECMA-262",
    "json-pointer": "a JSON Pointer (RFC 6901)",
  ]

  /// What about a format failed, by the codes of problems.
  private static let problems: [String: String] = [:]
}
