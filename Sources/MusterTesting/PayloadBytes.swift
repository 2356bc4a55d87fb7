import Foundation

/// The bytes that a test's payload stands for.
enum PayloadBytes {
  /// Why a payload has no bytes.
  struct Failure: Error {
    let message: String
  }

  /// Takes bytes, text and data as the JSON text that they are; encodes anything else.
  static func of(_ payload: some Encodable, encoder: JSONEncoder) throws(Failure) -> [UInt8] {
    switch payload {
    case let bytes as [UInt8]: return bytes
    case let bytes as ContiguousArray<UInt8>: return Array(bytes)
    case let text as String: return Array(text.utf8)
    case let data as Data: return Array(data)
    default: break
    }
    do {
      return Array(try encoder.encode(payload))
    } catch {
      throw Failure(message: "a payload of type \(type(of: payload)) cannot be encoded as JSON: \(reason(error))")
    }
  }

  /// The reason without the value, which may be a secret.
  private static func reason(_ error: any Error) -> String {
    guard case .invalidValue(_, let context)? = error as? EncodingError else { return "\(type(of: error))" }
    let path = context.codingPath.map { "/" + ($0.intValue.map(String.init) ?? $0.stringValue) }.joined()
    return "the value at '\(path)' has no JSON form"
  }
}
