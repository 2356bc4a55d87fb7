import Muster
import MusterContracts

extension Notice {
  /// A notice about a value of a document.
  init(code: Code, at place: Place, message: String) {
    let origin = place.value.origin
    self.init(
      code: code, pointer: place.pointer.description, source: origin?.source.name,
      position: origin?.position ?? TextPosition(offset: 0, line: 1, column: 1), message: message)
  }
}
