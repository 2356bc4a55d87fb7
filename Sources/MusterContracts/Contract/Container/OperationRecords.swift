import Muster

/// The operations of a contract, each decoded when it is first asked for.
final class OperationRecords: Sendable {
  private enum Source: Sendable {
    case given([OperationRecord])
    case stored(StoredOperations)
  }

  private let source: Source
  private let decoded = Locked<[Int: OperationRecord]>([:])

  /// Operations that are at hand.
  init(_ operations: [OperationRecord]) { source = .given(operations) }

  /// Operations of a contract file.
  init(_ stored: StoredOperations) { source = .stored(stored) }

  /// How many there are.
  var count: Int {
    switch source {
    case .given(let operations): operations.count
    case .stored(let stored): stored.count
    }
  }

  var indices: Range<Int> { 0..<count }

  /// All of an operation; one that cannot be decoded is broken, and says so.
  subscript(index: Int) -> OperationRecord {
    switch source {
    case .given(let operations): return operations[index]
    case .stored(let stored):
      if let known = decoded.withLock({ $0[index] }) { return known }
      let operation: OperationRecord
      do throws(ContractError) { operation = try stored.operation(index) } catch {
        operation = stored.broken(index, error)
      }
      decoded.withLock { $0[index] = operation }
      return operation
    }
  }

  /// All operations.
  var all: [OperationRecord] { indices.map { self[$0] } }

  /// Decodes all of them.
  ///
  /// - Throws: ``ContractError/Code/malformed`` where one cannot be decoded.
  func verify() throws(ContractError) {
    guard case .stored(let stored) = source else { return }
    for index in indices { _ = try stored.operation(index) }
  }

  // MARK: Names

  /// The `operationId`, the method and the path of an operation, without the rest of it.
  func names(_ index: Int) -> (id: String?, method: String, path: String) {
    switch source {
    case .given(let operations): (operations[index].id, operations[index].method, operations[index].path)
    case .stored(let stored): stored.names(index)
    }
  }

  /// Whether an operation has an `operationId`.
  func isCalled(_ index: Int, _ id: String) -> Bool {
    switch source {
    case .given(let operations): operations[index].id == id
    case .stored(let stored): stored.isCalled(index, id)
    }
  }

  /// Whether an operation has a method.
  func isMethod(_ index: Int, _ method: String) -> Bool {
    switch source {
    case .given(let operations): operations[index].method == method
    case .stored(let stored): stored.isMethod(index, method)
    }
  }

  /// Whether an operation has a path template.
  func isPath(_ index: Int, _ path: String) -> Bool {
    switch source {
    case .given(let operations): operations[index].path == path
    case .stored(let stored): stored.isPath(index, path)
    }
  }
}

/// The section of a contract file that holds the operations.
///
/// After their number comes a row for each: the numbers of its id plus one, or zero, of its method and of its path, and
/// where among the records behind the rows it begins and ends. The records follow one another in the order of the rows,
/// so decoding all operations reads each record once.
struct StoredOperations: Sendable {
  private let pages: PagedBytes
  private let texts: ContractTexts
  private let documents: Int
  /// How many there are.
  let count: Int
  private let rows: Int
  private let records: Range<Int>
  /// Where each operation's record is; `nil` if it begins before the end of a record above it, or out of bounds.
  private let places: [Range<Int>?]

  static let rowSize = 20

  /// The operations of a section.
  ///
  /// - Parameter documents: How many documents there are for them to come from.
  init(
    _ pages: PagedBytes, in range: Range<Int>, texts: ContractTexts, documents: Int
  ) throws(ContractError) {
    let count = Int(try pages.checkedWord(at: range.lowerBound))
    guard range.count >= 4, count <= (range.count - 4) / StoredOperations.rowSize else {
      throw ContractFile.malformed("there are more operations than their section holds")
    }
    self.pages = pages
    self.texts = texts
    self.documents = documents
    self.count = count
    rows = range.lowerBound + 4
    records = (rows + count * StoredOperations.rowSize)..<range.upperBound
    places = StoredOperations.places(try pages.checkedBytes(in: rows..<records.lowerBound), count, in: records)
  }

  /// Where the records are that some rows name, each behind those of the rows above it.
  private static func places(_ rows: [UInt8], _ count: Int, in records: Range<Int>) -> [Range<Int>?] {
    var free = 0
    return (0..<count).map { index in
      let row = index * rowSize
      let (start, end) = (Int(ContractFile.word(rows, at: row + 12)), Int(ContractFile.word(rows, at: row + 16)))
      guard start >= free, start <= end, end <= records.count else { return nil }
      free = end
      return (records.lowerBound + start)..<(records.lowerBound + end)
    }
  }

  private func field(_ field: Int, of index: Int) throws(ContractError) -> Int {
    guard index >= 0, index < count else { throw ContractFile.malformed("there is no operation \(index)") }
    return Int(try pages.checkedWord(at: rows + index * StoredOperations.rowSize + field * 4))
  }

  /// Decodes an operation.
  func operation(_ index: Int) throws(ContractError) -> OperationRecord {
    guard places.indices.contains(index) else { throw ContractFile.malformed("there is no operation \(index)") }
    guard let place = places[index] else {
      throw ContractFile.malformed("the record of operation \(index) is not behind those before it")
    }
    var reader = ContractReader(try pages.checkedBytes(in: place), texts: texts)
    let operation = try reader.readOperation()
    try reader.finish()
    guard operation.document < documents else {
      throw ContractFile.malformed("an operation is from document \(operation.document), which there is not")
    }
    let (id, method, path) = names(index)
    guard operation.id == id, operation.method == method, operation.path == path else {
      throw ContractFile.malformed("operation \(index) is another one in the table")
    }
    return operation
  }

  /// An operation that cannot be decoded, and why.
  func broken(_ index: Int, _ error: ContractError) -> OperationRecord {
    let (id, method, path) = names(index)
    let location = SourceLocation(source: "", pointer: "", line: 1, column: 1)
    var operation = OperationRecord(id: id, method: method, path: path, document: 0, location: location)
    operation.broken = BrokenPart(error)
    return operation
  }

  /// The names of an operation; empty ones where they cannot be read.
  func names(_ index: Int) -> (id: String?, method: String, path: String) {
    let id = (try? field(0, of: index)) ?? 0
    return (id == 0 ? nil : text(id - 1), text(1, of: index), text(2, of: index))
  }

  private func text(_ number: Int) -> String { (try? texts.text(number)) ?? "" }

  private func text(_ field: Int, of index: Int) -> String {
    guard let number = try? self.field(field, of: index) else { return "" }
    return text(number)
  }

  private func isText(_ field: Int, of index: Int, _ text: String, from first: Int = 0) -> Bool {
    guard let number = try? self.field(field, of: index) else { return false }
    return number >= first && texts.isText(number - first, text)
  }

  func isCalled(_ index: Int, _ id: String) -> Bool { isText(0, of: index, id, from: 1) }

  func isMethod(_ index: Int, _ method: String) -> Bool { isText(1, of: index, method) }

  func isPath(_ index: Int, _ path: String) -> Bool { isText(2, of: index, path) }
}

extension ContractWriter {
  /// The rows that are written for operations.
  struct Rows {
    private var writer = ContractWriter()
    private var count = 0

    mutating func append(id: UInt32?, method: UInt32, path: UInt32, record: Range<Int>) {
      count += 1
      writer.write(id.map { $0 + 1 } ?? 0)
      writer.write(method)
      writer.write(path)
      writer.write(record.lowerBound)
      writer.write(record.upperBound)
    }

    /// The section of the rows and the records.
    func section(with records: [UInt8]) -> [UInt8] {
      var section = ContractWriter()
      section.write(count)
      section.append(writer.bytes)
      section.append(records)
      return section.bytes
    }
  }
}
