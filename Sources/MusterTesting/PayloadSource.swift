import Foundation

/// Something that has the JSON text of payloads and is no `Encodable` value: a file, a folder, a slice, a span.
///
/// ```swift
/// expectValid(.file("Fixtures/token.json"), against: rule)
/// expectValid(response.body[...], against: rule)
/// ```
/// A `String`, a `Data` and an array of bytes are `Encodable`; they are taken as the JSON text that they are, too.
public protocol PayloadSource: ~Copyable, ~Escapable {
  /// The payloads, each with its name if it has one.
  ///
  /// - Throws: ``PayloadFailure`` if there is no text to check.
  borrowing func payloads() throws(PayloadFailure) -> [PayloadText]
}

/// The JSON text of one payload.
public struct PayloadText: Sendable, Hashable {
  /// What failures call the payload, such as the name of its file; `nil` if it has no name.
  public var name: String?
  /// The text.
  public var bytes: [UInt8]
  /// Whether it was encoded from a value, so that the test does not show its text.
  var isEncoded = false

  /// The text of a payload.
  public init(name: String? = nil, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// The reason why there is no payload to check.
public struct PayloadFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What there is not, and why.
  public let description: String

  /// A reason.
  public init(_ description: String) { self.description = description }
}

extension PayloadText: PayloadSource {
  /// The text itself.
  public func payloads() -> [PayloadText] { [self] }
}

extension Substring: PayloadSource {
  /// The text itself.
  public func payloads() -> [PayloadText] { [PayloadText(bytes: Array(utf8))] }
}

extension ArraySlice: PayloadSource where Element == UInt8 {
  /// The text that the bytes are.
  public func payloads() -> [PayloadText] { [PayloadText(bytes: Array(self))] }
}

extension Span: PayloadSource where Element == UInt8 {
  /// The text that the bytes are.
  public func payloads() -> [PayloadText] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for index in indices { bytes.append(self[index]) }
    return [PayloadText(bytes: bytes)]
  }
}

extension PayloadSource where Self: ~Copyable & ~Escapable {
  /// The payloads, or why there are none.
  borrowing func read() -> Result<[PayloadText], PayloadFailure> {
    do throws(PayloadFailure) { return .success(try payloads()) } catch { return .failure(error) }
  }
}

extension PayloadText {
  /// The text of a value: a string, data and bytes are the text that they are, and everything else is encoded.
  static func of(_ value: some Encodable, _ encoder: JSONEncoder) -> Result<[PayloadText], PayloadFailure> {
    switch value {
    case let bytes as [UInt8]: return .success([PayloadText(bytes: bytes)])
    case let bytes as ContiguousArray<UInt8>: return .success([PayloadText(bytes: Array(bytes))])
    case let text as String: return .success([PayloadText(bytes: Array(text.utf8))])
    case let data as Data: return .success([PayloadText(bytes: Array(data))])
    default: break
    }
    do {
      var text = PayloadText(bytes: Array(try encoder.encode(value)))
      text.isEncoded = true
      return .success([text])
    } catch {
      let reason = reason(error)
      return .failure(PayloadFailure("a payload of type \(type(of: value)) cannot be encoded as JSON: \(reason)"))
    }
  }

  /// The reason without the value, which may be a secret.
  private static func reason(_ error: any Error) -> String {
    guard case .invalidValue(_, let context)? = error as? EncodingError else { return "\(type(of: error))" }
    let path = context.codingPath.map { "/" + ($0.intValue.map(String.init) ?? $0.stringValue) }.joined()
    return "the value at '\(path)' has no JSON form"
  }
}
