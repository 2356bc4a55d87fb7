import Muster

/// All of a contract but its programs.
package struct ContractModel: Sendable {
  package var vendor: String?
  package var documents: [ContractDocument] = []
  package var operations: [OperationRecord] = []
  package var securitySchemes: [SecurityScheme] = []
  package var notices: [Notice] = []
  /// For each document the schemas that lead to keywords which cannot be used; it is not stored.
  package var partlyChecked: [Int: Set<Int>] = [:]

  /// A model of a vendor with nothing in it yet.
  package init(vendor: String?) { self.vendor = vendor }

  /// A model from its parts.
  init(
    vendor: String?, documents: [ContractDocument], operations: [OperationRecord], securitySchemes: [SecurityScheme],
    notices: [Notice]
  ) {
    self.vendor = vendor
    self.documents = documents
    self.operations = operations
    self.securitySchemes = securitySchemes
    self.notices = notices
  }
}
