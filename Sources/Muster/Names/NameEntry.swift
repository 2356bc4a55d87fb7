/// A name among the bytes of many.
struct NameEntry: Sendable, BitwiseCopyable {
  var start: UInt32 = 0
  var length: UInt32 = 0
}
