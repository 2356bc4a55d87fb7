/// The types of values as a set.
struct TypeMask: OptionSet, Sendable, Hashable {
  let rawValue: UInt16

  static let null = TypeMask(rawValue: 1)
  static let boolean = TypeMask(rawValue: 2)
  static let integer = TypeMask(rawValue: 4)
  /// Numbers that are not integers.
  static let fraction = TypeMask(rawValue: 8)
  static let string = TypeMask(rawValue: 16)
  static let array = TypeMask(rawValue: 32)
  static let object = TypeMask(rawValue: 64)
  static let number: TypeMask = [.integer, .fraction]
  static let all: TypeMask = [.null, .boolean, .number, .string, .array, .object]

  /// The bits for each kind of tape word, a byte each; a number has both of its.
  private static var table: UInt64 { 0x4020_100C_0202_0100 }

  /// The types that a value of a tape word's kind may be of.
  @inline(__always)
  static func bits(ofKind kind: UInt8) -> UInt16 {
    UInt16(truncatingIfNeeded: (table >> UInt64(kind &* 8)) & 0xFF)
  }

  /// The names as JSON Schema has them, in the order of the specification's list.
  var names: [String] {
    var names: [String] = []
    if contains(.null) { names.append("null") }
    if contains(.boolean) { names.append("boolean") }
    if contains(.object) { names.append("object") }
    if contains(.array) { names.append("array") }
    if contains(.number) {
      names.append("number")
    } else if contains(.integer) {
      names.append("integer")
    }
    if contains(.string) { names.append("string") }
    return names
  }
}
