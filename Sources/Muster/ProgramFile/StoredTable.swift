/// The tables of one part of a program as it is written.
///
/// ```
/// offset  size
/// 0       4    what part it is
/// 4       4    the version of the format
/// 8       4    the length of the part in bytes
/// 12      4    the number of tables
/// 16      8×n  for each table: where it begins in the part (4), how many records it has (4)
/// ```
/// All numbers are lowest byte first, all tables begin at a multiple of four, each behind the one before it. Any record
/// can be read by itself.
struct StoredTables<Table: TableList>: Sendable {

  let source: PagedBytes
  /// The part.
  let range: Range<Int>
  private let tables: [StoredTable]

  /// The tables of a part that begins where a range does.
  ///
  /// - Throws: ``ProgramError`` where it is no such part, or a table lies outside of it.
  init(_ source: PagedBytes, in range: Range<Int>) throws(ProgramError) {
    let widths = Table.allCases.map(\.width)
    var reader = PageReader(source)
    guard range.count >= 4, try reader.number(at: range.lowerBound, width: 4) == Table.magic else {
      throw ProgramError(.notAProgram, "the bytes do not begin as a compiled program does")
    }
    guard range.count >= PartHeader.size + widths.count * PartHeader.rowSize else {
      throw ProgramError(.truncated, "the bytes end inside of a program's header")
    }
    let version = try reader.number(at: range.lowerBound + 4, width: 4)
    guard version == PartHeader.version else {
      let detail = "the program has version \(version); this Muster reads \(PartHeader.version)"
      throw version > PartHeader.version
        ? ProgramError(.futureVersion, detail)
        : ProgramError(.pastVersion, detail + "; compile its schema again")
    }
    let length = Int(try reader.number(at: range.lowerBound + 8, width: 4))
    guard length <= range.count else { throw ProgramError(.truncated, "the bytes end inside of a program's tables") }
    guard Int(try reader.number(at: range.lowerBound + 12, width: 4)) == widths.count else {
      throw ProgramError(.corrupt, "there are not the tables that a program has")
    }
    var tables: [StoredTable] = []
    tables.reserveCapacity(widths.count)
    var free = PartHeader.size + widths.count * PartHeader.rowSize
    for (number, width) in widths.enumerated() {
      let row = range.lowerBound + PartHeader.size + number * PartHeader.rowSize
      let (start, count) = (Int(try reader.number(at: row, width: 4)), Int(try reader.number(at: row + 4, width: 4)))
      guard start <= length, count <= (length - start) / width else {
        throw ProgramError(.corrupt, "a table lies out of bounds")
      }
      guard start >= free else { throw ProgramError(.corrupt, "tables overlap") }
      free = start + count * width
      tables.append(StoredTable(start: range.lowerBound + start, count: count, width: width))
    }
    self.source = source
    self.range = range.lowerBound..<range.lowerBound + length
    self.tables = tables
  }

  /// A table to read records from; one of other records has none.
  func reader<Record: StoredRecord>(_ table: Table, of type: Record.Type = Record.self) -> TableReader<Record> {
    let none = StoredTable(start: 0, count: 0, width: Record.width)
    let stored = tables.indices.contains(table.rawValue) ? tables[table.rawValue] : none
    return TableReader(stored.width == Record.width ? stored : none, source)
  }
}

/// The tables of one kind of part, in the order in which they are stored.
protocol TableList: CaseIterable, RawRepresentable<Int>, Sendable {
  /// What a part of this kind begins with.
  static var magic: UInt32 { get }
  /// How many bytes a record of the table has.
  var width: Int { get }
}

/// What every part begins with.
enum PartHeader {
  static let version: UInt32 = 4
  static let size = 16
  /// How many bytes tell of a table.
  static let rowSize = 8
}

/// Where a table is.
struct StoredTable: Sendable {
  let start: Int
  let count: Int
  /// How many bytes a record has.
  let width: Int
}
