import Muster

/// Puts the fragments of one operation together as an OpenAPI-shaped document.
struct OperationAssembly {
  /// A piece of the source that goes into the document as it is written.
  struct Fragment {
    /// The name of the operation's field (OpenAPI 3.1, section 4.8.10).
    let field: String
    /// The ranges to copy, in order: what lies between them is left out.
    let ranges: [Range<Int>]

    var start: Int { ranges.first?.lowerBound ?? 0 }
  }

  let text: PageText
  let form: PageForm
  var path: Range<Int>
  var method: Range<Int>
  var operationId: Range<Int>?
  var fragments: [Fragment] = []
  var notices: [Notice] = []

  /// The document.
  ///
  /// - Throws: ``ContractError/Code/json`` where a fragment is not JSON.
  func document() throws(ContractError) -> PageDocument {
    var assembler = JSONAssembler()
    let page = assembler.add(text.source)
    let method = text.bytes[method].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    let pointer = JSONPointer(["paths", text.string(path), String(decoding: method, as: UTF8.self)])
    var parts = [PageDocument.Part(pointer: pointer, offset: path.lowerBound)]
    assembler.append("{\"paths\":{", from: page, at: path.lowerBound)
    assembler.append(string: text.bytes[path], from: page, at: path.lowerBound)
    assembler.append(":{", from: page, at: self.method.lowerBound)
    assembler.append(string: method, from: page, at: self.method.lowerBound)
    assembler.append(":{", from: page, at: self.method.lowerBound)
    var separator = ""
    if let operationId {
      assembler.append("\"operationId\":", from: page, at: operationId.lowerBound)
      assembler.append(string: text.bytes[operationId], from: page, at: operationId.lowerBound)
      separator = ","
    }
    for fragment in fragments {
      assembler.append("\(separator)\"\(fragment.field)\":", from: page, at: fragment.start)
      for range in fragment.ranges { assembler.append(verbatim: range, of: page) }
      parts.append(PageDocument.Part(pointer: pointer.appending(fragment.field), offset: fragment.start))
      separator = ","
    }
    assembler.append("}}}}", from: page, at: fragments.last?.ranges.last?.upperBound ?? path.upperBound)
    return PageDocument(
      source: text.source, form: form, json: try text.read(assembler), parts: parts, notices: notices)
  }
}

/// The methods of HTTP that a path item has fields for (OpenAPI 3.1, section 4.8.9; `query` from 3.2).
enum PathItemMethod {
  static let all = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]

  /// Whether a range of a text is a method, in whatever case.
  static func isMethod(_ name: ArraySlice<UInt8>) -> Bool {
    let lower = String(decoding: name.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
    return all.contains(lower)
  }
}
