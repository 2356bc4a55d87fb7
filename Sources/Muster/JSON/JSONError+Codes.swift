extension JSONExpectation {
  /// The expectation as reports print it, in kebab-case.
  public var code: String {
    switch self {
    case .value: "value"
    case .valueOrBracket: "value-or-bracket"
    case .name: "name"
    case .nameOrBrace: "name-or-brace"
    case .colon: "colon"
    case .commaOrBrace: "comma-or-brace"
    case .commaOrBracket: "comma-or-bracket"
    case .end: "end"
    case .digit: "digit"
    case .endOfNumber: "end-of-number"
    case .endOfString: "end-of-string"
    case .escape: "escape"
    case .hexadecimalDigits: "hexadecimal-digits"
    case .surrogate: "surrogate"
    case .utf8: "utf-8"
    case .depth: "depth"
    case .size: "size"
    }
  }

  /// The limit that was reached, if it is one.
  public var limit: Int? {
    switch self {
    case .depth(let limit), .size(let limit): limit
    default: nil
    }
  }
}

extension JSONFinding {
  /// What stands there as reports print it, in kebab-case.
  public var code: String {
    switch self {
    case .end: "end"
    case .character: "character"
    case .digit: "digit"
    case .space: "space"
    case .tab: "tab"
    case .lineBreak: "line-break"
    case .control: "control"
    case .nonASCII: "non-ascii"
    case .brokenUTF8: "broken-utf-8"
    case .size: "size"
    case .container: "container"
    }
  }
}
