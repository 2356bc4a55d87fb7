/// Loads a file that a recording refers to, by the path that it gives; `nil` if there is none that may be read.
public typealias AttachedFiles = @Sendable (_ path: String) -> [UInt8]?
