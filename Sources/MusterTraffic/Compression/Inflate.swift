/// Decompresses bytes that are all there.
package enum Inflate {
  /// The decompressed bytes.
  ///
  /// - Parameters:
  ///   - bytes: A stream of the format, and nothing else.
  ///   - format: The format.
  /// - Complexity: O(*n*) in the number of decompressed bytes, bounded by the limits.
  package static func decode(
    _ bytes: [UInt8], _ format: CompressedFormat, limits: InflateLimits
  ) -> Result<[UInt8], InflateError> {
    var decompressor = Decompressor(format, limits: limits, piece: min(1 << 18, max(1 << 10, bytes.count * 4)))
    var result: [UInt8] = []
    do throws(InflateError) {
      decompressor.take(bytes)
      decompressor.finish()
      while let piece = try decompressor.next() { result.append(contentsOf: piece) }
      return .success(result)
    } catch {
      return .failure(error)
    }
  }
}
