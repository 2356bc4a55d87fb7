/// The binary floating-point numbers: IEEE 754-2019 section 3.4; OpenAPI registry, `float` and `double`.
///
/// A number belongs if the nearest number of the width is finite; how precisely it is met does not matter.
/// Relaxed is the same as strict.
enum BinaryFloatFormat {
  /// 2¹²⁸ − 2¹⁰³: halfway between the largest finite binary32 and what would come next, from where rounding overflows.
  private static let floatOverflow = "340282356779733661637539395458142568448"

  /// 2¹⁰²⁴ − 2⁹⁷⁰: the same for binary64.
  private static let doubleOverflow = """
    1797693134862315807937289714053034150799341327100378269361737789804449682927647509466490179775872070\
    9633028641669288791094655554785194040263065748867150582068190890200070838367627385484581771153176447\
    5730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880177904\
    174497792
    """

  static func acceptsFloat(_ text: Span<UInt8>) -> Bool {
    guard let number = NumberLexeme(text) else { return false }
    return number.isBelow(floatOverflow.utf8.span, in: text)
  }

  static func acceptsDouble(_ text: Span<UInt8>) -> Bool {
    guard let number = NumberLexeme(text) else { return false }
    return number.isBelow(doubleOverflow.utf8.span, in: text)
  }
}
