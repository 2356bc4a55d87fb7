import Muster

/// Writes JSON text, compact or indented, member by member.
///
/// ```swift
/// var writer = JSONWriter(isIndented: false)
/// writer.object {
///   $0.member("valid", true)
///   $0.member("line", 3)
/// }
/// writer.bytes  // {"valid":true,"line":3}
/// ```
public struct JSONWriter: Sendable {
  /// The text so far.
  public private(set) var bytes: [UInt8] = []
  private let isIndented: Bool
  private var depth: Int
  private var isFirst = true

  /// A writer without text.
  ///
  /// - Parameters:
  ///   - isIndented: Whether each member and element has a line of its own.
  ///   - depth: How deep the value lies in a text that it will become a part of.
  public init(isIndented: Bool, depth: Int = 0) {
    self.isIndented = isIndented
    self.depth = depth
  }

  // MARK: Values

  /// Writes an object of the members that a closure writes.
  public mutating func object(_ members: (inout JSONWriter) -> Void) {
    container(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
  }

  /// Writes an array with an element for each of some values.
  public mutating func array<Element>(_ values: some Sequence<Element>, _ write: (inout JSONWriter, Element) -> Void) {
    container(UInt8(ascii: "["), UInt8(ascii: "]")) { writer in
      for value in values {
        writer.separate()
        write(&writer, value)
      }
    }
  }

  /// Writes a string (RFC 8259, section 7).
  ///
  /// What a terminal would act on, as C1 controls and directional marks, is escaped.
  public mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    if text.unicodeScalars.contains(where: TerminalText.isTerminalControl) {
      for scalar in text.unicodeScalars {
        if TerminalText.isTerminalControl(scalar) {
          for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { escape(unit) }
        } else {
          append(String(scalar).utf8)
        }
      }
    } else {
      append(text.utf8)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ unit: UInt16) {
    bytes.append(contentsOf: "\\u".utf8)
    for shift in [12, 8, 4, 0] as [UInt16] { bytes.append(UInt8(unit >> shift & 15).hexadecimalDigit) }
  }

  private mutating func append(_ text: some Sequence<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
      case 0x08: bytes.append(contentsOf: "\\b".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0C: bytes.append(contentsOf: "\\f".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0..<0x20, 0x7F:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(contentsOf: [(byte >> 4).hexadecimalDigit, (byte & 15).hexadecimalDigit])
      default: bytes.append(byte)
      }
    }
  }

  /// Writes an integer.
  public mutating func integer(_ value: Int) { bytes.append(contentsOf: String(value).utf8) }

  /// Writes `true` or `false`.
  public mutating func boolean(_ value: Bool) { bytes.append(contentsOf: (value ? "true" : "false").utf8) }

  /// Writes `null`.
  public mutating func null() { bytes.append(contentsOf: "null".utf8) }

  /// Writes a value that is JSON text already, as it is.
  public mutating func text(_ json: String) { bytes.append(contentsOf: json.utf8) }

  // MARK: Members

  /// Writes a member whose value a closure writes.
  public mutating func member(_ name: String, _ value: (inout JSONWriter) -> Void) {
    separate()
    string(name)
    bytes.append(UInt8(ascii: ":"))
    if isIndented { bytes.append(UInt8(ascii: " ")) }
    value(&self)
  }

  /// Writes a member that is a string.
  public mutating func member(_ name: String, _ value: String) { member(name) { $0.string(value) } }

  /// Writes a member that is an integer.
  public mutating func member(_ name: String, _ value: Int) { member(name) { $0.integer(value) } }

  /// Writes a member that is a boolean.
  public mutating func member(_ name: String, _ value: Bool) { member(name) { $0.boolean(value) } }

  /// Writes a member that is `null`.
  public mutating func null(_ name: String) { member(name) { $0.null() } }

  // MARK: Layout

  private mutating func container(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    let isOuterFirst = isFirst
    bytes.append(open)
    isFirst = true
    depth += 1
    body(&self)
    depth -= 1
    if !isFirst { breakLine() }
    bytes.append(close)
    isFirst = isOuterFirst
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    breakLine()
  }

  private mutating func breakLine() {
    guard isIndented else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }
}
