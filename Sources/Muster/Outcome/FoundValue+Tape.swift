import MusterText

extension FoundValue {
  /// Longer strings are told by their length.
  private static let longest = 80

  /// A value of a payload, as far as a policy shows it.
  ///
  /// - Parameters:
  ///   - isSensitive: Whether its name, or that of a value which it is in, says that it may be a secret.
  ///   - listed: The strings that the contract lists in its place, if it is held to a list.
  /// - Complexity: O(*n*) in the length of a string.
  init(_ index: TapeIndex, of tape: TapeView, _ disclosure: Disclosure, isSensitive: Bool, listed: [String]? = nil) {
    let showsScalar = disclosure == .all || (disclosure != .never && !isSensitive)
    switch tape[index].kind {
    case .null: self.init(.null)
    case .true: self.init(.boolean, text: showsScalar ? "true" : nil)
    case .false: self.init(.boolean, text: showsScalar ? "false" : nil)
    case .number:
      let text = showsScalar ? tape.withText(index) { ValueText.cut(String(copying: $0), to: 40) } : nil
      // A card's number is no less one where it is written without quotes.
      self.init(.number, text: text.flatMap { disclosure != .all && SecretShape.isPrivate($0) ? nil : $0 })
    case .string: self.init(string: index, of: tape, disclosure, showsScalar, listed)
    case .array: self.init(.array, count: tape.count(index))
    case .object: self.init(.object, count: tape.count(index))
    }
  }

  private init(
    string index: TapeIndex, of tape: TapeView, _ disclosure: Disclosure, _ isShown: Bool, _ listed: [String]?
  ) {
    let count = tape.codePointCount(index)
    guard isShown, count > 0, count <= FoundValue.longest else {
      self.init(.string, count: count)
      return
    }
    let text = tape.decodedString(index)
    let isText =
      switch disclosure {
      case .all: true
      case .never: false
      case .safe: !SecretShape.isPrivate(text)
      case .contract:
        listed.map { !$0.isEmpty && CharacterForm.isOfForm(text, like: $0) && !SecretShape.isPrivate(text) } ?? false
      }
    self.init(.string, count: count, text: isText ? text : nil, shape: isText ? nil : TextShape.shape(of: text))
  }
}
