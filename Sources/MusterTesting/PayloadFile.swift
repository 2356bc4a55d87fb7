import Foundation

/// A file with a payload, whose name is part of what a failure says.
///
/// ```swift
/// expectValid(.file("Fixtures/token.json"), against: rule)
///
/// @Test(arguments: try PayloadFile.all(in: "Fixtures/tokens"))
/// func token(file: PayloadFile) { expectValid(file, against: rule) }
/// ```
public struct PayloadFile: PayloadSource, Sendable, Hashable {
  /// The file's name as failures show it: the path as it was given, or the end of a URL's path.
  public let name: String
  /// Where the file is.
  public let url: URL

  /// A file at a path.
  ///
  /// - Parameters:
  ///   - path: The path; a relative one is looked for from the working directory, then from each folder above the calling
  ///     file, so that a test finds it wherever it is run from.
  ///   - callingFile: The calling file.
  public init(_ path: String, callingFile: StaticString = #filePath) {
    self.init(name: path, url: TestFiles.find(path, from: callingFile.description))
  }

  /// A file at a URL, such as one of `Bundle.module`.
  public init(_ url: URL) { self.init(name: TestFiles.name(of: url), url: url) }

  init(name: String, url: URL) {
    self.name = name
    self.url = url
  }

  /// The text of the file.
  ///
  /// - Throws: ``PayloadFailure`` if it cannot be read.
  /// - Complexity: O(*n*) in the size of the file.
  public func payloads() throws(PayloadFailure) -> [PayloadText] {
    do throws(TestFiles.Failure) {
      return [PayloadText(name: name, bytes: try TestFiles.bytes(of: url))]
    } catch {
      throw PayloadFailure("\(name): \(error.detail)")
    }
  }
}

extension PayloadFile: CustomStringConvertible {
  /// The name of the file.
  public var description: String { name }
}

extension PayloadFile {
  /// The files of a folder, by name, for a test that has each of them as an argument.
  ///
  /// - Parameters:
  ///   - path: The folder; a relative path is looked for as one of a file is.
  ///   - pathExtension: How their names end.
  ///   - callingFile: The calling file.
  /// - Throws: ``PayloadFailure`` if there is no such folder, or no such file in it.
  public static func all(
    in path: String, pathExtension: String = "json", callingFile: StaticString = #filePath
  ) throws(PayloadFailure) -> [PayloadFile] {
    try PayloadFolder(path, pathExtension: pathExtension, callingFile: callingFile).files()
  }

  /// The files of a folder, by name, for a test that has each of them as an argument.
  ///
  /// - Parameters:
  ///   - url: The folder.
  ///   - pathExtension: How their names end.
  /// - Throws: ``PayloadFailure`` if there is no such folder, or no such file in it.
  public static func all(in url: URL, pathExtension: String = "json") throws(PayloadFailure) -> [PayloadFile] {
    try PayloadFolder(url, pathExtension: pathExtension).files()
  }
}

/// A folder with payloads, each of which is checked.
public struct PayloadFolder: PayloadSource, Sendable, Hashable {
  /// The folder's name as failures show it.
  public let name: String
  /// Where the folder is.
  public let url: URL
  /// How the names of its payloads end.
  public let pathExtension: String

  /// A folder at a path.
  ///
  /// - Parameters:
  ///   - path: The path; a relative one is looked for from the working directory, then from each folder above the calling
  ///     file.
  ///   - pathExtension: How the names of its payloads end.
  ///   - callingFile: The calling file.
  public init(_ path: String, pathExtension: String = "json", callingFile: StaticString = #filePath) {
    name = path
    url = TestFiles.find(path, from: callingFile.description)
    self.pathExtension = pathExtension
  }

  /// A folder at a URL, such as one of `Bundle.module`.
  ///
  /// - Parameters:
  ///   - url: The folder.
  ///   - pathExtension: How the names of its payloads end.
  public init(_ url: URL, pathExtension: String = "json") {
    name = TestFiles.name(of: url)
    self.url = url
    self.pathExtension = pathExtension
  }

  /// The files, by name.
  ///
  /// - Throws: ``PayloadFailure`` if there is no such folder, or no such file in it.
  public func files() throws(PayloadFailure) -> [PayloadFile] {
    let names: [String]
    do throws(TestFiles.Failure) {
      names = try TestFiles.names(in: url).filter { ($0 as NSString).pathExtension == pathExtension }
    } catch {
      throw PayloadFailure("\(name): \(error.detail)")
    }
    if names.isEmpty { throw PayloadFailure("\(name): the folder has no file that ends in '.\(pathExtension)'") }
    return names.map { file in
      PayloadFile(
        name: name + (name.hasSuffix("/") ? "" : "/") + file, url: url.appendingPathComponent(file, isDirectory: false))
    }
  }

  /// The texts of the files, by name.
  ///
  /// - Throws: ``PayloadFailure`` if there is no file, or one cannot be read.
  /// - Complexity: O(*n*) in the size of the files.
  public func payloads() throws(PayloadFailure) -> [PayloadText] {
    var texts: [PayloadText] = []
    for file in try files() { texts += try file.payloads() }
    return texts
  }
}

extension PayloadSource where Self == PayloadFile {
  /// A file at a path.
  ///
  /// - Parameters:
  ///   - path: The path; a relative one is looked for from the working directory, then from each folder above the calling
  ///     file, so that a test finds it wherever it is run from.
  ///   - callingFile: The calling file.
  public static func file(_ path: String, callingFile: StaticString = #filePath) -> PayloadFile {
    PayloadFile(path, callingFile: callingFile)
  }

  /// A file at a URL, such as one of `Bundle.module`.
  public static func file(_ url: URL) -> PayloadFile { PayloadFile(url) }
}

extension PayloadSource where Self == PayloadFolder {
  /// All payloads of a folder.
  ///
  /// - Parameters:
  ///   - path: The path; a relative one is looked for as one of a file is.
  ///   - pathExtension: How the names of the payloads end.
  ///   - callingFile: The calling file.
  public static func folder(
    _ path: String, pathExtension: String = "json", callingFile: StaticString = #filePath
  ) -> PayloadFolder {
    PayloadFolder(path, pathExtension: pathExtension, callingFile: callingFile)
  }

  /// All payloads of a folder at a URL.
  ///
  /// - Parameters:
  ///   - url: The folder.
  ///   - pathExtension: How the names of the payloads end.
  public static func folder(_ url: URL, pathExtension: String = "json") -> PayloadFolder {
    PayloadFolder(url, pathExtension: pathExtension)
  }
}
