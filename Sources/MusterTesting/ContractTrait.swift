import Muster
import MusterContracts

/// Contracts of the test that is running.
enum TestContracts {
  /// The contracts that the traits of the running test give, the innermost last.
  @TaskLocal static var given: [Contract] = []
}

extension Contract {
  /// The contract that the running test has by its trait.
  ///
  /// ```swift
  /// @Test(.contract("infisical")) func token() throws {
  ///   try expectValid(body, against: Contract.current.response("updateTokenAuthToken", status: 200))
  /// }
  /// ```
  /// Of several traits the one nearest to the test counts, and of those on one test the last.
  /// - Throws: ``MusterContracts/ContractError`` with the code `noContract` if no trait gives one.
  public static var current: Contract {
    get throws(ContractError) {
      if let contract = TestContracts.given.last { return contract }
      throw ContractError(
        .noContract,
        detail: "the test has no contract; give one by '@Test(.contract(\"NAME\"))' or '@Suite(.contract(\"NAME\"))', "
          + "and ask for it in the test itself, because a detached task has no test")
    }
  }

  /// The contract of a vendor that the running test has by one of its traits.
  ///
  /// - Parameter vendor: The vendor's name, as the contract has it.
  /// - Throws: ``MusterContracts/ContractError`` with the code `noContract` if no trait gives a contract of that vendor.
  public static func current(_ vendor: String) throws(ContractError) -> Contract {
    if let contract = TestContracts.given.last(where: { $0.vendor == vendor }) { return contract }
    let vendors = TestContracts.given.compactMap(\.vendor)
    throw ContractError(
      .noContract,
      detail: "the test has no contract of '\(vendor)'"
        + (vendors.isEmpty
          ? "; give one by '@Test(.contract(\"NAME\"))'"
          : "; its traits give " + vendors.map { "'\($0)'" }.joined(separator: ", ")))
  }
}

extension ContractError.Code {
  /// The running test has no trait that gives a contract.
  public static let noContract = ContractError.Code(rawValue: "no-contract")
}

extension PayloadRule where Self == BodyRule {
  /// The rule for a response of an operation, in the contract that the running test has by its trait.
  ///
  /// ```swift
  /// try expectValid(body, against: .response("updateTokenAuthToken", status: 200))
  /// ```
  /// - Parameters:
  ///   - operation: The operation's `operationId`, or its method and path.
  ///   - status: The status code.
  ///   - media: The `Content-Type` that the body is sent with; `nil` to take it as JSON.
  ///   - reading: How to take the schema's words.
  /// - Throws: What ``MusterContracts/Contract/current`` and `Contract.response(_:status:media:reading:)` throw.
  public static func response(
    _ operation: String, status: Int, media: String? = nil, reading: Reading = .intent
  ) throws(ContractError) -> BodyRule {
    try Contract.current.response(operation, status: status, media: media, reading: reading)
  }

  /// The rule for the request of an operation, in the contract that the running test has by its trait.
  ///
  /// - Parameters:
  ///   - operation: The operation's `operationId`, or its method and path.
  ///   - media: The `Content-Type` that the body is sent with; `nil` to take it as JSON.
  ///   - reading: How to take the schema's words.
  /// - Throws: What ``MusterContracts/Contract/current`` and `Contract.request(_:media:reading:)` throw.
  public static func request(
    _ operation: String, media: String? = nil, reading: Reading = .intent
  ) throws(ContractError) -> BodyRule {
    try Contract.current.request(operation, media: media, reading: reading)
  }
}

#if canImport(Testing)
import Foundation
import Testing

/// Gives a test, or every test of a suite, a contract that is loaded once for all tests.
///
/// ```swift
/// @Suite(.contract("Schemas/infisical")) struct TokenTests {
///   @Test func update() throws {
///     try expectValid(.file("Fixtures/token.json"), against: .response("updateTokenAuthToken", status: 200))
///   }
/// }
/// ```
public struct ContractTrait: TestTrait, SuiteTrait, TestScoping {
  private let name: String
  private let url: URL

  init(name: String, url: URL) {
    self.name = name
    self.url = url
  }

  /// Whether the tests and suites of a suite have the trait, too: they do.
  public var isRecursive: Bool { true }

  /// Loads the contract, so that a test whose contract cannot be loaded fails and does not run.
  ///
  /// - Throws: ``MusterContracts/ContractError``, as `Contract(contentsOf:)` throws it.
  public func prepare(for test: Test) async throws {
    _ = try await ContractCache.shared.contract(at: url, named: name)
  }

  /// Runs a test with the contract.
  ///
  /// - Throws: What loading the contract throws, and what the test throws.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let contract = try await ContractCache.shared.contract(at: url, named: name)
    try await TestContracts.$given.withValue(TestContracts.given + [contract]) { try await function() }
  }
}

extension Trait where Self == ContractTrait {
  /// Gives the test a vendor's contract, as ``MusterContracts/Contract/current``.
  ///
  /// - Parameters:
  ///   - path: A file or folder, found as `Contract(contentsOf:)` finds it: `"infisical"` is the folder
  ///     `Schemas/infisical` above the test.
  ///   - callingFile: The calling file.
  public static func contract(_ path: String, callingFile: StaticString = #filePath) -> ContractTrait {
    let url = TestFiles.find(path, from: callingFile.description)
    return ContractTrait(name: TestFiles.name(path, foundAt: url), url: url)
  }

  /// Gives the test a vendor's contract at a URL, such as one of `Bundle.module`.
  public static func contract(_ url: URL) -> ContractTrait {
    ContractTrait(name: TestFiles.name(of: url), url: url)
  }
}

/// The contracts that traits have loaded, each once.
private actor ContractCache {
  static let shared = ContractCache()

  private var contracts: [URL: Result<Contract, ContractError>] = [:]

  func contract(at url: URL, named name: String) throws(ContractError) -> Contract {
    if let known = contracts[url] { return try known.get() }
    let loaded = Result { () throws(ContractError) in try Contract(at: url, named: name) }
    contracts[url] = loaded
    return try loaded.get()
  }
}
#endif
