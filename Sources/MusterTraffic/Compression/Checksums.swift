/// The checksum of gzip and ZIP (RFC 1952, section 8).
struct CyclicChecksum: Sendable {
  private var state: UInt32 = 0xFFFF_FFFF

  /// The checksum of the bytes so far.
  var value: UInt32 { ~state }

  /// Takes bytes, eight at a time.
  mutating func update(_ bytes: Span<UInt8>) {
    let tables = CyclicChecksum.tables.span
    var state = state
    var index = 0
    while index &+ 8 <= bytes.count {
      let first =
        state
        ^ (UInt32(bytes[index]) | UInt32(bytes[index &+ 1]) << 8 | UInt32(bytes[index &+ 2]) << 16
          | UInt32(bytes[index &+ 3]) << 24)
      let low =
        tables[1792 &+ Int(first & 255)] ^ tables[1536 &+ Int(first >> 8 & 255)]
        ^ tables[1280 &+ Int(first >> 16 & 255)] ^ tables[1024 &+ Int(first >> 24)]
      let high =
        tables[768 &+ Int(bytes[index &+ 4])] ^ tables[512 &+ Int(bytes[index &+ 5])]
        ^ tables[256 &+ Int(bytes[index &+ 6])] ^ tables[Int(bytes[index &+ 7])]
      state = low ^ high
      index &+= 8
    }
    while index < bytes.count {
      state = state >> 8 ^ tables[Int((state ^ UInt32(bytes[index])) & 255)]
      index &+= 1
    }
    self.state = state
  }

  /// Eight tables of 256 entries: the first is that of one byte, each further one that of a byte more behind it.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 2048)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
      tables[byte] = value
    }
    for index in 256..<2048 {
      let value = tables[index - 256]
      tables[index] = value >> 8 ^ tables[Int(value & 255)]
    }
    return tables
  }()
}

/// The checksum of zlib (RFC 1950, section 9).
struct AdlerChecksum: Sendable {
  private var low: UInt32 = 1
  private var high: UInt32 = 0

  /// The checksum of the bytes so far.
  var value: UInt32 { high << 16 | low }

  /// How many bytes can be added before the sums have to be reduced.
  private static let stretch = 5_552

  /// Takes bytes.
  mutating func update(_ bytes: Span<UInt8>) {
    var index = 0
    while index < bytes.count {
      let end = min(bytes.count, index + AdlerChecksum.stretch)
      while index < end {
        low &+= UInt32(bytes[index])
        high &+= low
        index &+= 1
      }
      low %= 65_521
      high %= 65_521
    }
  }
}
