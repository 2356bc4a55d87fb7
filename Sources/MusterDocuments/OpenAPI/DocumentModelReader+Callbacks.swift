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
    guard member.value.kind == .object else {
      keep { (_) throws(ContractError) in _ = try member.expect(.object, "an object of callbacks by their names") }
      return
    }
    guard depth < DocumentModelReader.callbackLimit else { return noteUnread("callbacks", of: operation) }
    for entry in member.members {
      let name = "callback:\(owner):\(entry.name)"
      do throws(ContractError) {
        let callback = try references.resolve(entry.place).expect(.object, "a callback, which is an object,")
        // Callbacks may have callbacks, and in a circle, too.
        guard readCallbacks.insert(callback.schemaPlace).inserted else { continue }
        for item in callback.fields {
          readPathItem(item.place, Surroundings(path: "\(name):\(item.name)", isIncoming: true, depth: depth + 1))
        }
      } catch {
        model.lostPaths.append(ContractDocument.LostPath(path: name, part: BrokenPart(error)))
      }
    }
  }
}
