import MusterReport

extension Arguments {
  /// Whether text on standard output is coloured: the option beats NO_COLOR, which beats CLICOLOR_FORCE; otherwise only
  /// a terminal that can.
  var textStyle: TextStyle {
    switch self[.color] {
    case "always": return .coloured
    case "never": return .plain
    default: break
    }
    func isSet(_ name: String) -> Bool { SystemCalls.environment(name).map { !$0.isEmpty } ?? false }
    if isSet("NO_COLOR") { return .plain }
    if isSet("CLICOLOR_FORCE"), SystemCalls.environment("CLICOLOR_FORCE") != "0" { return .coloured }
    return SystemCalls.isTerminal(1) && SystemCalls.environment("TERM") != "dumb" ? .coloured : .plain
  }
}
