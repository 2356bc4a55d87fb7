import Testing

@testable import Muster

@Suite struct JSONNumberTests {
  /// Gives two numbers to a body.
  static func with<Result>(_ left: String, _ right: String, _ body: (JSONNumber, JSONNumber) -> Result) throws -> Result
  {
    let document = try JSONDocument(SourceText(name: "t", bytes: Array("[\(left),\(right)]".utf8)))
    return document.withTape { tape in
      let first = tape.firstChild(.root)
      return body(tape.number(first), tape.number(tape.next(after: first)))
    }
  }

  @Test(arguments: [
    ("1", "1.0", 0), ("1", "1e0", 0), ("100", "1e2", 0), ("0.001", "1e-3", 0), ("0", "-0.0e9", 0), ("1.50", "1.5", 0),
    ("2", "10", -1), ("-2", "-10", 1), ("-1", "1", -1), ("0", "-1", 1), ("0", "1e-999", -1), ("1e400", "1e399", 1),
    ("9007199254740993", "9007199254740992", 1), ("0.1", "0.10000000000000000001", -1), ("12.5", "1.25e1", 0),
    ("123456789012345678901234567890", "123456789012345678901234567891", -1), ("1e99999999999999999999", "1e5", 1),
    ("10.01", "10.010", 0), ("99", "100", -1), ("0.99", "1", -1), ("1200", "12e2", 0),
  ])
  func comparesExactly(_ left: String, _ right: String, _ order: Int) throws {
    #expect(try Self.with(left, right) { $0.compare($1).signum() } == order)
    #expect(try Self.with(right, left) { $0.compare($1).signum() } == -order)
    #expect(try Self.with(left, right) { $0.hash == $1.hash } == (order == 0))
  }

  @Test(arguments: [
    ("10", "2", true), ("7", "2", false), ("0", "3", true), ("4.5", "1.5", true), ("35", "1.5", false),
    ("0.0075", "0.0001", true), ("0.00751", "0.0001", false), ("1e308", "0.123456789", false),
    ("12391239123", "1e-8", true),
    ("1e1000000000000", "7", false), ("1e1000000000000", "8", true), ("9007199254740995", "5", true),
    ("3.3", "1.1", true), ("1", "0.01", true), ("19.99", "0.01", true), ("-9", "3", true), ("1e-9", "1e-8", false),
    ("123456789012345678901234567890123456789", "123456789012345678901234567890123456789", true),
    ("246913578024691357802469135780246913578", "123456789012345678901234567890123456789", true),
    ("246913578024691357802469135780246913579", "123456789012345678901234567890123456789", false),
    ("1234567890123456789012345678901234567890e3", "1234567890123456789012345678901234567890", true),
  ])
  func divides(_ value: String, _ divisor: String, _ expected: Bool) throws {
    #expect(try Self.with(value, divisor) { $0.isMultiple(of: $1) } == expected)
  }

  @Test(arguments: [
    ("1", true), ("1.0", true), ("1e2", true), ("1.5", false), ("15e-1", false), ("150e-1", true), ("0.0", true),
    ("1e-1", false), ("123.456e3", true), ("123.4567e3", false), ("1e400", true),
  ])
  func knowsIntegers(_ text: String, _ expected: Bool) throws {
    #expect(try Self.with(text, "0") { number, _ in number.isInteger } == expected)
  }

  @Test(
    arguments: [
      ("0", Int64(0)), ("-5", -5), ("1e3", 1000), ("9223372036854775807", .max), ("-9223372036854775808", .min),
      ("9223372036854775808", nil), ("1.5", nil), ("1e19", nil), ("12.0", 12),
    ] as [(String, Int64?)])
  func convertsToInt64(_ text: String, _ expected: Int64?) throws {
    #expect(try Self.with(text, "0") { number, _ in number.int64 } == expected)
  }

  @Test func longDivisionAgreesWithMultiplication() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<200 {
      let divisor = (0..<25).map { _ in String(Int.random(in: 1...9, using: &generator)) }.joined()
      let factor = Int.random(in: 2...9, using: &generator)
      var carry = 0
      var product = ""
      for digit in divisor.reversed() {
        let value = (Int(String(digit)) ?? 0) * factor + carry
        product = String(value % 10) + product
        carry = value / 10
      }
      if carry > 0 { product = String(carry) + product }
      #expect(try Self.with(product, divisor) { $0.isMultiple(of: $1) })
      #expect(try !Self.with(product.dropLast() + "1", divisor) { $0.isMultiple(of: $1) } || product.hasSuffix("1"))
    }
  }

  /// Digits times digits, digit by digit.
  private static func product(_ left: String, _ right: String) -> String {
    let (first, second) = (left.utf8.reversed().map { Int($0) - 48 }, right.utf8.reversed().map { Int($0) - 48 })
    var digits = [Int](repeating: 0, count: first.count + second.count)
    for (place, digit) in first.enumerated() {
      for (other, factor) in second.enumerated() { digits[place + other] += digit * factor }
    }
    for place in digits.indices.dropLast() {
      digits[place + 1] += digits[place] / 10
      digits[place] %= 10
    }
    return String(digits.reversed().drop { $0 == 0 }.map { Character(String($0)) })
  }

  /// Limbs of nines and zeros are those for which the estimate of a quotient is too large.
  @Test func longDivisionAgreesWithLongMultiplication() throws {
    var generator = SeededGenerator(seed: 5)
    func digits(_ count: Int) -> String {
      var text = "1"
      while text.utf8.count < count {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: text += String(repeating: "9", count: 9)
        case 1: text += String(repeating: "0", count: 9)
        case 2: text += "49999999"
        default: text += String(Int.random(in: 0...999_999, using: &generator))
        }
      }
      return text + "7"
    }
    for round in 0..<300 {
      let (divisor, factor) = (digits(20 + round % 60), digits(1 + round % 90))
      let product = Self.product(divisor, factor)
      #expect(try Self.with(product, divisor) { $0.isMultiple(of: $1) }, "\(product) by \(divisor)")
      #expect(try Self.with(product + "000", divisor) { $0.isMultiple(of: $1) })
      // A divisor that ends with 7 divides no neighbour of its multiples.
      let next = product.dropLast() + (product.utf8.last == 0x39 ? "8" : String((Int(product.suffix(1)) ?? 0) + 1))
      #expect(try !Self.with(String(next), divisor) { $0.isMultiple(of: $1) }, "\(next) by \(divisor)")
    }
    // 5^30 divides 10^30, which is one digit with zeros.
    let power = (0..<30).reduce("1") { power, _ in Self.product(power, "5") }
    #expect(try Self.with("3e30", power) { $0.isMultiple(of: $1) })
    #expect(try !Self.with("3e29", power) { $0.isMultiple(of: $1) })
  }
}

@Suite struct JSONEqualityTests {
  static func equal(_ left: String, _ right: String) throws -> (equal: Bool, sameHash: Bool) {
    let document = try JSONDocument(SourceText(name: "t", bytes: Array("[\(left),\(right)]".utf8)))
    return document.withTape { tape in
      let first = tape.firstChild(.root)
      let second = tape.next(after: first)
      return (tape.equals(first, tape, second), tape.hash(first) == tape.hash(second))
    }
  }

  @Test(arguments: [
    (#"{"a":1,"b":[2]}"#, #"{"b":[2.0],"a":1e0}"#, true), (#"{"a":1}"#, #"{"a":1,"b":2}"#, false),
    (#"{"a":1,"a":1}"#, #"{"a":1,"b":2}"#, false), (#"{"a":1,"b":2}"#, #"{"a":1,"a":1}"#, false),
    ("[1,2]", "[2,1]", false),
    ("1", "true", false), ("0", "false", false), (#""\u0041""#, #""A""#, true), (#""é""#, #""e\u0301""#, false),
    (#"[[],{}]"#, #"[[],{}]"#, true), (#"[[],{}]"#, #"[{},[]]"#, false), ("null", "null", true), (#""1""#, "1", false),
    (#"{"x":{"a":[{"b":null}]}}"#, #"{"x":{"a":[{"b":false}]}}"#, false),
  ])
  func followsTheDataModel(_ left: String, _ right: String, _ expected: Bool) throws {
    let result = try Self.equal(left, right)
    #expect(result.equal == expected)
    if expected { #expect(result.sameHash) }
    #expect(try Self.equal(right, left).equal == expected)
  }
}
