import Muster
import MusterContracts

/// The body of a request or response, or the reason why the recording has none.
public struct MessageBody: Sendable {
  /// What the recording has of a body.
  public enum Content: Sendable {
    /// There was no body.
    case none
    /// The body's bytes, as they were after any transfer coding.
    case bytes([UInt8])
    /// There was or may have been a body, but the recording does not have it.
    case notRecorded
    /// The body lies in a file beside the recording.
    case elsewhere
    /// The recording's own form of the body cannot be decoded, as with malformed base64.
    case undecodable
    /// There was a body, and it cannot be looked at for this reason.
    case unusable(SkipReason)
  }

  /// What the recording has.
  public var content: Content
  /// The media type that the recording states beside the body, apart from the header fields.
  public var mediaType: String?
  /// Where the recording has it; `nil` where that is not known.
  public var origin: BodyOrigin?
  /// How many bytes the recording says that the body has; `nil` if it does not say.
  public var statedSize: Int?

  /// A body from its parts.
  public init(_ content: Content, mediaType: String? = nil, origin: BodyOrigin? = nil) {
    self.content = content
    self.mediaType = mediaType
    self.origin = origin
  }

  /// No body.
  public static let none = MessageBody(.none)

  /// The bytes, if the recording has them; none for a body that was not there.
  public var bytes: [UInt8]? {
    switch content {
    case .none: []
    case .bytes(let bytes): bytes
    case .notRecorded, .elsewhere, .undecodable, .unusable: nil
    }
  }
}

extension MessageBody {
  /// What is known of the body.
  var sent: SentBody {
    switch content {
    case .none: .none
    case .bytes(let bytes): .bytes(bytes)
    case .notRecorded: .unavailable(.notRecorded)
    case .elsewhere: .unavailable(.elsewhere)
    case .undecodable: .unavailable(.undecodable)
    case .unusable(let reason): .unavailable(reason)
    }
  }
}
