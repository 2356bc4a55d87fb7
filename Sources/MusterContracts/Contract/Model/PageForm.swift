/// The form in which a vendor published a description of operations.
public enum PageForm: String, Sendable, Hashable, CaseIterable {
  /// An OpenAPI document in JSON.
  case openAPIJSON = "openapi-json"
  /// An OpenAPI document in YAML.
  case openAPIYAML = "openapi-yaml"
  /// Markdown with OpenAPI documents in YAML fences.
  case mintlify
  /// Markdown with OpenAPI documents in JSON fences.
  case gitBook = "gitbook"
  /// MDX whose components carry fragments of OpenAPI in their properties.
  case docusaurus
  /// Plain text with a path, a method and concatenated JSON blocks.
  case readMe = "readme"
}
