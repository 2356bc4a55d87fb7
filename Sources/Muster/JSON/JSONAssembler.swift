/// Builds JSON text out of pieces of other texts and keeps where each piece was written.
///
/// ```swift
/// var assembler = JSONAssembler()
/// let page = assembler.add(source)
/// assembler.append("{\"parameters\":", from: page, at: 10)
/// assembler.append(verbatim: 120..<480, of: page)
/// assembler.append("}", from: page, at: 480)
/// let document = try assembler.document()
/// ```
public struct JSONAssembler: Sendable {
  /// A source that was added, by its order.
  public struct SourceIndex: Sendable, Hashable {
    let rawValue: UInt16
  }

  private var sources: [SourceText] = []
  private var segments: [SourceMap.Segment] = []
  /// The JSON text so far.
  public private(set) var bytes: [UInt8] = []

  /// An empty assembler.
  public init() {}

  /// Makes room for about as much as will be appended.
  public mutating func reserve(bytes count: Int, segments segmentCount: Int) {
    bytes.reserveCapacity(count)
    segments.reserveCapacity(segmentCount)
  }

  /// Adds a text that pieces will come from.
  ///
  /// At most 65,535 are kept apart; later ones share the last index.
  public mutating func add(_ source: SourceText) -> SourceIndex {
    if sources.count < Int(UInt16.max) { sources.append(source) }
    return SourceIndex(rawValue: UInt16(sources.count - 1))
  }

  /// Marks that what is appended next stands for one place of a source.
  public mutating func mark(_ source: SourceIndex, at offset: Int, isVerbatim: Bool = false) {
    let segment = SourceMap.Segment(
      generated: UInt32(clamping: bytes.count), offset: UInt32(clamping: offset), source: source.rawValue,
      isVerbatim: isVerbatim)
    if let last = segments.last, last.generated == segment.generated {
      segments[segments.count - 1] = segment
    } else {
      segments.append(segment)
    }
  }

  /// Appends bytes that stand wherever the last mark says.
  public mutating func append(_ piece: some Sequence<UInt8>) {
    bytes.append(contentsOf: piece)
  }

  /// Appends one byte that stands wherever the last mark says.
  public mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  /// Appends generated JSON text that stands for one place of a source.
  public mutating func append(_ text: String, from source: SourceIndex, at offset: Int) {
    mark(source, at: offset)
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends a range of a source as it is written there.
  ///
  /// A range outside of the source is cut to it.
  public mutating func append(verbatim range: Range<Int>, of source: SourceIndex) {
    guard Int(source.rawValue) < sources.count else { return }
    let text = sources[Int(source.rawValue)].bytes
    let range = range.clamped(to: 0..<text.count)
    mark(source, at: range.lowerBound, isVerbatim: true)
    bytes.append(contentsOf: text[range])
  }

  /// Appends a string as a JSON string literal that stands for one place of a source.
  public mutating func append(string: some Sequence<UInt8>, from source: SourceIndex, at offset: Int) {
    mark(source, at: offset)
    append(string: string)
  }

  /// Appends a string, UTF-8, as a JSON string literal that stands wherever the last mark says (RFC 8259, section 7).
  public mutating func append(string: some Sequence<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    for byte in string {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append((byte >> 4).hexadecimalDigit)
        bytes.append((byte & 15).hexadecimalDigit)
      default:
        bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The map of what was appended so far.
  public var map: SourceMap { SourceMap(sources: sources, segments: segments) }
}
