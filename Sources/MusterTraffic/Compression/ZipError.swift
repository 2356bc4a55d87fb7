/// Why a ZIP archive, or one of its files, cannot be read.
package enum ZipError: Error, Sendable, Hashable {
  /// The archive has no directory at its end.
  case noDirectory
  /// The directory does not have what it says, or leads out of the archive.
  case directory
  /// The archive is spread over several files.
  case parts
  /// There are more files than the limit.
  case tooManyFiles
  /// The archive has no file of that name.
  case noFile
  /// The file is encrypted.
  case encrypted
  /// The file is compressed in a way that is not read.
  case method(Int)
  /// What stands before the file's data is not as the directory says.
  case localHeader
  /// The bytes of the archive cannot be read.
  case unreadable
  /// The file's data is damaged or beyond a limit.
  case data(InflateError)

  /// What is wrong, as a part of a sentence.
  package var sentence: String {
    switch self {
    case .noDirectory: "it has no directory of its files"
    case .directory: "the directory of its files is damaged"
    case .parts: "it is one part of several"
    case .tooManyFiles: "it has more than \(ZipArchive.fileLimit) files"
    case .noFile: "it has no such file"
    case .encrypted: "the file is encrypted"
    case .method(let number): "the file is compressed with method \(number), which is not read"
    case .localHeader: "the file's header is damaged"
    case .unreadable: "it cannot be read"
    case .data(let error) where error.isLimit: error.sentence
    case .data(let error): "the file's data is damaged: " + error.sentence
    }
  }
}
