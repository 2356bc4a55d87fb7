/// A reason to stop and the byte it was found at: what is thrown inside, small enough to cost the ordinary path nothing.
struct Failure: Error {
  var code: YAMLError.Code
  var offset: Int

  init(_ code: YAMLError.Code, at offset: Int) {
    self.code = code
    self.offset = offset
  }
}
