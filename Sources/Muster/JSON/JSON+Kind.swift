extension JSON.Kind {
  /// The kind with its article, for sentences.
  package var description: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// The kind that a word of the tape is of.
  init(_ kind: TapeWord.Kind) {
    self =
      switch kind {
      case .null: .null
      case .true, .false: .boolean
      case .number: .number
      case .string: .string
      case .array: .array
      case .object: .object
      }
  }
}
