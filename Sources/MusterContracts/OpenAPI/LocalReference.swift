import Muster

/// A value of a document with the way to it.
struct Place {
  let value: JSON
  let pointer: JSONPointer

  /// A member of an object with its place.
  struct Member {
    let name: String
    let place: Place
  }

  /// The member of a name; `nil` where there is none or it is `null`.
  subscript(name: String) -> Place? {
    guard let member = value[name], member.kind != .null else { return nil }
    return Place(value: member, pointer: pointer.appending(name))
  }

  /// The members of an object, extensions (`x-…`) left out.
  var members: [Member] {
    value.members.compactMap { member in
      let name = member.name
      return name.hasPrefix("x-")
        ? nil : Member(name: name, place: Place(value: member.value, pointer: pointer.appending(name)))
    }
  }

  /// The items of an array.
  var items: [Place] {
    var index = -1
    return value.items.map { item in
      index += 1
      return Place(value: item, pointer: pointer.appending(String(index)))
    }
  }

  /// The same value, or an error that says what was expected.
  func expect(_ kind: JSON.Kind, _ what: String) throws(ContractError) -> Place {
    guard value.kind == kind else {
      throw error(.document, "\(what) was expected here, not \(Place.name(of: value.kind))")
    }
    return self
  }

  func error(_ code: ContractError.Code, _ detail: String) -> ContractError {
    ContractError(code, at: value, pointer: pointer, detail: detail)
  }

  /// Where the value was written.
  var location: SourceLocation {
    let origin = value.origin
    let position = origin?.position
    return SourceLocation(
      source: origin?.source.name ?? "", pointer: pointer.description, line: position?.line ?? 1,
      column: position?.column ?? 1)
  }

  private static func name(of kind: JSON.Kind) -> String {
    switch kind {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

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
