import Muster
import MusterTraffic

/// The folder that a recording is in, as far as the recording may refer to files there.
///
/// Nobody knows who wrote a recording, so only regular files inside of its own folder are read, up to a limit. WireMock
/// keeps recordings in a folder `mappings` and what they refer to in `__files` beside that, so the own folder of these is
/// the one around both.
struct AttachedFolder: Sendable {
  /// The folder without symbolic links; `nil` if it is not there.
  private let folder: String?
  private let limit: Int

  /// The folder of a recording.
  init(of recording: String, limit: Int) {
    let folder = SystemCalls.realPath(FilePath.folder(of: recording))
    self.folder = folder.map { FilePath.name(of: $0) == "mappings" ? FilePath.folder(of: $0) : $0 }
    self.limit = limit
  }

  /// What loads files of the folder.
  var files: AttachedFiles { { path in bytes(of: path) } }

  /// Whether a path leads to something inside of the folder that it begins at, symbolic links apart.
  static func isInside(_ path: String) -> Bool {
    guard !path.isEmpty, !path.utf8.contains(0), !path.utf8.contains(UInt8(ascii: "\\")), path.utf8.first != 0x2F else {
      return false
    }
    return path.utf8.split(separator: UInt8(ascii: "/")).allSatisfy { !$0.elementsEqual("..".utf8) }
  }

  private func bytes(of path: String) -> [UInt8]? {
    guard let folder, AttachedFolder.isInside(path), let real = SystemCalls.realPath("\(folder)/\(path)"),
      let rest = real.dropping(prefix: folder == "/" ? folder : folder + "/"),
      SystemCalls.size(of: real).map({ $0 <= limit }) ?? false
    else { return nil }
    do throws(SystemFailure) {
      let bytes = try InputFile.open(rest, beneath: folder, called: real).readAll(limit: limit)
      return bytes.count <= limit ? bytes : nil
    } catch {
      return nil
    }
  }
}
