import Muster
import MusterContracts

/// Follows `$ref` within a document and into others (OpenAPI 3.1, section 4.8.23; RFC 3986, section 5; RFC 6901,
/// section 6).
struct DocumentReferences {
  let root: JSON
  /// The URI of the document that is read.
  let uri: String
  let library: DocumentLibrary

  /// How many references may lead to one another.
  static let chainLimit = 64

  /// The value itself, or what its `$ref` leads to.
  ///
  /// - Throws: ``ContractError/Code/reference`` where it leads nowhere or in a circle; the message names both ends.
  func resolve(_ place: Place) throws(ContractError) -> Place {
    var place = place
    for _ in 0..<DocumentReferences.chainLimit {
      guard let reference = place["$ref"] else { return place }
      guard let text = reference.value.string else {
        throw reference.error(.reference, "a '$ref' is a string with a URI, such as #/components/…")
      }
      place = try target(of: text, at: reference)
    }
    throw place.error(.reference, "this reference leads in a circle; break it at one place")
  }

  /// A value with what a `$ref` in it leads to, at a place where the version has none.
  struct Followed {
    /// The value: the object that the `$ref` leads to, with what stands beside the `$ref`.
    let place: Place
    /// Why it is not checked by the letter; `nil` if there is no `$ref`.
    let letter: BrokenPart?
    /// The value with the `$ref`.
    let written: Place

    /// Why a member is not checked by the letter; `nil` if it stands beside the `$ref`, or there is none.
    func letter(of member: Place.Member) -> BrokenPart? { written.value[member.name] == nil ? letter : nil }
  }

  /// Follows a `$ref` wherever people put it; what stands beside it counts, too.
  ///
  /// - Throws: ``ContractError/Code/reference`` where it leads nowhere or in a circle.
  func followed(_ place: Place) throws(ContractError) -> Followed {
    guard let reference = place["$ref"], reference.value.kind == .string else {
      return Followed(place: place, letter: nil, written: place)
    }
    let letter = BrokenPart(reference.error(.letter, "the version of the document has no '$ref' here"))
    var chain: [Place] = []
    var reached = place
    while let next = reached["$ref"], let text = next.value.string {
      guard chain.count < DocumentReferences.chainLimit else {
        throw reference.error(.reference, "this reference leads in a circle; break it at one place")
      }
      reached = try target(of: text, at: next)
      chain.append(reached)
    }
    guard reached.value.kind == .object, place.value.members.count > 1 || chain.count > 1 else {
      return Followed(place: reached, letter: letter, written: place)
    }
    var whole = place
    if place.value.members.count == 1, let first = chain.first {
      whole = first
      chain.removeFirst()
    }
    whole.beyond = chain
    return Followed(place: whole, letter: letter, written: place)
  }

  /// What a reference leads to.
  func target(of text: String, at reference: Place) throws(ContractError) -> Place {
    try target(of: text, at: reference, depth: 0)
  }

  private func target(of text: String, at reference: Place, depth: Int) throws(ContractError) -> Place {
    let parts = URIReference(text)
    guard let fragment = parts.decodedFragment, let pointer = JSONPointer(parsing: fragment) else {
      throw reference.error(
        .reference, "'\(text)' has no JSON Pointer behind its '#'; expected one such as #/components/…")
    }
    var (document, home) = (root, reference.uri)
    if parts.scheme != nil || parts.authority != nil || !parts.path.isEmpty || parts.query != nil {
      home = parts.resolved(against: URIReference(reference.uri ?? uri)).withoutFragment
      if home == uri { home = nil }
    }
    if let home {
      do throws(ContractError) {
        document = try library.document(at: home).root
      } catch {
        throw reference.error(.reference, "'\(text)' leads to a document that cannot be had: \(error)")
      }
    }
    guard let target = document[pointer] else {
      if let found = try through(pointer, Place(value: document, pointer: JSONPointer(), uri: home), depth: depth) {
        return found
      }
      throw reference.error(.reference, unresolved(text, pointer, document, isSame: home == reference.uri))
    }
    return Place(value: target, pointer: pointer, uri: home)
  }

  /// What a pointer leads to if a `$ref` on the way is followed; `nil` if there is none where the pointer ends.
  private func through(_ pointer: JSONPointer, _ root: Place, depth: Int) throws(ContractError) -> Place? {
    guard depth < DocumentReferences.chainLimit else { return nil }
    var place = root
    for token in pointer.tokens {
      if let next = place.value[JSONPointer([token])] {
        place = Place(value: next, pointer: place.pointer.appending(token), uri: place.uri)
        continue
      }
      guard let reference = place["$ref"], let text = reference.value.string else { return nil }
      let target = try target(of: text, at: reference, depth: depth + 1)
      guard let next = target.value[JSONPointer([token])] else { return nil }
      place = Place(value: next, pointer: target.pointer.appending(token), uri: target.uri)
    }
    return place
  }

  /// Says how far a pointer leads, and what is near there.
  private func unresolved(_ text: String, _ pointer: JSONPointer, _ document: JSON, isSame: Bool) -> String {
    let name = isSame ? "this document" : "'\(document.origin?.source.name ?? "that document")'"
    var step = document
    var reached = JSONPointer()
    for token in pointer.tokens {
      guard let next = step[JSONPointer([token])] else { break }
      step = next
      reached = reached.appending(token)
    }
    guard pointer.tokens.indices.contains(reached.tokens.count) else { return "'\(text)' leads nowhere in \(name)" }
    let token = pointer.tokens[reached.tokens.count]
    let nearest = NearestName.of(token, among: step.members.map(\.name))
    return "'\(text)' leads nowhere in \(name): there is no '\(token)' at '\(reached)'; "
      + (nearest.map { "did you mean '\($0)'?" } ?? "check its spelling")
  }
}
