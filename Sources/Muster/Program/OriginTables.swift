/// A source of origins that can be read one by one, such as a program's file.
protocol OriginSource: Sendable {
  /// The origin of an instruction, by its number.
  func instruction(_ number: Int) throws(ProgramError) -> UInt32
  /// The origins of a shape, by its number.
  func shape(_ number: Int) throws(ProgramError) -> ProgramOrigins.ShapeOrigins
  func origin(_ index: UInt32) throws(ProgramError) -> ProgramOrigins.Origin
  /// The last token of an origin's pointer.
  func keyword(_ index: UInt32) throws(ProgramError) -> String
  /// The whole location of an origin, or `nil` if it has none.
  func location(_ index: UInt32) throws(ProgramError) -> SchemaLocation?
  /// All of them.
  func all() throws(ProgramError) -> ProgramOrigins
}

/// The origins of a program: at hand, or in the bytes that it was read from.
///
/// Of those in bytes only what is asked for is read, as explaining asks for a few of many.
final class OriginTables: Sendable {
  private enum Source: Sendable {
    case given(ProgramOrigins)
    case stored(any OriginSource, Numbers?)
  }

  /// The numbers that the instructions and shapes of a part of a program have among all of it.
  private struct Numbers: Sendable {
    let instructions: [UInt32]
    let shapes: [UInt32]
  }

  private let source: Source
  private let places = SetOnceReference<OriginPlaces>()

  init(_ origins: ProgramOrigins) { source = .given(origins) }

  /// The origins of a program that was read whole.
  init(_ origins: any OriginSource) { source = .stored(origins, nil) }

  /// The origins of a part of a program.
  ///
  /// - Parameters:
  ///   - instructions: For each instruction of the part its number among all.
  ///   - shapes: For each shape of the part its number among all.
  init(_ origins: any OriginSource, instructions: [UInt32], shapes: [UInt32]) {
    source = .stored(origins, Numbers(instructions: instructions, shapes: shapes))
  }

  /// All origins; none where they cannot be read.
  var value: ProgramOrigins { (try? read()) ?? ProgramOrigins() }

  /// Reads all origins.
  func read() throws(ProgramError) -> ProgramOrigins {
    switch source {
    case .given(let origins): return origins
    case .stored(let stored, _): return try stored.all()
    }
  }

  // MARK: What explaining asks for

  /// The origin of an instruction; the greatest number where it has none.
  func instruction(_ pc: Int) -> UInt32 {
    switch source {
    case .given(let origins): return origins.instructions.indices.contains(pc) ? origins.instructions[pc] : .max
    case .stored(let stored, let numbers):
      guard let number = OriginTables.number(pc, numbers?.instructions) else { return .max }
      return (try? stored.instruction(number)) ?? .max
    }
  }

  /// The origins of a shape; `nil` where it has none.
  func shape(_ index: Int) -> ProgramOrigins.ShapeOrigins? {
    switch source {
    case .given(let origins): return origins.shapes.indices.contains(index) ? origins.shapes[index] : nil
    case .stored(let stored, let numbers):
      guard let number = OriginTables.number(index, numbers?.shapes) else { return nil }
      return try? stored.shape(number)
    }
  }

  private static func number(_ index: Int, _ numbers: [UInt32]?) -> Int? {
    guard let numbers else { return index }
    return numbers.indices.contains(index) ? Int(numbers[index]) : nil
  }

  /// The origin at an index; `nil` if the index is out of bounds or the origin cannot be read.
  func origin(_ index: UInt32) -> ProgramOrigins.Origin? {
    switch source {
    case .given(let origins): Int(index) < origins.origins.count ? origins.origins[Int(index)] : nil
    case .stored(let stored, _): try? stored.origin(index)
    }
  }

  /// The index of the parent of the origin at an index; `nil` under the same conditions as for the origin itself.
  func parent(of index: UInt32) -> UInt32? { origin(index)?.parent }

  /// The whole location of an origin; `nil` where there is none.
  func location(_ index: UInt32) -> SchemaLocation? {
    switch source {
    case .given(let origins): origins.location(index)
    case .stored(let stored, _): try? stored.location(index)
    }
  }

  /// The place of an origin, which is made once; `nil` where there is none.
  func place(_ index: UInt32) -> OriginPlace? {
    (places.load() ?? places.storeIfNil(OriginPlaces())).place(index, of: self)
  }

  /// The last token of an origin's pointer: the keyword's name.
  func keyword(_ index: UInt32) -> String {
    switch source {
    case .given(let origins): origins.keyword(index)
    case .stored(let stored, _): (try? stored.keyword(index)) ?? ""
    }
  }
}
