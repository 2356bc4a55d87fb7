// swift-tools-version: 6.2
import PackageDescription

// Built with the fuzzer and with internals at hand, as `run` does:
// swift build -c release --sanitize fuzzer -Xswiftc -enable-testing --product fuzz-schema
let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")]

/// One for each target of `FuzzTarget.all`: OSS-Fuzz runs one binary for each.
let targets = [
  "schema", "yaml", "pattern", "document", "contract", "recording", "inflate", "overlay", "parameters",
]

let package = Package(
  name: "muster-fuzzing",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "muster", path: "..")],
  targets: [
    .target(
      name: "FuzzTargets",
      dependencies: [
        .product(name: "MusterText", package: "muster"), .product(name: "Muster", package: "muster"),
        .product(name: "MusterYAML", package: "muster"), .product(name: "MusterContracts", package: "muster"),
        .product(name: "MusterDocuments", package: "muster"), .product(name: "MusterTraffic", package: "muster"),
      ],
      swiftSettings: settings),
    .executableTarget(name: "fuzz-replay", dependencies: ["FuzzTargets"], swiftSettings: settings),
  ]
    + targets.map { name in
      .executableTarget(
        name: "fuzz-\(name)", dependencies: ["FuzzTargets"],
        swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
    }
)
