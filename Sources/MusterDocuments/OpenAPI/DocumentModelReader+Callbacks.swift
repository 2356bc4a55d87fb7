import Muster
import MusterContracts

extension DocumentModelReader {
  /// How deep callbacks of callbacks are read.
  private static let callbackLimit = 16

  /// Reads what the vendor will ask of its caller: the callbacks of an operation (OpenAPI 3.1, section 4.8.18).
  ///
  /// A callback that several operations refer to is one, with the name that the first of them gives it.
  mutating func readCallbacks(of operation: Place, _ owner: String, depth: Int) {
    guard let member = operation["callbacks"] else { return }
    let found = keep { (reader) throws(ContractError) in
      let map = try reader.references.followed(member)
      _ = try map.place.expect(.object, "an object of callbacks by their names")
      return map
    }
    guard let map = found else { return }
    guard depth < DocumentModelReader.callbackLimit else {
      model.notices.append(
        Notice(
          code: .unread, at: member, message: "'callbacks' is not read: what it describes is not in the contract"))
      return
    }
    for entry in map.place.members {
      let name = "callback:\(owner):\(entry.name)"
      do throws(ContractError) {
        let callback = try resolve(entry.place, .callback).expect(.object, "a callback, which is an object,")
        // Callbacks may have callbacks, and in a circle, too.
        guard readCallbacks.insert(callback.schemaPlace).inserted else { continue }
        for item in callback.fields {
          readPathItem(
            item.place,
            Surroundings(
              path: "\(name):\(item.name)", isIncoming: true, depth: depth + 1, letter: map.letter(of: entry)))
        }
      } catch {
        model.lostPaths.append(ContractDocument.LostPath(path: name, part: BrokenPart(error)))
      }
    }
  }
}
