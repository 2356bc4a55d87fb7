import Muster

/// A member at the top of a response's body that states how the request went.
struct StatusEcho {
  /// The member's name.
  let name: String
  /// What it says, in words: a status or a boolean, which is no secret.
  let statement: String
  /// Where the value is in the body.
  let position: TextPosition

  /// The members of a body that contradict a status.
  ///
  /// `success` and `ok` speak of success; `statusCode`, `status_code` and `httpStatus` of the status, as does `status`
  /// in what is sent as a problem (RFC 9457, section 3.1.2).
  /// - Complexity: O(*n*) in the size of the body; the body is read only where such a name occurs in it.
  static func contradictions(in body: [UInt8], status: Int, isProblem: Bool, limits: Limits) -> [StatusEcho] {
    guard mentionsStatus(body, isProblem: isProblem) else { return [] }
    var assembler = JSONAssembler()
    assembler.append(body)
    guard let document = try? JSONDocument(assembler, limits: limits) else { return [] }
    var found: [StatusEcho] = []
    for member in document.root.members {
      let name = member.name
      guard let statement = contradiction(name, member.value, status: status, isProblem: isProblem) else { continue }
      var tracker = PositionTracker()
      tracker.advance(over: body.span, from: 0, to: member.value.textOffset)
      found.append(StatusEcho(name: name, statement: statement, position: tracker.position))
      // Repeated names could make any number of them.
      if found.count == 4 { break }
    }
    return found
  }

  private static func contradiction(_ name: String, _ value: JSON, status: Int, isProblem: Bool) -> String? {
    switch name {
    case "success", "ok":
      guard let said = value.boolean, status >= 200, said != (status < 400) else { return nil }
      return String(said)
    case "statusCode", "status_code", "httpStatus": break
    case "status" where isProblem: break
    default: return nil
    }
    // `400.0` states 400: numbers are compared by value.
    guard let number = value.number.flatMap(Double.init), number >= 100, number < 600, number != Double(status),
      let said = Int(exactly: number)
    else { return nil }
    return String(said)
  }

  private static let names = ["success\"", "statusCode\"", "status_code\"", "status\"", "httpStatus\"", "ok\""].map {
    Array($0.utf8)
  }

  /// Whether one of the names is in the body at all.
  private static func mentionsStatus(_ body: [UInt8], isProblem: Bool) -> Bool {
    let body = body.span
    var index = 0
    while index < body.count {
      let byte = body[index]
      index += 1
      guard byte == UInt8(ascii: "\""), index < body.count else { continue }
      let next = body[index]
      guard next == UInt8(ascii: "s") || next == UInt8(ascii: "h") || next == UInt8(ascii: "o") else { continue }
      for name in names where isProblem || name.count != 7 {
        if isEqual(name, in: body, at: index) { return true }
      }
    }
    return false
  }

  private static func isEqual(_ name: [UInt8], in body: Span<UInt8>, at index: Int) -> Bool {
    guard index + name.count <= body.count else { return false }
    for offset in name.indices where body[index + offset] != name[offset] { return false }
    return true
  }
}
