import Muster

/// Follows `$ref` inside of one document (OpenAPI 3.1, section 4.8.23; RFC 6901, section 6).
struct LocalReferences {
  let root: JSON

  /// How many references may lead to one another.
  static let chainLimit = 64

  /// The value itself, or what its `$ref` leads to.
  ///
  /// - Throws: ``ContractError/Code/reference`` where it leads nowhere, in a circle or out of the document.
  func resolve(_ place: Place) throws(ContractError) -> Place {
    var place = place
    for _ in 0..<LocalReferences.chainLimit {
      guard let reference = place["$ref"], let text = reference.value.string else { return place }
      guard text.utf8.first == UInt8(ascii: "#") else {
        throw reference.error(
          .reference, "'\(text)' leads out of the document; put what it leads to under #/components")
      }
      guard let fragment = PercentEncoding.decode(Array(text.utf8.dropFirst())),
        let pointer = JSONPointer(parsing: fragment)
      else { throw reference.error(.reference, "'\(text)' is not a JSON Pointer; expected one such as #/components/…") }
      guard let target = root[pointer] else {
        throw reference.error(.reference, "'\(text)' leads nowhere in this document; check its spelling")
      }
      place = Place(value: target, pointer: pointer)
    }
    throw place.error(.reference, "this reference leads in a circle; break it at one place")
  }
}
