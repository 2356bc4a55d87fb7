import Muster
import Synchronization

/// The schemas of one document under one reading, each read and verified when it is first asked for.
///
/// A contract of thousands of operations is loaded to check one: what is not asked for is not paid for. Two threads that
/// ask at once may both open it; one result is kept, without a lock.
final class LazyProgram: Sendable {
  private final class Decoded: Sendable {
    let set: SchemaSet

    init(_ set: SchemaSet) { self.set = set }
  }

  private let file: ContractFile?
  private let index: Int
  private let decoded = AtomicLazyReference<Decoded>()

  /// A program that lies in a contract file.
  ///
  /// - Throws: ``ContractError/Code/malformed`` where the file has no such program.
  init(_ file: ContractFile, index: Int) throws(ContractError) {
    _ = try file.section(.program, index)
    _ = try file.section(.origins, index)
    self.file = file
    self.index = index
  }

  /// A program that was just compiled.
  init(_ set: SchemaSet) {
    file = nil
    index = 0
    _ = decoded.storeIfNil(Decoded(set))
  }

  /// The sections of a file that hold the program.
  func sections(_ index: Int) -> [(kind: ContractFile.Kind, index: Int, bytes: [UInt8])] {
    guard let set = try? set() else { return [] }
    let (tables, origins) = set.encodedPieces()
    return [(.program, index, tables), (.origins, index, origins)]
  }

  /// The schema of an index.
  ///
  /// - Throws: ``ContractError/Code/malformed`` where the program cannot be trusted or has no such schema, and what
  ///   reading it throws.
  func schema(_ index: Int) throws(ContractError) -> Schema {
    let set = try set()
    do throws(ProgramError) { return try set.schema(index) } catch { throw LazyProgram.error(error) }
  }

  /// Decodes and verifies all of it.
  func verify() throws(ContractError) {
    let set = try set()
    do throws(ProgramError) { try set.verify() } catch { throw LazyProgram.error(error) }
  }

  private func set() throws(ContractError) -> SchemaSet {
    if let decoded = decoded.load() { return decoded.set }
    guard let file else { throw ContractFile.malformed("there is no program") }
    let (program, origins) = (try file.section(.program, index), try file.section(.origins, index))
    do throws(ProgramError) {
      let set = try SchemaSet(
        deferring: file.pages, in: program.range, origins: origins.range, tracksUndocumented: true)
      return decoded.storeIfNil(Decoded(set)).set
    } catch {
      throw LazyProgram.error(error)
    }
  }

  private static func error(_ error: ProgramError) -> ContractError {
    switch error.code {
    case .unreadable: ContractFile.truncated(error.detail)
    case .checksum: ContractFile.changed
    default: ContractFile.malformed("a program: \(error.detail)")
    }
  }
}
