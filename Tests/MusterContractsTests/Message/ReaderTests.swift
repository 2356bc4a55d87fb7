import MusterDocuments
import Testing

@testable import MusterContracts

@Suite("Readers of bodies")
struct BodyReaderTests {
  @Test(arguments: [
    ("", []), ("\n\n  \r\n", []), ("1", ["1"]), ("1\n2\r\n{\"a\": 1}\n", ["1", "2", #"{"a": 1}"#]),
    ("\u{1E}1\n\u{1E}{\n}\n", ["1", "{\n}"]), ("\u{1E}\u{1E}1", ["1"]), (" 1\n", [" 1"]), ("1\u{1E}2", ["1\u{1E}2"]),
  ])
  func sequences(text: String, items: [String]) {
    #expect(JSONSequence.items(Array(text.utf8)).map { String(decoding: $0.bytes, as: UTF8.self) } == items)
  }

  @Test func itemsOfSequencesHaveTheirPlaces() {
    let items = JSONSequence.items(Array("1\n\n2\n3".utf8))
    #expect(items.map(\.offset) == [0, 3, 5])
  }

  @Test func eventsHaveTheirFields() throws {
    let text =
      "\u{FEFF}: comment\nevent: add\ndata: 1\ndata:2\nid: a\nretry: 10\nx: y\n\ndata\n\nevent: none\n\r\ndata: c\r\rdata: cut"
    let (events, last) = try #require(EventStream.events(Array(text.utf8)))
    #expect(
      events == [
        EventStream.Event(
          type: "add", data: "1\n2", id: "a", retry: "10", offset: 3, dataOffsets: [30, 37],
          fieldOffsets: ["event": 20, "id": 43, "retry": 52]),
        EventStream.Event(data: "", offset: 61, dataOffsets: [65]),
        EventStream.Event(data: "c", offset: 81, dataOffsets: [87]),
      ])
    #expect(last?.data == "cut")
    #expect(EventStream.events([0xFF]) == nil)
  }

  @Test func aByteOrderMarkIsPartOfTheStream() throws {
    let (events, _) = try #require(EventStream.events(Array("\u{FEFF}data:1\ndata: 2\n\n".utf8)))
    #expect(events.map(\.dataOffsets) == [[8, 16]])
    #expect((0..<3).map { events.first?.offset(ofData: $0) } == [8, 9, 16])
  }

  @Test(arguments: [
    ("multipart/form-data; boundary=x", "--x\r\n", true), ("multipart/form-data; boundary=\"x y\"", "--x y\r\n", true),
    ("multipart/form-data", "--x\r\n", true), ("multipart/form-data; boundary=y", "--x\r\n", false),
  ])
  func boundaries(type: String, start: String, isRead: Bool) {
    let body = start + "Content-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n" + start.dropLast() + "--\r\n"
    let parts = try? MultipartForm(Array(body.utf8), contentType: type).parts
    #expect(parts?.map(\.name) == (isRead ? ["a"] : nil))
  }

  @Test func partsHaveTheirHeaders() throws {
    let body = """
      preamble
      --b
      content-disposition: form-data; name="a \\"q\\""; filename="x;y.bin"
      Content-Type: application/octet-stream

      line
      --bx
      --b  
      Content-Disposition: form-data; name=b

      --b--
      epilogue
      """
    let parts = try MultipartForm(Array(body.utf8), contentType: "multipart/form-data; boundary=b").parts
    #expect(parts.map(\.name) == [#"a "q""#, "b"])
    #expect(parts.map(\.isFile) == [true, false])
    #expect(parts.map(\.contentType) == ["application/octet-stream", nil])
    #expect(parts.map { String(decoding: $0.bytes, as: UTF8.self) } == ["line\n--bx", ""])
  }

  @Test(arguments: [
    ("", MultipartForm.Mistake.noBoundary), ("text", .noBoundary), ("--b\r\n\r\n1\r\n", .unfinished),
    ("--b\r\nno colon\r\n\r\n1\r\n--b--", .header),
  ])
  func brokenParts(body: String, mistake: MultipartForm.Mistake) {
    #expect(throws: mistake) { try MultipartForm(Array(body.utf8), contentType: nil) }
  }

  @Test(arguments: [
    ("a; b=c", "c"), ("a;B=\"c;d\\\"e\"; f=g", "c;d\"e"), ("a; x; b=1;b=2", "1"), ("a", nil), (";b=", ""),
    ("; b = c ", "c"),
    ("a; b=\"open", "open"),
  ])
  func headerParameters(header: String, value: String?) {
    #expect(HeaderParameters(header)["b"] == value)
  }
}
