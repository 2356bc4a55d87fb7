import Muster

/// The query parameters of an operation, told apart by the names of entries.
struct DeclaredParameters {
  private struct Declared {
    let parameter: Parameter
    let decoder: StyleDecoder
    /// Whether any entry may be a member of its value.
    let takesAny: Bool
    /// Whether the members of its value are entries of their own.
    let isSpread: Bool

    init(_ parameter: Parameter, _ reading: Reading) {
      self.parameter = parameter
      decoder = parameter.decoder(reading)
      let isObject =
        parameter.explodes && parameter.shape.types.contains(.object) && parameter.shape.types != .any
      isSpread = isObject && parameter.style != .deepObject
      takesAny = isObject && parameter.style == .form && !parameter.shape.additional.isEmpty
    }

    /// Whether an entry is named like a part of the parameter's value.
    func hasPart(_ entry: String) -> Bool {
      if parameter.contentType == nil, decoder.mayHaveParts, decoder.part(entry) != nil { return true }
      return isSpread && parameter.shape.named(entry) != nil
    }
  }

  /// The names of the parameters.
  let names: [String]
  private let known: Set<TextKey>
  /// The entries that prove who sends the request.
  private let keys: Set<TextKey>
  /// Those whose values may have entries of other names.
  private let spread: [Declared]
  private let takeAny: Bool

  /// The query parameters among those of an operation.
  ///
  /// - Parameter keys: The names of entries that prove who sends a request.
  init(_ parameters: [Parameter], _ reading: Reading, keys: [String]) {
    let declared = parameters.filter { $0.location == .query }.map { Declared($0, reading) }
    names = declared.map(\.parameter.name)
    known = Set(names.map { TextKey($0) })
    self.keys = Set(keys.map { TextKey($0) })
    spread = declared.filter { $0.isSpread || $0.decoder.mayHaveParts }
    takeAny = declared.contains(where: \.takesAny)
  }

  /// Whether an entry of a query is a parameter's, or part of one, or proves who sends the request.
  func take(_ entry: String) -> Bool {
    let key = TextKey(entry)
    return takeAny || known.contains(key) || keys.contains(key) || spread.contains { $0.hasPart(entry) }
  }

  /// The entries that may be of a parameter: an object that takes whatever there is takes nothing that is another's.
  func own(_ query: NamedTexts, of parameter: Parameter) -> NamedTexts {
    let query = excludingLonger(query, than: parameter)
    guard parameter.explodes, parameter.style == .form, !parameter.shape.additional.isEmpty,
      parameter.contentType == nil
    else { return query }
    let others = spread.filter { !$0.parameter.name.hasSameBytes(as: parameter.name) }
    return NamedTexts(
      entries: query.entries.filter { entry in
        if parameter.shape.named(entry.name) != nil || entry.name.hasSameBytes(as: parameter.name) { return true }
        let key = TextKey(entry.name)
        return !(known.contains(key) || keys.contains(key) || others.contains { $0.hasPart(entry.name) })
      })
  }

  /// The entries without those of parameters that are declared by a longer name, as `filter[name]` is beside `filter`.
  private func excludingLonger(_ query: NamedTexts, than parameter: Parameter) -> NamedTexts {
    let longer = names.filter {
      $0.utf8.count > parameter.name.utf8.count && $0.utf8.starts(with: parameter.name.utf8)
    }
    guard !longer.isEmpty else { return query }
    let keys = Set(longer.map { TextKey($0) })
    let parts = spread.filter { keys.contains(TextKey($0.parameter.name)) }
    return NamedTexts(
      entries: query.entries.filter { entry in
        !keys.contains(TextKey(entry.name)) && !parts.contains { $0.decoder.part(entry.name) != nil }
      })
  }
}
