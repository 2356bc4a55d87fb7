// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "payload-tests",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "muster", path: "../..")],
  targets: [
    .testTarget(
      name: "PayloadTests",
      dependencies: [
        .product(name: "MusterTesting", package: "muster"), .product(name: "MusterTraffic", package: "muster"),
        .product(name: "MusterDocuments", package: "muster"),
      ])
  ]
)
