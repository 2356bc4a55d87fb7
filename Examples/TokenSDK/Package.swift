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
      dependencies: [
        .product(name: "Muster", package: "muster"), .product(name: "MusterContracts", package: "muster"),
      ]),
    .testTarget(name: "TokenSDKTests", dependencies: ["TokenSDK"]),
  ]
)
