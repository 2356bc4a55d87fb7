import Muster
import MusterContracts

/// A value of a document with the way to it.
struct Place: Sendable {
  let value: JSON
  let pointer: JSONPointer
  /// The URI of the document; `nil` for the one that is read.
  var uri: String?
  /// The objects that a `$ref` in this one leads to, whose members count if it has none of that name itself.
  ///
  /// Empty if there is no `$ref`, or if it replaces the object.
  var beyond: [Place] = []

  /// A member of an object with its place.
  struct Member {
    let name: String
    let place: Place
  }

  /// The member of a name; `nil` where there is none or it is `null`.
  subscript(name: String) -> Place? {
    guard let member = value[name], member.kind != .null else {
      for place in beyond where name != "$ref" {
        if let member = place[name] { return member }
      }
      return nil
    }
    return Place(value: member, pointer: pointer.appending(name), uri: uri)
  }

  /// The members of an object.
  var members: [Member] {
    let own = value.members.map { member in
      Member(name: member.name, place: Place(value: member.value, pointer: pointer.appending(member.name), uri: uri))
    }
    guard !beyond.isEmpty else { return own }
    var members = own.filter { $0.name != "$ref" }
    var names = Set(members.map(\.name))
    for member in beyond.flatMap(\.members) where member.name != "$ref" && names.insert(member.name).inserted {
      members.append(member)
    }
    return members
  }

  /// The members of an object whose own names cannot begin with `x-`: what does is an extension (OpenAPI 3.1, section 4.9).
  var fields: [Member] { members.filter { !$0.name.hasPrefix("x-") } }

  /// The items of an array.
  var items: [Place] {
    var index = -1
    return value.items.map { item in
      index += 1
      return Place(value: item, pointer: pointer.appending(String(index)), uri: uri)
    }
  }

  /// The same value, or an error that says what was expected.
  func expect(_ kind: JSON.Kind, _ what: String) throws(ContractError) -> Place {
    guard value.kind == kind else {
      throw error(.document, "\(what) was expected here, not \(value.kind.description)")
    }
    return self
  }

  func error(_ code: ContractError.Code, _ detail: String) -> ContractError {
    ContractError(code, at: value, pointer: pointer, detail: detail)
  }

  /// Where a schema that this is can be found by the compiler.
  var schemaPlace: SchemaPlace { SchemaPlace(uri: uri, pointer: pointer) }

  /// Where the value was written.
  var location: SourceLocation {
    let origin = value.origin
    let position = origin?.position
    return SourceLocation(
      source: origin?.source.name ?? "", pointer: pointer.description, line: position?.line ?? 1,
      column: position?.column ?? 1)
  }
}
