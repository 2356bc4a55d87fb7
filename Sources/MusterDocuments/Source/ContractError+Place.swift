import Muster
import MusterContracts

extension ContractError {
  /// An error at an offset of a source.
  init(_ code: Code, in source: SourceText, at offset: Int, detail: String) {
    self.init(code, source: source.name, position: source.position(at: offset), detail: detail)
  }

  /// An error at a value of a document.
  init(_ code: Code, at value: JSON, pointer: JSONPointer, detail: String) {
    let origin = value.origin
    self.init(
      code, source: origin?.source.name, position: origin?.position, pointer: pointer.description, detail: detail)
  }
}
