import Muster
import MusterContracts

/// One OpenAPI-shaped document that was found in a source.
struct PageDocument {
  /// A part that the document was put together from.
  struct Part {
    /// What it is, as a JSON Pointer into the document.
    let pointer: JSONPointer
    /// Where it begins in the source.
    let offset: Int
  }

  let source: SourceText
  let form: PageForm
  var json: JSONDocument
  let parts: [Part]
  var notices: [Notice]
}
