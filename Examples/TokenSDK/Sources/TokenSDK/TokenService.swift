/// What the service documents.
enum TokenService {
  /// The contract of `tokens.yaml`, compiled; `Examples/README.md` says how.
  static var contract: [UInt8] { PackageResources.contract_muster }
}
