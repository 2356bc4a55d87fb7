import Muster
import Testing

@Suite struct TextPositionTests {
  @Test func equality() {
    #expect(TextPosition(offset: 0, line: 1, column: 1) != TextPosition(offset: 1, line: 1, column: 2))
  }
}
