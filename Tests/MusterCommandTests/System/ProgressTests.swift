import Testing

@testable import MusterCommand

struct ProgressTests {
  @Test func aKnownSizeHasAShareARateAndTheTimeLeft() {
    let line = Progress.line(bytes: 500_000_000, total: 2_000_000_000, exchanges: 12, seconds: 5)
    #expect(line == "[######------------------] 25 %  500 MB of 2.0 GB  100 MB/s  0:15 left  12 exchanges")
  }

  @Test func anUnknownSizeHasARate() {
    let line = Progress.line(bytes: 1_500, total: nil, exchanges: 1, seconds: 1)
    #expect(line == "1.5 kB  1.5 kB/s  1 exchange")
  }

  @Test func thereIsNoDivisionByNothing() {
    #expect(Progress.line(bytes: 0, total: 0, exchanges: 0, seconds: 0) == "0 bytes  0 bytes/s  0 exchanges")
    // A file that grows while it is read.
    let line = Progress.line(bytes: 30, total: 10, exchanges: 2, seconds: 1)
    #expect(line == "[########################] 100 %  30 bytes of 10 bytes  30 bytes/s  2 exchanges")
  }
}
