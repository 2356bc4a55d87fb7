import Muster
import MusterContracts

extension DocumentReferences {
  /// A document whose named schemas are all there: those that a `$ref` in place of their map leads to as references.
  ///
  /// Schemas are looked for by pointers, which lead through no `$ref`. The document as it is if it has no such `$ref`.
  /// - Complexity: O(*n*) in the size of the document if it has one.
  func expanded(_ document: JSONDocument, _ shape: DocumentShape) -> JSONDocument {
    guard let (map, reference) = schemas(shape), let origin = reference.value.origin else { return document }
    var assembler = JSONAssembler()
    let source = assembler.add(origin.source)
    assembler.mark(source, at: origin.position.offset)
    assembler.append(shape.schemas.map { "{\(JSONText.string($0)):" }.joined().utf8)
    assembler.append(UInt8(ascii: "{"))
    var isFirst = true
    for member in map.members {
      let isOwn = document.root[JSONPointer(shape.schemas + [member.name])] != nil
      guard !isOwn else { continue }
      let text = "\(member.place.uri ?? "")#\(URIFragment.encode(member.place.pointer))"
      let entry = "\(JSONText.string(member.name)):{\"$ref\":\(JSONText.string(text))}"
      assembler.append((isFirst ? entry : "," + entry).utf8)
      isFirst = false
    }
    assembler.append(repeatElement(UInt8(ascii: "}"), count: shape.schemas.count + 1))
    guard !isFirst, let added = try? JSONDocument(assembler) else { return document }
    let root = OverlayNode(document.root)
    root.merge(OverlayNode(added.root))
    var writer = OverlayWriter()
    root.write(into: &writer)
    return (try? JSONDocument(writer.assembler)) ?? document
  }

  /// The named schemas with the `$ref` on the way to them; `nil` if there is none.
  private func schemas(_ shape: DocumentShape) -> (map: Place, reference: Place)? {
    var place = Place(value: root, pointer: JSONPointer())
    var reference: Place?
    for name in shape.schemas {
      guard let next = place[name] else { return nil }
      if let text = next["$ref"], text.value.kind == .string { reference = reference ?? text }
      guard let found = try? followed(next) else { return nil }
      place = found.place
    }
    return reference.map { (place, $0) }
  }
}
