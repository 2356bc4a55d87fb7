import Foundation
import Testing

/// A text that a report must not show, and the traces that it would leave.
struct PrivateText: CustomTestStringConvertible, Sendable {
  /// What kind of text it is.
  let testDescription: String
  /// The text.
  let text: String
  /// The part of it that gives it away: a URL's scheme does not.
  let secret: String

  init(_ kind: String, _ text: String, secret: String? = nil) {
    testDescription = kind
    self.text = text
    self.secret = secret ?? text
  }

  static let all = [
    PrivateText("an e-mail address", "quokka.velvet@harbour-mail.example"),
    PrivateText("a person's name", "Zephyr Marmalade-Orchid"),
    PrivateText("a phone number", "+49 1512 3456789"),
    PrivateText("a card's number", "4539 1488 0343 6467"),
    PrivateText("a card's number without spaces", "4539148803436467"),
    PrivateText("an account's number", "DE89370400440532013000"),
    PrivateText(
      "a password in a URL", "https://ibis:Tangerine4Anvil@files.zephyr.example/x",
      secret: "ibis:Tangerine4Anvil@files.zephyr.example/x"),
    PrivateText(
      "a query in a URL", "https://files.zephyr.example/get?sig=FjordLanternMagpie",
      secret: "sig=FjordLanternMagpie"),
    PrivateText(
      "the URL of a webhook", "https://hooks.zephyr.example/services/T0QUOKKA/B1VELVET/HarbourVortexCamel42",
      secret: "T0QUOKKA/B1VELVET/HarbourVortexCamel42"),
    PrivateText(
      "a web token",
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJRdW9ra2FWZWx2ZXQifQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
    PrivateText("a key", "sk_live_4eC39HqLyjWDarjtT1zdp7dc"),
    PrivateText("a text with a quote", "Basalt'Nimbus Walrus"),
  ]

  /// The text as a JSON number, if that is as private: a card's number is no less one without quotes.
  var number: String? {
    let digits = text.filter(\.isNumber)
    return digits.count == 16 && testDescription.contains("card") ? digits : nil
  }

  /// A text as a JSON string.
  var json: String { PrivateText.json(text) }

  static func json(_ text: String) -> String { LintFixture.string(text) }

  /// The text as a part of a URL.
  var encoded: String {
    text.addingPercentEncoding(
      withAllowedCharacters: .alphanumerics.intersection(CharacterSet(charactersIn: "!"..."~")))
      ?? ""
  }
}

/// Eight bytes of a text in a row, in each way that it may be written.
struct Traces {
  private var windows: Set<UInt64> = []

  init(_ secret: String) {
    let bytes = Array(secret.utf8)
    let percent = bytes.map { "%" + String($0, radix: 16, uppercase: true) }.joined()
    let escaped = bytes.map { "\\u00" + String($0, radix: 16) }.joined()
    let inURL = secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    for writing in [secret, secret.lowercased(), secret.uppercased(), percent, percent.lowercased(), escaped, inURL] {
      Traces.windows(of: writing) { windows.insert($0) }
    }
    for shift in 0..<3 {
      // The first and last characters depend on what stands beside the secret.
      let text = Data((String(repeating: "x", count: shift) + secret).utf8).base64EncodedString()
      let inner = String(text.dropFirst(4).dropLast(4))
      Traces.windows(of: inner) { windows.insert($0) }
      let inURL = inner.replacing("+", with: "-").replacing("/", with: "_")
      Traces.windows(of: inURL) { windows.insert($0) }
    }
  }

  /// What a text has of the secret; `nil` if it has nothing.
  func found(in text: String) -> String? {
    var hit: UInt64?
    Traces.windows(of: text) { if windows.contains($0) { hit = hit ?? $0 } }
    return hit.map { window in
      String(decoding: (0..<8).map { UInt8(truncatingIfNeeded: window >> UInt64(56 - 8 * $0)) }, as: UTF8.self)
    }
  }

  private static func windows(of text: String, _ take: (UInt64) -> Void) {
    var window: UInt64 = 0
    var count = 0
    for byte in text.utf8 {
      window = window << 8 | UInt64(byte)
      count += 1
      if count >= 8 { take(window) }
    }
  }
}
