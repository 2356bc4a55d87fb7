/// Writes the tables of a part.
struct TableWriter {
  private var rows: [(offset: Int, count: Int)] = []
  private var content = ByteWriter()

  private mutating func begin(_ count: Int) {
    content.align(4)
    rows.append((content.bytes.count, count))
  }

  mutating func add<Record: StoredRecord>(_ records: [Record]) {
    begin(records.count)
    content.write(records: records)
  }

  mutating func add(bytes: [UInt8]) {
    begin(bytes.count)
    content.append(bytes)
  }

  /// Where each of some texts ends.
  mutating func add(ends texts: [String]) {
    var end = 0
    add(
      texts.map { text in
        end += text.utf8.count
        return UInt32(clamping: end)
      })
  }

  /// Texts, one behind the other.
  mutating func add(texts: [String]) { add(bytes: texts.flatMap(\.utf8)) }

  /// The part of the tables.
  func part(_ magic: UInt32) -> [UInt8] {
    let start = PartHeader.size + rows.count * PartHeader.rowSize
    var content = content
    content.align(4)
    var writer = ByteWriter()
    writer.write(magic)
    writer.write(PartHeader.version)
    writer.write(UInt32(clamping: start + content.bytes.count))
    writer.write(UInt32(clamping: rows.count))
    for row in rows {
      writer.write(UInt32(clamping: start + row.offset))
      writer.write(UInt32(clamping: row.count))
    }
    writer.append(content.bytes)
    return writer.bytes
  }
}
