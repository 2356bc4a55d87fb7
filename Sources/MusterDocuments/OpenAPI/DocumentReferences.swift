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

  /// What a reference leads to.
  func target(of text: String, at reference: Place) throws(ContractError) -> Place {
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
      throw reference.error(.reference, unresolved(text, pointer, document, isSame: home == reference.uri))
    }
    return Place(value: target, pointer: pointer, uri: home)
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
