import Foundation

/// Where things are.
enum Repository {
  /// The folder of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  /// The folder of these tests.
  static let tests = root.appending(path: "Tests/MusterCommandTests")

  /// The folder that the built `muster` lies in, beside the test bundle.
  static let products: URL = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    return (bundle ?? URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()).deletingLastPathComponent()
  }()

  /// The files of a folder with an extension, by path.
  static func files(in folder: URL, extension pathExtension: String) -> [URL] {
    let names = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (names?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == pathExtension }
      .sorted { $0.path < $1.path }
  }
}
