import MusterDocuments

@testable import Muster
@testable import MusterContracts
@testable import MusterTraffic

extension FuzzTarget {
  /// How to read a recording, and the recording.
  ///
  /// The first byte is the form, or that it is to be found; the second says where the recording is cut in two. However it
  /// is cut, and whether exchanges are screened or judged in full, the report is the same.
  public static let recording = FuzzTarget(name: "recording") { input in
    guard input.count > 2 else { return }
    let forms = RecordingForm.allCases
    let number = Int(input[0]) % (forms.count + 1)
    let form = number == 0 ? nil : forms[number - 1]
    let bytes = Array(input[2...])
    let cut = bytes.count * Int(input[1]) / 256
    var limits = RecordingLimits()
    limits.exchangeBytes = 1 << 16
    var whole = TrafficLinter(contracts: [TrafficContract.contract])
    for entry in Recording(name: "r", bytes: bytes, form: form, limits: limits) { whole.add(entry) }
    var screened = TrafficLinter(contracts: [TrafficContract.contract])
    var screen = screened.screen()
    var reader = RecordingReader(name: "r", form: form, limits: limits)
    // Twice: what was learnt is used only then.
    var batch = RecordingBatch()
    reader.feed(bytes[..<cut], into: &batch)
    reader.feed(bytes[cut...], into: &batch)
    reader.finish(into: &batch)
    screened.add(batch, &screen)
    hold(whole.report() == screened.report(), "screened exchanges come to another report")
    screened.add(batch, &screen)
    var twice = TrafficLinter(contracts: [TrafficContract.contract])
    for _ in 0..<2 {
      for entry in Recording(name: "r", bytes: bytes, form: form, limits: limits) { twice.add(entry) }
    }
    hold(twice.report() == screened.report(), "learnt exchanges come to another report")
    redact(bytes, form, limits)
    convert(bytes, form, limits)
  }

  private static func redact(_ bytes: [UInt8], _ form: RecordingForm?, _ limits: RecordingLimits) {
    var redactor = RecordingRedactor(
      name: "r", form: form, contracts: [TrafficContract.contract], key: (1, 2), limits: limits)
    guard var output = try? redactor.feed(bytes[...]), let rest = try? redactor.finish() else { return }
    output += rest
    hold(output.count < bytes.count * 8 + 4_096, "a redacted recording is much larger")
  }

  private static func convert(_ bytes: [UInt8], _ form: RecordingForm?, _ limits: RecordingLimits) {
    for target in RecordingConverter.Target.allCases {
      var converter = RecordingConverter(to: target)
      var output: [UInt8] = []
      for entry in Recording(name: "r", bytes: bytes, form: form, limits: limits) { output += converter.write(entry) }
      output += converter.finish()
      var count = 0
      let written: RecordingForm = target == .har ? .har : .ndjson
      for entry in Recording(name: "r", bytes: output, form: written) {
        guard case .exchange(let text) = entry.content else { continue }
        let exchange = try? ExchangeReader.read(text, form: written, place: entry.place, attached: nil)
        if exchange != nil { count += 1 }
      }
      hold(count == converter.exchanges, "\(converter.exchanges) exchanges were written, \(count) are read")
    }
  }

  /// A format, and what is compressed with it; or a zip archive.
  ///
  /// However the bytes are cut into pieces, the same comes out, and no more than the limits say.
  public static let inflate = FuzzTarget(name: "inflate") { input in
    guard let first = input.first else { return }
    let bytes = Array(input[1...])
    let limits = InflateLimits(bytes: 1 << 18, ratio: 200, ratioStart: 1 << 16)
    if first % 4 == 3 {
      guard let archive = try? ZipArchive(bytes) else { return }
      for file in archive.files.prefix(16) {
        if let content = try? archive.bytes(of: file, limits: limits) {
          hold(content.count <= limits.bytes, "too much")
        }
      }
      return
    }
    let format: CompressedFormat = first % 4 == 0 ? .deflate : first % 4 == 1 ? .zlib : .gzip
    let whole = try? Inflate.decode(bytes, format, limits: limits).get()
    var pieces: [UInt8]? = []
    var decompressor = Decompressor(format, limits: limits, piece: 1_024)
    do {
      var offset = 0
      while true {
        let end = min(bytes.count, offset + 1 + Int(first) / 4)
        decompressor.take(Array(bytes[offset..<end]))
        offset = end
        if offset == bytes.count { decompressor.finish() }
        while let piece = try decompressor.next() { pieces?.append(contentsOf: piece) }
        if offset == bytes.count { break }
      }
    } catch {
      pieces = nil
    }
    hold(whole == pieces, "in pieces something else comes out")
    hold(whole?.count ?? 0 <= limits.bytes, "more comes out than the limit allows")
  }

  /// Target, header fields, body and its media type, with bytes of zero between them, for an operation of each style of
  /// parameter.
  public static let parameters = FuzzTarget(name: "parameters") { input in
    let parts = input.parts(5)
    let texts = parts.map(\.text)
    var exchange = Exchange(
      place: ExchangePlace(recording: "r", ordinal: 0, index: 0, position: TextPosition(offset: 0, line: 1, column: 1)),
      request: Exchange.Request(
        method: "POST", url: "https://api.fuzz.dev/v1/" + texts[0],
        headers: HeaderFields([
          ("X-List", texts[1]), ("Cookie", texts[2]), ("Content-Type", texts[3]),
        ]),
        body: MessageBody(.bytes(parts[4]))),
      response: Exchange.Response(
        status: 200, headers: HeaderFields([("X-List", texts[1]), ("Content-Type", texts[3])]),
        body: MessageBody(.bytes(parts[4]))))
    var linter = TrafficLinter(contracts: [TrafficContract.contract])
    linter.add(exchange)
    let first = linter.report()
    exchange.request.method = "post"
    linter.add(exchange)
    var other = TrafficLinter(contracts: [TrafficContract.contract])
    exchange.request.method = "POST"
    other.add(exchange)
    hold(other.report() == first, "the same exchange comes to another report")
  }
}

/// A contract with every style of parameter and every kind of body.
enum TrafficContract {
  static let contract: Contract = {
    do {
      return try Contract(compiling: [SourceText(name: "fuzz.yaml", bytes: Array(text.utf8))], vendor: "fuzz")
    } catch {
      fatalError("\(error)")
    }
  }()

  private static let text = """
    openapi: 3.2.0
    info: {title: Fuzz, version: '1'}
    servers: [{url: https://api.fuzz.dev/v1}]
    paths:
      /items/{id}:
        parameters:
          - {name: id, in: path, required: true, style: label, explode: true, schema: {type: array, items: {type: integer}}}
        post: &operation
          parameters:
            - {name: list, in: query, schema: {type: array, items: {type: integer}, uniqueItems: true}}
            - {name: piped, in: query, style: pipeDelimited, explode: false, schema: {type: array, maxItems: 3}}
            - {name: deep, in: query, style: deepObject, schema: {$ref: '#/components/schemas/Item'}}
            - {name: json, in: query, content: {application/json: {schema: {type: object, required: [a]}}}}
            - {name: X-List, in: header, schema: {type: array, items: {enum: [a, b]}}}
            - {name: session, in: cookie, schema: {type: integer}}
          requestBody:
            content: &content
              application/json: {schema: {$ref: '#/components/schemas/Item'}}
              application/x-www-form-urlencoded:
                schema: {$ref: '#/components/schemas/Item'}
                encoding: {tags: {style: pipeDelimited}}
              multipart/form-data:
                schema: {$ref: '#/components/schemas/Item'}
                encoding: {note: {contentType: application/json}}
              text/event-stream: {itemSchema: {type: object, required: [data]}}
              application/jsonl: {itemSchema: {$ref: '#/components/schemas/Item'}}
              text/plain: {schema: {type: string, maxLength: 5}}
          responses:
            '200': {description: d, headers: {X-List: {schema: {type: array, items: {type: integer}}}}, content: *content}
            4XX: {description: d, content: {application/json: {schema: {type: object, required: [error]}}}}
      /matrix/{id}/{rest}:
        parameters:
          - {name: id, in: path, required: true, style: matrix, schema: {type: object, additionalProperties: {type: integer}}}
          - {name: rest, in: path, required: true, schema: {type: string, format: uuid}}
        post: *operation
    components:
      schemas:
        Item:
          type: object
          required: [id]
          properties:
            id: {type: integer, minimum: 1}
            name: {type: string, pattern: '^[a-z]+$'}
            tags: {type: array, items: {type: string}}
            note: {type: [object, 'null'], properties: {a: {type: number}}}
            password: {type: string, format: password}
          additionalProperties: {type: boolean}
    """
}
