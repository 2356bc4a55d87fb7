import Muster
import MusterContracts

/// Markdown with OpenAPI documents in fences: JSON as GitBook writes it, or YAML as Mintlify does.
struct FencedPage {
  let text: PageText
  let fences: [Fence]

  /// The documents in the page's fences; fences with something else, such as payloads and commands, are passed over.
  func content() -> PageContent {
    var content = PageContent()
    var models: [PageDocument] = []
    for fence in fences {
      do throws(ContractError) {
        var found = try GitBookPage(text: text).document(in: fence)
        if found == nil { found = try MintlifyPage(text: text).document(in: fence) }
        guard let document = found else { continue }
        if document.json.root["paths"] == nil, document.json.root["webhooks"] == nil,
          document.json.root["components"]?.kind == .object
        {
          models.append(document)
        } else {
          content.documents.append(document)
        }
      } catch {
        content.lose(error, "what the fence at line \(text.source.position(at: fence.start).line) describes")
      }
    }
    if content.documents.isEmpty {
      content.documents = models
      return content
    }
    for index in content.documents.indices {
      if let whole = with(models, content.documents[index]) { content.documents[index] = whole }
    }
    content.notices += models.flatMap(\.notices)
    return content
  }

  /// A document that has no components of its own, with those that stand in a fence by themselves.
  private func with(_ models: [PageDocument], _ document: PageDocument) -> PageDocument? {
    let root = document.json.root
    guard root["components"] == nil, root["swagger"] == nil, !models.isEmpty,
      let inside = PageFragment(root, at: 0, insideOnly: true)
    else { return nil }
    var components: [(name: String, members: [PageFragment])] = []
    for model in models {
      for member in model.json.root["components"]?.members.map({ $0 }) ?? [] where member.value.members.count > 0 {
        guard let fragment = PageFragment(member.value, at: 0, insideOnly: true) else { return nil }
        if let known = components.firstIndex(where: { $0.name == member.name }) {
          components[known].members.append(fragment)
        } else {
          components.append((member.name, [fragment]))
        }
      }
    }
    var assembler = JSONAssembler()
    let page = assembler.add(text.source)
    let start = document.parts.first?.offset ?? 0
    assembler.append("{", from: page, at: start)
    inside.write(to: &assembler, page: page)
    assembler.append(",\"components\":{", from: page, at: models.first?.parts.first?.offset ?? start)
    for (index, component) in components.enumerated() {
      assembler.append("\(index > 0 ? "," : "")\(JSONText.string(component.name)):{".utf8)
      for (index, fragment) in component.members.enumerated() {
        if index > 0 { assembler.append(",".utf8) }
        fragment.write(to: &assembler, page: page)
      }
      assembler.append("}", from: page, at: start)
    }
    assembler.append("}}", from: page, at: start)
    guard let json = try? text.read(assembler) else { return nil }
    var whole = document
    whole.json = json
    return whole
  }
}
