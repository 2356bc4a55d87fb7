import Muster
import MusterContracts

extension Contract {
  /// How to compile a contract.
  public struct CompileOptions: Sendable {
    /// What messages call the vendor.
    public var vendor: String?
    /// The URLs where the operations are, whatever the documents say; empty to take what they say.
    public var servers: [String]
    /// Overlays that are applied to the documents, one after the other (Overlay Specification 1.0 and 1.1).
    public var overlays: [SourceText]
    /// Gives the URI of a source by its name; `nil` to make one of the name.
    public var uri: (@Sendable (_ name: String) -> String?)?
    /// Asked for a document that a reference leads to and that was not given.
    ///
    /// The URI is absolute and has no fragment. What is thrown says why there is none. Nothing is ever fetched but by this.
    public var load: (@Sendable (_ uri: String) throws(ContractError) -> SourceText)?

    /// Options, each with its default.
    public init(
      vendor: String? = nil, servers: [String] = [], overlays: [SourceText] = [],
      uri: (@Sendable (_ name: String) -> String?)? = nil,
      load: (@Sendable (_ uri: String) throws(ContractError) -> SourceText)? = nil
    ) {
      self.vendor = vendor
      self.servers = servers
      self.overlays = overlays
      self.uri = uri
      self.load = load
    }

    /// The URI of a source, absolute.
    func uri(of source: SourceText) -> String {
      if let uri = uri?(source.name) { return URIReference(uri).withoutFragment }
      return "muster:///\(URIFragment.encode(source.name))"
    }
  }
}
