/// Simple case folding.
enum CaseFolding {
  static func representative(of codePoint: UInt32) -> UInt32 {
    codePoint
  }
}

extension CodePointSet {
  var closedUnderCase: CodePointSet { self }
}
