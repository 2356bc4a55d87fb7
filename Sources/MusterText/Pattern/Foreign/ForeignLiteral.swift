/// A literal of a pattern with its slashes and flags, as programs have them: `/^[a-z]+$/i`.
struct ForeignLiteral {
  /// Where the pattern is between the slashes, counted in scalars.
  var body: Range<Int>
  var flags = ForeignFlags()

  /// Finds the literal that a whole text is.
  ///
  /// Both slashes must be at the ends. The text may also mean its slashes, as in `/users/`. So it is a literal only if it
  /// has an anchor beside a slash, where no text begins or ends, or flags and something that only patterns have. A bare
  /// slash in the middle is allowed only between two anchors.
  init?(_ source: String) {
    guard source.utf8.first == UInt8(ascii: "/") else { return nil }
    let scalars = Array(source.unicodeScalars)
    guard let last = scalars.lastIndex(of: "/"), last > 1 else { return nil }
    body = 1..<last
    var hasFlags = false
    for flag in scalars[(last + 1)...] {
      switch flag {
      case "i": flags.ignoresCase = true
      case "m": flags.multiline = true
      case "s": flags.dotAll = true
      case "x": flags.extended = true
      case "g", "u", "D": break
      default: return nil
      }
      hasFlags = true
    }
    let shape = Shape(scalars[body])
    guard !shape.endsInEscape else { return nil }
    guard shape.isAnchored && shape.isAnchoredAtEnd || !shape.hasSlash else { return nil }
    guard shape.isAnchored || shape.isAnchoredAtEnd || (hasFlags && shape.isPattern) else { return nil }
  }

  /// What a body shows of what it is.
  private struct Shape {
    var isAnchored = false
    var isAnchoredAtEnd = false
    /// Whether it has characters that only patterns have.
    var isPattern = false
    var hasSlash = false
    var endsInEscape = false

    init(_ body: ArraySlice<Unicode.Scalar>) {
      isAnchored = body.first == "^"
      var isInClass = false
      for (index, scalar) in zip(body.indices, body) {
        let isLast = index == body.endIndex - 1
        if endsInEscape {
          endsInEscape = false
          if scalar == "A", index == body.startIndex + 1 { isAnchored = true }
          if scalar == "z" || scalar == "Z", isLast { isAnchoredAtEnd = true }
          if ["d", "D", "w", "W", "s", "S", "b", "B"].contains(scalar) { isPattern = true }
          continue
        }
        switch scalar {
        case "\\": endsInEscape = true
        case "/" where !isInClass: hasSlash = true
        case "[":
          isInClass = true
          isPattern = true
        case "]": isInClass = false
        case "$" where isLast && !isInClass: isAnchoredAtEnd = true
        case "(", "|", "*", "+", "?", "{", "^", "$": isPattern = true
        default: break
        }
      }
    }
  }
}
