import Muster
import MusterContracts

extension Exchange {
  /// The same exchange with bodies that can be held to a contract: without content codings, and with those that the
  /// recording cut off marked as such.
  ///
  /// - Complexity: O(*n*) in the size of the bodies, bounded by the limits.
  func withUsableBodies(_ limits: InflateLimits) -> Exchange {
    var exchange = self
    exchange.request.body.makeUsable(request.headers, isBodiless: false, limits)
    if let response {
      let isBodiless = HTTPStatus.isBodiless(response.status, to: request.method)
      exchange.response?.body.makeUsable(response.headers, isBodiless: isBodiless, limits)
    }
    return exchange
  }
}

extension MessageBody {
  /// Undoes content codings, and marks a body that was cut off.
  ///
  /// - Parameter isBodiless: Whether the message has no body, whatever its header fields say of one.
  mutating func makeUsable(_ headers: HeaderFields, isBodiless: Bool, _ limits: InflateLimits) {
    guard let bytes, !isBodiless else { return }
    let encoding = headers["content-encoding"]
    let type = MediaTypeName(headers["content-type"] ?? mediaType ?? "")
    let length = headers["content-length"].flatMap { Int($0) }
    if bytes.isEmpty {
      if max(length ?? 0, statedSize ?? 0) > 0 { content = .notRecorded }
      return
    }
    var coding = BodyDecoding(bytes, ContentCoding.names(encoding), type, limits)
    coding.decode()
    if let reason = coding.failure {
      content = .unusable(reason)
    } else if coding.isDecoded {
      content = .bytes(coding.bytes)
      origin?.form = .opaque
    } else if ContentCoding.unread(encoding, bytes) == nil, isCutOff(bytes, type, headers, length: length) {
      content = .unusable(.cutOff)
    }
  }

  /// Whether the recording has fewer bytes than it says there were, and nothing explains that.
  ///
  /// A JSON text that is whole was not cut off, whatever the sizes are of: recorders count characters, count before a
  /// content coding is undone, and write JSON anew.
  private func isCutOff(
    _ bytes: [UInt8], _ type: MediaTypeName?, _ headers: HeaderFields, length: Int?
  ) -> Bool {
    guard origin?.form != .json else { return false }
    switch type?.kind {
    case .other: return false
    case .text where type?.subtype != "plain": return false
    case .multipart where MessageBody.isClosedMultipart(bytes): return false
    // No recorder that cuts bodies off keeps less of one, and a form does not tell where it ends: without the recorder's
    // own word on the size the header field is taken to be wrong.
    case .form where bytes.count < MessageBody.shortestCut && statedSize == nil: return false
    default: break
    }
    let isCoded = !ContentCoding.names(headers["content-encoding"]).isEmpty
    // Behind a content coding, Content-Length counts the coded bytes, and some recorders take it for the body's size.
    let sizes = [isCoded ? nil : length, isCoded && statedSize == length ? nil : statedSize].compactMap { $0 }
    guard let size = sizes.max(), bytes.count < size else { return false }
    let ends = bytes.count { $0 == 0x0A }
    let isExplained =
      // A byte order mark that was left out; line ends that were written anew; the size of the base64.
      size == bytes.count + 3 || size == bytes.count + ends || (bytes.count + 2) / 3 * 4 == size
      || isInOtherEncoding(headers["content-type"] ?? mediaType)
    return !isExplained && !MessageBody.isWholeJSON(bytes)
  }

  /// Whether the sender wrote text in an encoding that takes more bytes than UTF-8, which is what recordings have.
  private func isInOtherEncoding(_ type: String?) -> Bool {
    let text = (type ?? "").asciiLowercased
    return text.contains("utf-16") || text.contains("utf-32") || text.contains("ucs-2")
  }

  /// How many bytes of a body recorders keep at least.
  private static let shortestCut = 64

  /// Whether the parts of a body end with its closing delimiter (RFC 2046, section 5.1.1).
  private static func isClosedMultipart(_ bytes: [UInt8]) -> Bool {
    guard let end = bytes.lastIndex(where: { $0 > 0x20 }), let line = bytes[...end].lastIndex(of: 0x0A) else {
      return false
    }
    let last = bytes[(line + 1)...end]
    return last.starts(with: "--".utf8) && last.suffix(2).elementsEqual("--".utf8) && last.count > 4
  }

  /// Whether a body is an object or an array with everything in it.
  private static func isWholeJSON(_ bytes: [UInt8]) -> Bool {
    let last = bytes.last { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    guard last == UInt8(ascii: "}") || last == UInt8(ascii: "]") else { return false }
    var assembler = JSONAssembler()
    assembler.append(bytes)
    return (try? JSONDocument(assembler)) != nil
  }
}

/// Undoes the content codings that a body still has.
///
/// What the header field says is not trusted, as recorders undo codings and keep the field: only bytes that do
/// decompress are decompressed.
private struct BodyDecoding {
  private(set) var bytes: [UInt8]
  private(set) var isDecoded = false
  /// Why the body cannot be looked at.
  private(set) var failure: SkipReason?
  private var codings: [String]
  private let type: MediaTypeName?
  private let limits: InflateLimits

  /// How many codings may be on top of each other.
  private static let depth = 4

  init(_ bytes: [UInt8], _ codings: [String], _ type: MediaTypeName?, _ limits: InflateLimits) {
    self.bytes = bytes
    self.codings = codings
    self.type = type
    self.limits = limits
  }

  /// Whether the bytes are a compressed file that is to stay one.
  private var isFile: Bool { codings.isEmpty && type?.kind == .other && type?.isXML == false }

  mutating func decode() {
    if !codings.isEmpty, let joined = BodyChunks.bytes(of: bytes, writtenIn: .hexadecimal),
      CompressedFormat(of: joined) != nil
    {
      decodeOnce(joined)
      if isDecoded, codings.isEmpty { return }
    }
    for round in 0..<BodyDecoding.depth {
      guard failure == nil, round == 0 || !codings.isEmpty else { return }
      let before = bytes
      decodeOnce(bytes)
      if bytes == before { return }
    }
  }

  private mutating func decodeOnce(_ coded: [UInt8]) {
    let isDeflate = codings.last == "deflate"
    switch CompressedFormat(of: coded) {
    case .gzip where !isFile: take(coded, .gzip, isCertain: true)
    case .zlib where !isFile: take(coded, .zlib, isCertain: isDeflate && !BodyDecoding.isText(coded))
    default:
      // Some servers leave out the header of zlib.
      if isDeflate, !BodyDecoding.isText(coded) { take(coded, .deflate, isCertain: false) }
    }
  }

  /// Decompresses, or notes what is wrong where the bytes can be nothing else.
  private mutating func take(_ coded: [UInt8], _ format: CompressedFormat, isCertain: Bool) {
    switch Inflate.decode(coded, format, limits: limits) {
    case .success(let result):
      bytes = result
      isDecoded = true
      if !codings.isEmpty { codings.removeLast() }
    case .failure(let error) where error.isLimit: failure = .unpackedSize
    case .failure(let error) where isCertain: failure = error.code == .truncated ? .cutOff : .damagedCoding
    case .failure: break
    }
  }

  private static func isText(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }
}
