import Muster
import MusterContracts

/// A document of a vendor's as it is compiled: read, with the overlays, and with what it may refer to.
struct VendorDocument: Sendable {
  let json: JSONDocument
  let root: Place
  let shape: DocumentShape
  let references: DocumentReferences
  private let version: DocumentVersion
  private let uri: String
  private let library: DocumentLibrary

  /// The documents that some sources hold; what is broken on a page is left out, as compiling says so.
  static func all(
    in sources: [SourceText], options: Contract.CompileOptions
  ) throws(ContractError) -> [VendorDocument] {
    let overlays = try OverlaySet(options.overlays, sources: sources)
    let library = DocumentLibrary(load: options.load, overlays: overlays)
    for source in sources { library.add(source, at: options.uri(of: source)) }
    var documents: [VendorDocument] = []
    for source in sources {
      let uri = options.uri(of: source)
      let pages: [PageDocument]
      do throws(ContractError) {
        pages = try PageReader(source: source, files: PageFiles(uri: uri, library: library)).documents()
      } catch {
        // It may be what another source refers to; compiling says whether it is.
        guard sources.count > 1, error.hasNoOperations else { throw error }
        continue
      }
      for page in pages {
        do throws(ContractError) {
          documents.append(
            try VendorDocument(overlays.apply(to: page.json, of: page.source), uri: uri, library: library))
        } catch {
          guard pages.count > 1 || (sources.count > 1 && error.hasNoOperations) else { throw error }
        }
      }
    }
    return documents
  }

  private init(_ document: JSONDocument, uri: String, library: DocumentLibrary) throws(ContractError) {
    self.uri = uri
    self.library = library
    let declared = try DocumentVersion.declared(by: Place(value: document.root, pointer: JSONPointer()))
    shape = DocumentShape.of(declared?.dialect)
    json = DocumentReferences(root: document.root, uri: uri, library: library).expanded(document, shape)
    root = Place(value: json.root, pointer: JSONPointer())
    references = DocumentReferences(root: json.root, uri: uri, library: library)
    var reader = DocumentModelReader(json, uri: uri, library: library, document: 0, shape: shape)
    version = try DocumentVersion(of: root, schemas: try reader.read().schemas + reader.componentSchemas)
  }

  /// The schema of the content of a request or response with a media type; `nil` if it has none.
  func schema(of media: String, in holder: Place) -> Place? {
    if shape.isSwagger { return holder["schema"] }
    guard let content = holder["content"]?.members.first(where: { $0.name == media }) else { return nil }
    return (try? references.resolve(content.place))?["schema"]
  }

  /// How its schemas are compiled under a reading.
  func options(_ reading: Reading) -> Schema.Options {
    var options = Schema.Options(reading: reading)
    if version.saysDialect { options.defaultDialect = version.dialect } else { options.dialect = version.dialect }
    let library = library
    options.registry.load = { try? library.document(at: $0) }
    options.baseURI = uri
    return options
  }
}
