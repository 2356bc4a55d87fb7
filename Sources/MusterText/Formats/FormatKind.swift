/// Every known format, by the number that serialised programs know it by: never reuse one.
enum FormatKind: UInt8, CaseIterable, Sendable {
  case dateTime = 1
  case date = 2
  case time = 3
  case duration = 4
  case email = 5
  case internationalEmail = 6
  case hostname = 7
  case internationalHostname = 8
  case ipv4 = 9
  case ipv6 = 10
  case uri = 11
  case uriReference = 12
  case iri = 13
  case iriReference = 14
  case uriTemplate = 15
  case jsonPointer = 16
  case relativeJSONPointer = 17
  case regex = 18
  case uuid = 19
  case int8 = 20
  case int16 = 21
  case int32 = 22
  case int64 = 23
  case uint8 = 24
  case uint16 = 25
  case uint32 = 26
  case uint64 = 27
  case float = 28
  case double = 29
  case decimal = 30
  case decimal128 = 31
  case doubleInteger = 32
  case byte = 33
  case base64URL = 34
  case char = 35
  case httpDate = 36
  case mediaRange = 37
  case structuredBinary = 38
  case structuredBoolean = 39
  case structuredDecimal = 40
  case structuredInteger = 41
  case structuredString = 42
  case structuredToken = 43
  case unixTime = 44
  case localDateTime = 45
  case localTime = 46
  case password = 47
  case binary = 48
  case html = 49
  case commonMark = 50
  case color = 51
  case utcMilliseconds = 52
  case phone = 53
  case style = 54
  case draft3Hostname = 55
  case draft3IPAddress = 56
}

extension FormatKind {
  var name: String {
    switch self {
    case .dateTime: "date-time"
    case .date: "date"
    case .time: "time"
    case .duration: "duration"
    case .email: "email"
    case .internationalEmail: "idn-email"
    case .hostname: "hostname"
    case .internationalHostname: "idn-hostname"
    case .ipv4: "ipv4"
    case .ipv6: "ipv6"
    case .uri: "uri"
    case .uriReference: "uri-reference"
    case .iri: "iri"
    case .iriReference: "iri-reference"
    case .uriTemplate: "uri-template"
    case .jsonPointer: "json-pointer"
    case .relativeJSONPointer: "relative-json-pointer"
    case .regex: "regex"
    case .uuid: "uuid"
    case .int8: "int8"
    case .int16: "int16"
    case .int32: "int32"
    case .int64: "int64"
    case .uint8: "uint8"
    case .uint16: "uint16"
    case .uint32: "uint32"
    case .uint64: "uint64"
    case .float: "float"
    case .double: "double"
    case .decimal: "decimal"
    case .decimal128: "decimal128"
    case .doubleInteger: "double-int"
    case .byte: "byte"
    case .base64URL: "base64url"
    case .char: "char"
    case .httpDate: "http-date"
    case .mediaRange: "media-range"
    case .structuredBinary: "sf-binary"
    case .structuredBoolean: "sf-boolean"
    case .structuredDecimal: "sf-decimal"
    case .structuredInteger: "sf-integer"
    case .structuredString: "sf-string"
    case .structuredToken: "sf-token"
    case .unixTime: "unixtime"
    case .localDateTime: "date-time-local"
    case .localTime: "time-local"
    case .password: "password"
    case .binary: "binary"
    case .html: "html"
    case .commonMark: "commonmark"
    case .color: "color"
    case .utcMilliseconds: "utc-millisec"
    case .phone: "phone"
    case .style: "style"
    case .draft3Hostname: "host-name"
    case .draft3IPAddress: "ip-address"
    }
  }

  var subject: Format.Subject {
    switch self {
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float, .double, .decimal, .decimal128,
      .doubleInteger, .structuredDecimal, .structuredInteger, .unixTime, .utcMilliseconds:
      .number
    case .password, .binary, .html, .commonMark, .phone, .style:
      .none
    default:
      .string
    }
  }
}
