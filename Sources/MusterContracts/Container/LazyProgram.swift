import Muster
import Synchronization

/// The schemas of one document under one reading, decoded when they are first asked for, each verified when it is.
///
/// A contract of thousands of operations is loaded to check one: what is not asked for is not paid for. Two threads that
/// ask at once may both decode; one result is kept, without a lock.
final class LazyProgram: Sendable {
  private final class Decoded: Sendable {
    let set: SchemaSet

    init(_ set: SchemaSet) { self.set = set }
  }

  private let file: [UInt8]
  private let range: Range<Int>
  private let decoded = AtomicLazyReference<Decoded>()

  /// A program that lies in a contract file.
  init(file: [UInt8], range: Range<Int>) {
    self.file = file
    self.range = range.clamped(to: 0..<file.count)
  }

  /// A program that was just compiled.
  init(_ set: SchemaSet) {
    file = set.encoded()
    range = 0..<file.count
    _ = decoded.storeIfNil(Decoded(set))
  }

  /// The encoded program.
  var encoded: [UInt8] { Array(file[range]) }

  /// The schema of an index.
  ///
  /// - Throws: ``ContractError/Code/malformed`` where the program cannot be trusted or has no such schema.
  func schema(_ index: Int) throws(ContractError) -> Schema {
    do throws(ProgramError) { return try set().schema(index) } catch { throw LazyProgram.malformed(error) }
  }

  /// Decodes and verifies all of it.
  func verify() throws(ContractError) {
    do throws(ProgramError) { try set().verify() } catch { throw LazyProgram.malformed(error) }
  }

  private func set() throws(ProgramError) -> SchemaSet {
    if let decoded = decoded.load() { return decoded.set }
    return decoded.storeIfNil(Decoded(try SchemaSet(deferring: file, in: range))).set
  }

  private static func malformed(_ error: ProgramError) -> ContractError {
    ContractFile.malformed("a program: \(error.detail)")
  }
}
