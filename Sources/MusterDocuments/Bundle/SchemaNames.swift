import Muster
import MusterContracts

/// The names that schemas of a document have: `$id` and `$anchor` (JSON Schema 2020-12, sections 8.2.1 and 8.2.2).
struct SchemaNames {
  private struct Anchor: Hashable {
    let base: String
    let name: String
  }

  private var resources: Set<String> = []
  private var anchors: [Anchor: Place] = [:]

  /// Where a name may be that is none: in data.
  private static let data: Set = ["example", "examples", "default", "const", "enum"]

  /// The names in a document.
  ///
  /// - Parameters:
  ///   - uri: The URI that places in it have; `nil` for the document that is bundled.
  ///   - base: The URI of the document.
  /// - Complexity: O(*n*) in the size of the document.
  init(of root: JSON, uri: String?, base: String) {
    var rest = [(place: Place(value: root, pointer: JSONPointer(), uri: uri), base: base)]
    while let (place, outer) = rest.popLast() {
      var base = outer
      if place.value.kind == .array {
        rest += place.items.map { ($0, base) }
        continue
      }
      guard place.value.kind == .object else { continue }
      if let id = place["$id"]?.value.string, !place.pointer.tokens.isEmpty {
        base = URIReference(id).resolved(against: URIReference(base)).withoutFragment
        resources.insert(base)
      }
      for name in ["$anchor", "$dynamicAnchor"] {
        guard let anchor = place[name]?.value.string else { continue }
        anchors[Anchor(base: base, name: anchor)] = place
      }
      for member in place.members where !SchemaNames.data.contains(member.name) && !member.name.hasPrefix("x-") {
        rest.append((member.place, base))
      }
    }
  }

  /// Whether there are none.
  var isEmpty: Bool { resources.isEmpty && anchors.isEmpty }

  /// Whether a schema has a URI of its own.
  func hasResource(_ uri: String) -> Bool { resources.contains(uri) }

  /// The schema with an anchor in the resource of a URI.
  func anchor(_ name: String, in uri: String) -> Place? { anchors[Anchor(base: uri, name: name)] }
}

extension DocumentReferences {
  /// What a schema's reference by a name leads to.
  enum Named {
    /// A schema of the document that is bundled, to which the reference leads as it stands.
    case here
    /// A schema of another document.
    case elsewhere(Place)
  }

  /// What a schema's reference by `$id` or `$anchor` leads to; `nil` where it is by neither.
  func named(_ text: String, at reference: Place, _ names: (_ uri: String?) -> SchemaNames?) -> Named? {
    let home = reference.uri
    guard let own = names(home) else { return nil }
    let parts = URIReference(text)
    let isAnchor = parts.decodedFragment.map { !$0.isEmpty && !$0.hasPrefix("/") } ?? false
    // Nearly all references are by pointers, in documents that name nothing.
    if own.isEmpty, !isAnchor { return nil }
    let target = parts.resolved(against: URIReference(resourceBase(of: reference, home ?? uri))).withoutFragment
    if own.hasResource(target) {
      // A resource of the other document comes along with what is taken in only where it is inside of that.
      guard home == nil else { return nil }
      if !isAnchor { return .here }
      return own.anchor(parts.decodedFragment ?? "", in: target) == nil ? nil : .here
    }
    guard isAnchor, let name = parts.decodedFragment else { return nil }
    let other = target == uri ? nil : Optional(target)
    guard let place = names(other)?.anchor(name, in: target) else { return nil }
    return other == nil && home == nil ? .here : .elsewhere(place)
  }

  /// The URI of the resource that a place is in: that of the nearest `$id` around it, or its document's.
  private func resourceBase(of place: Place, _ document: String) -> String {
    var base = document
    var value = place.uri.flatMap { try? library.document(at: $0).root } ?? root
    for token in place.pointer.tokens {
      guard let next = value[JSONPointer([token])] else { break }
      value = next
      if value.kind == .object, let id = value["$id"]?.string {
        base = URIReference(id).resolved(against: URIReference(base)).withoutFragment
      }
    }
    return base
  }
}
