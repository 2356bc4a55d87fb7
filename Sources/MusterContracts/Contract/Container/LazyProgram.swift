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

  /// The sections of a program.
  private struct Place: Hashable {
    let program: Range<Int>
    let origins: Range<Int>
  }

  /// How many times the file's length the programs of all documents may have together.
  ///
  /// Documents with the same schemas share the bytes of their programs, but not those of their origins, so that ordinary
  /// files come to little more than once.
  private static let sharingLimit = 16

  private init(_ file: ContractFile, index: Int) {
    self.file = file
    self.index = index
  }

  /// The programs of a contract file; those in the same sections are one.
  ///
  /// - Throws: ``ContractError/Code/malformed`` if the file lacks one of them, or they are more than its bytes make.
  static func all(_ file: ContractFile, count: Int) throws(ContractError) -> [LazyProgram] {
    var known: [Place: LazyProgram] = [:]
    var programs: [LazyProgram] = []
    var size = 0
    for index in 0..<count {
      let (program, origins) = (try file.section(.program, index).range, try file.section(.origins, index).range)
      let place = Place(program: program, origins: origins)
      if let known = known[place] {
        programs.append(known)
        continue
      }
      size += program.count
      guard size <= sharingLimit * file.pages.range.count else {
        throw ContractFile.malformed("too many documents share the sections of a program")
      }
      let lazy = LazyProgram(file, index: index)
      known[place] = lazy
      programs.append(lazy)
    }
    return programs
  }

  /// A program that was just compiled.
  init(_ set: SchemaSet) {
    file = nil
    index = 0
    _ = decoded.storeIfNil(Decoded(set))
  }

  /// What the sections of a program hold.
  typealias Pieces = (tables: [UInt8], origins: [UInt8])

  /// The bytes of the program's sections; `nil` if they cannot be read.
  func pieces() -> Pieces? { try? set().encodedPieces() }

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
