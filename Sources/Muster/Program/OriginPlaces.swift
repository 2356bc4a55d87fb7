/// A place in a schema, made once for all issues that lead there.
final class OriginPlace: Sendable, Hashable {
  let location: SchemaLocation
  /// The last token of the location's pointer: mostly the keyword's name.
  let keyword: String
  /// The origin that it was made of.
  let origin: UInt32

  init(_ location: SchemaLocation, keyword: String, origin: UInt32) {
    self.location = location
    self.keyword = keyword
    self.origin = origin
  }

  static func == (left: OriginPlace, right: OriginPlace) -> Bool {
    left === right || left.location == right.location
  }

  func hash(into hasher: inout Hasher) { hasher.combine(location) }
}

/// The places that issues led to, kept for the next ones: putting a pointer together is a fifth of explaining an issue.
///
/// There is room for so many; of a program whose payloads fail in more places those that find none are made anew. Places
/// are only ever added, so that they are read without a lock.
final class OriginPlaces: Sendable {
  private let slots = [128 of SetOnceReference<OriginPlace>](initializingWith: { output in
    while !output.isFull { output.append(SetOnceReference()) }
  })

  /// The place of an origin; `nil` where there is none.
  func place(_ origin: UInt32, of origins: OriginTables) -> OriginPlace? {
    let first = Int(truncatingIfNeeded: (origin &* 0x9E37_79B1) >> 25)
    // One after the other, as long as they are taken.
    for step in 0..<4 {
      let slot = (first &+ step) % slots.count
      if let place = slots[slot].load() {
        if place.origin == origin { return place }
        continue
      }
      guard let place = OriginPlaces.made(origin, of: origins) else { return nil }
      let stored = slots[slot].storeIfNil(place)
      return stored.origin == origin ? stored : place
    }
    return OriginPlaces.made(origin, of: origins)
  }

  @inline(never)
  private static func made(_ origin: UInt32, of origins: OriginTables) -> OriginPlace? {
    origins.location(origin).map { OriginPlace($0, keyword: origins.keyword(origin), origin: origin) }
  }
}
