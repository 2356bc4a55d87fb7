import Foundation

/// Where the third-party suites lie: beside the package, or where `MUSTER_SUITES` points.
///
/// They are read in place.
enum Suites {
  static let root: URL? = {
    if let path = ProcessInfo.processInfo.environment["MUSTER_SUITES"] { return URL(filePath: path) }
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return package.deletingLastPathComponent().appending(path: "shared/suites")
  }()

  /// A suite's folder, if it is there.
  static func folder(_ name: String) -> URL? {
    guard let folder = root?.appending(path: name) else { return nil }
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }
}
