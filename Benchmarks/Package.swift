// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")]

let package = Package(
  name: "muster-benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "muster", path: "..")],
  targets: [
    .executableTarget(
      name: "guard-benchmark",
      dependencies: [
        .product(name: "MusterContracts", package: "muster"), .product(name: "MusterDocuments", package: "muster"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "pattern-benchmark", dependencies: [.product(name: "MusterText", package: "muster")],
      swiftSettings: settings),
    .executableTarget(
      name: "compile-benchmark", dependencies: [.product(name: "Muster", package: "muster")],
      swiftSettings: settings),
    .executableTarget(
      name: "contract-benchmark",
      dependencies: [
        .product(name: "MusterContracts", package: "muster"), .product(name: "MusterDocuments", package: "muster"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "format-benchmark", dependencies: [.product(name: "MusterText", package: "muster")],
      swiftSettings: settings),
    .executableTarget(
      name: "instruction-benchmark",
      dependencies: [
        .product(name: "Muster", package: "muster"), .product(name: "MusterContracts", package: "muster"),
        .product(name: "MusterDocuments", package: "muster"), .product(name: "MusterTraffic", package: "muster"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "verdict-benchmark", dependencies: [.product(name: "Muster", package: "muster")],
      swiftSettings: settings),
  ]
)
