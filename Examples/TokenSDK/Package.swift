// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "token-sdk",
  platforms: [.macOS(.v26)],
  products: [.library(name: "TokenSDK", targets: ["TokenSDK"])],
  dependencies: [.package(name: "muster", path: "../..")],
  targets: [
    .target(
      name: "TokenSDK",
      dependencies: [.product(name: "MusterContracts", package: "muster")],
      resources: [.embedInCode("contract.muster")]),
    // The SDK embeds a compiled contract; only its tests compile the document, to hold the two together.
    .testTarget(
      name: "TokenSDKTests", dependencies: ["TokenSDK", .product(name: "MusterDocuments", package: "muster")]),
  ]
)
