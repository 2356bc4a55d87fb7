import Muster

extension Remark {
  /// The remark without what may be a secret by its shape; what is one by its name was never in it.
  ///
  /// - Parameter secrets: The remark's `secretKeys`.
  func redacted(_ secrets: Set<String>) -> Remark {
    var remark = self
    if let instance {
      let shown = instance.tokens.map { secrets.contains($0) ? Presentable.omission : Presentable.name($0) }
      for (token, name) in zip(instance.tokens, shown) where token != name {
        // A short key may occur in any word; messages have names in quotes.
        let isWhole = token.utf8.count >= 8
        for quote in isWhole ? [""] : ["'", "\""] {
          remark.message = Text.replacing(quote + token + quote, in: remark.message, with: quote + name + quote)
        }
      }
      remark.instance = JSONPointer(shown)
    }
    remark.message = QuotedValues.redacted(remark.message)
    remark.nearest = nearest.map { Presentable.name($0) }
    return remark
  }
}

extension Remark {
  /// The keys of maps in the instance's pointer that lie below a telling name, as a token that is the key of its session
  /// does: names that the schema's pointer has not, where it goes through a keyword for names that are not documented.
  var secretKeys: Set<String> {
    // Something telling must stand above a key that is to be hidden.
    guard let instance, instance.tokens.count > 1, let schema else { return [] }
    let segments = schema.pointer.split(separator: "/").map(String.init)
    let isOfMap =
      segments.contains("propertyNames") || segments.dropLast().contains { Remark.mapKeywords.contains($0) }
    guard isOfMap else { return [] }
    let documented = Set(segments)
    var secrets: Set<String> = []
    var isBelow = false
    for token in instance.tokens {
      let isIndex = token.utf8.count <= 4 && token.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      if isBelow, !isIndex, !documented.contains(JSONPointer.escape(token)) { secrets.insert(token) }
      if Sensitivity.isSensitive(name: token) { isBelow = true }
    }
    return secrets
  }

  private static let mapKeywords: Set<String> = ["additionalProperties", "unevaluatedProperties", "patternProperties"]
}

/// The values that a message quotes.
enum QuotedValues {
  /// A message whose quoted parts are left out where they look like secrets.
  static func redacted(_ message: String) -> String {
    var result = ""
    var rest = message.unicodeScalars[...]
    while let open = rest.firstIndex(where: { $0 == "\"" || $0 == "'" }) {
      let quote = rest[open]
      let inside = rest.index(after: open)
      guard let close = end(of: rest[inside...], quote: quote) else { break }
      let quoted = String(String.UnicodeScalarView(rest[inside..<close]))
      result += String(String.UnicodeScalarView(rest[...open]))
      result += SecretShape.isLikely(quoted) ? Presentable.omission : quoted
      result.unicodeScalars.append(quote)
      rest = rest[rest.index(after: close)...]
    }
    return result + String(String.UnicodeScalarView(rest))
  }

  private static func end(of text: Substring.UnicodeScalarView, quote: Unicode.Scalar) -> String.Index? {
    var isEscaped = false
    for index in text.indices {
      if isEscaped {
        isEscaped = false
      } else if text[index] == "\\" {
        isEscaped = true
      } else if text[index] == quote {
        return index
      }
    }
    return nil
  }
}
