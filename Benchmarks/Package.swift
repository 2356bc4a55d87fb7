// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "muster-benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(name: "muster", path: "..")
  ],
  targets: [
    .executableTarget(
      name: "pattern-benchmark",
      dependencies: [.product(name: "MusterText", package: "muster")],
      swiftSettings: [.swiftLanguageMode(.v6)]
    )
  ]
)
