import Muster

extension Remark {
  /// The remark without what may be a secret by its shape; what is one by its name was never in it.
  var redacted: Remark {
    var remark = self
    if let instance {
      let shown = instance.tokens.map { Presentable.name($0) }
      for (token, name) in zip(instance.tokens, shown) where token != name {
        remark.message = Text.replacing(token, in: remark.message, with: name)
      }
      remark.instance = JSONPointer(shown)
    }
    remark.message = QuotedValues.redacted(remark.message)
    remark.nearest = nearest.map { Presentable.name($0) }
    return remark
  }
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
