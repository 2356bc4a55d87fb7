// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "lint-recording",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "muster", path: "../..")],
  targets: [
    .executableTarget(
      name: "lint-recording",
      dependencies: [
        .product(name: "MusterContracts", package: "muster"),
        .product(name: "MusterTraffic", package: "muster"),
        .product(name: "MusterReport", package: "muster"),
      ])
  ]
)
