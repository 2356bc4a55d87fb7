// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "muster",
  platforms: [.macOS(.v26), .iOS(.v26), .tvOS(.v26), .watchOS(.v26), .visionOS(.v26)],
  products: [
    .library(name: "Muster", targets: ["Muster"]),
    .library(name: "MusterText", targets: ["MusterText"]),
    .library(name: "MusterYAML", targets: ["MusterYAML"]),
    .library(name: "MusterContracts", targets: ["MusterContracts"]),
    .library(name: "MusterDocuments", targets: ["MusterDocuments"]),
    .library(name: "MusterTesting", targets: ["MusterTesting"]),
    .library(name: "MusterReport", targets: ["MusterReport"]),
    .executable(name: "muster", targets: ["MusterCommand"]),
    .library(name: "MusterTraffic", targets: ["MusterTraffic"]),
  ],
  targets: [
    .target(name: "MusterText", swiftSettings: settings),
    .target(name: "Muster", dependencies: ["MusterText"], swiftSettings: settings),
    .target(name: "MusterYAML", dependencies: ["Muster"], swiftSettings: settings),
    .target(name: "MusterContracts", dependencies: ["Muster"], swiftSettings: settings),
    .target(
      name: "MusterDocuments", dependencies: ["Muster", "MusterYAML", "MusterContracts"], swiftSettings: settings),
    .target(
      name: "MusterReport", dependencies: ["Muster", "MusterContracts", "MusterTraffic"], swiftSettings: settings),
    // Its folder is not `muster`: beside `Muster` that would be the same folder where case does not count.
    .executableTarget(
      name: "MusterCommand",
      dependencies: [
        "Muster", "MusterYAML", "MusterContracts", "MusterDocuments", "MusterTraffic", "MusterReport",
      ],
      swiftSettings: settings),
    .executableTarget(name: "muster-bowtie", dependencies: ["Muster"], swiftSettings: settings),
    .target(
      name: "MusterTesting",
      dependencies: ["Muster", "MusterYAML", "MusterContracts", "MusterDocuments", "MusterTraffic", "MusterReport"],
      swiftSettings: settings),
    .target(
      name: "MusterTraffic", dependencies: ["MusterText", "Muster", "MusterYAML", "MusterContracts"],
      swiftSettings: settings),
    .testTarget(name: "MusterTextTests", dependencies: ["MusterText"], swiftSettings: settings),
    .testTarget(
      name: "MusterTests", dependencies: ["Muster", "MusterText"], exclude: ["Plan/Listings", "Program/Listings"],
      swiftSettings: settings),
    .testTarget(name: "MusterYAMLTests", dependencies: ["MusterYAML", "Muster"], swiftSettings: settings),
    .testTarget(
      name: "MusterContractsTests", dependencies: ["MusterContracts", "MusterDocuments", "Muster"],
      swiftSettings: settings),
    .testTarget(
      name: "MusterDocumentsTests", dependencies: ["MusterDocuments", "MusterContracts", "Muster"],
      swiftSettings: settings),
    .testTarget(
      name: "MusterTestingTests",
      dependencies: ["MusterTesting", "MusterContracts", "MusterDocuments", "MusterTraffic", "Muster"],
      exclude: ["Payloads"], swiftSettings: settings),
    .testTarget(
      name: "MusterReportTests",
      dependencies: ["MusterReport", "MusterTraffic", "MusterContracts", "MusterDocuments", "Muster"],
      swiftSettings: settings),
    .testTarget(
      name: "MusterCommandTests",
      dependencies: [
        "MusterCommand", "Muster", "MusterContracts", "MusterDocuments", "MusterTraffic", "MusterReport",
        "MusterTesting",
      ],
      exclude: ["Files", "Transcripts"], swiftSettings: settings),
    .testTarget(
      name: "MusterTrafficTests",
      dependencies: ["MusterTraffic", "MusterContracts", "MusterDocuments", "Muster", "MusterText", "MusterYAML"],
      swiftSettings: settings),
  ]
)
