import Muster
import MusterContracts

/// MDX whose components carry fragments of OpenAPI in their properties, the way Docusaurus publishes operations.
///
/// Each `<MethodEndpoint>` begins an operation; what follows belongs to it. Properties may be given one by one or be
/// spread from a file: `{...require("./file.json")}`.
struct DocusaurusPage {
  let text: PageText
  let fences: [Fence]
  var files: PageFiles?

  /// A component and the property of it that is a field of an operation.
  fileprivate struct Carrier {
    let component: String
    let property: String
    let field: String
    /// What stands for a file that cannot be had, so that only what needs it is lost.
    let missing: @Sendable (_ reference: String) -> String
  }

  private static let endpoint = "MethodEndpoint"
  /// What gives the operations below it a name: a page's heading, the tab of a callback.
  private static let heading = "Heading"
  private static let tab = "TabItem"

  private static let carriers: [Carrier] = [
    Carrier(
      component: "ParamsDetails", property: "parameters", field: "parameters",
      missing: { "[{\"$ref\":\(JSONText.string($0 + "#/parameters/0"))}]" }),
    Carrier(
      component: "RequestSchema", property: "body", field: "requestBody",
      missing: { "{\"$ref\":\(JSONText.string($0 + "#/body"))}" }),
    Carrier(
      component: "StatusCodes", property: "responses", field: "responses",
      missing: { "{\"default\":{\"$ref\":\(JSONText.string($0 + "#/responses/default"))}}" }),
  ]

  /// What the page has; nothing where it has none of these components.
  func content() throws(ContractError) -> PageContent {
    let names = Set([DocusaurusPage.endpoint] + DocusaurusPage.carriers.map(\.component))
    let titles = [DocusaurusPage.heading, DocusaurusPage.tab]
    let components = text.components(named: names, outside: fences)
    var content = PageContent()
    guard
      components.contains(where: { component in
        switch component {
        case .element(let element): names.contains(element.name)
        case .broken: true
        }
      })
    else { return content }
    let bindings = PageBindings(text, fences: fences, files: files)
    let literal = ScriptLiteral(text: text, bindings: bindings)
    let shared = try shared(components, literal, bindings)
    var reader = Reader(page: self, literal: literal, components: shared)
    for component in components {
      if case .element(let element) = component, titles.contains(element.name) {
        reader.name(element)
      } else {
        reader.add(component)
      }
    }
    reader.finish()
    content = reader.content
    return content
  }

  /// The components that operations refer to, where the page has them: a property, or a name that it binds.
  private func shared(
    _ components: [PageText.Component], _ literal: ScriptLiteral, _ bindings: PageBindings
  ) throws(ContractError) -> PageFragment? {
    for case .element(let element) in components {
      guard let property = element["components"], property.isExpression,
        text.bytes[property.value].first == UInt8(ascii: "{")
      else { continue }
      return try literal.json(property.value)
    }
    return try bindings.range(of: "components").map { (range) throws(ContractError) in try literal.json(range) }
  }

  /// The operations so far, and the one that is being read.
  private struct Reader {
    let page: DocusaurusPage
    let literal: ScriptLiteral
    let components: PageFragment?
    var content = PageContent()
    var assembly: OperationAssembly?
    /// The operation around the callback that is read, and the callback's name.
    var owner: (operation: OperationAssembly, callback: String)?
    /// Whether what comes belongs to something that is not read.
    var isPassedOver = false
    /// The text of the last heading, and the value of the last tab.
    var heading: String?
    var tab: String?

    init(page: DocusaurusPage, literal: ScriptLiteral, components: PageFragment?) {
      self.page = page
      self.literal = literal
      self.components = components
    }

    private var text: PageText { page.text }

    mutating func add(_ component: PageText.Component) {
      switch component {
      case .element(let element) where element.name == DocusaurusPage.endpoint: begin(element)
      case .element(let element): add(element)
      case .broken(let name, let start, let error):
        if name == DocusaurusPage.endpoint || assembly == nil {
          finish()
          content.lose(error, "the operation that begins at line \(text.source.position(at: start).line)")
          isPassedOver = true
        } else if !isPassedOver {
          if assembly?.failure == nil { assembly?.failure = error }
        }
      }
    }

    private mutating func begin(_ element: JSXElement) {
      finishCallback()
      isPassedOver = false
      do throws(ContractError) {
        let context = try literal(element["context"])?.text ?? "endpoint"
        if context != "callback" { finish() }
        guard ["endpoint", "webhook", "callback"].contains(context) else {
          isPassedOver = true
          content.notices.append(
            text.notice(
              .unread, at: element.start, "a \(context) is not read: what it describes is not in the contract"))
          return
        }
        guard var path = try literal(element["path"]), var method = try literal(element["method"]) else {
          throw ContractError(
            .missingPart, in: text.source, at: element.start,
            detail: "<MethodEndpoint> needs the properties method and path, each a string")
        }
        // The generator writes neither the name nor the method of a webhook.
        let isEvent = method.text == "event"
        let isWebhook = context == "webhook" || (context == "endpoint" && isEvent)
        if isWebhook, path.text == "webhook" { path.text = heading ?? path.text }
        if isEvent {
          method.text = "post"
          content.notices.append(
            text.notice(
              .missingPart, at: method.offset,
              "the page does not have the method of the webhook '\(path.text.prefix(80))'; it was read as POST"))
        }
        guard HTTPMethod.isMethod(method.text.utf8) else {
          throw ContractError(
            .document, in: text.source, at: method.offset,
            detail: "this is not an HTTP method; expected one of \(HTTPMethod.all.joined(separator: ", "))")
        }
        var next = OperationAssembly(
          text: text, form: .docusaurus, path: (path.text, path.offset), method: (method.text, method.offset))
        if context == "callback" { return begin(callback: next) }
        next.components = components
        next.isWebhook = isWebhook
        assembly = next
      } catch {
        isPassedOver = true
        content.lose(error, "the operation that begins at line \(text.source.position(at: element.start).line)")
      }
    }

    /// Begins an operation of a callback, which belongs to the operation before it.
    private mutating func begin(callback: OperationAssembly) {
      guard let operation = assembly else {
        isPassedOver = true
        content.notices.append(
          text.notice(
            .unread, at: callback.path.offset,
            "a callback stands before any <MethodEndpoint> of an operation, so that it belongs to none; it is left out")
        )
        return
      }
      // A tab's value is the method and the name of its callback.
      let prefix = callback.method.text + "-"
      let name = tab.map { $0.asciiLowercased.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : $0 }
      owner = (operation, name ?? "callback")
      assembly = callback
    }

    /// Adds the callback that is read to its operation.
    private mutating func finishCallback() {
      guard let (operation, name) = owner else { return }
      var whole = operation
      if let callback = assembly { whole.add(callback: name, callback) }
      assembly = whole
      owner = nil
      tab = nil
    }

    /// Keeps what names the operations that follow.
    mutating func name(_ element: JSXElement) {
      if element.name == DocusaurusPage.tab {
        finishCallback()
        tab = (try? literal(element["value"]))?.text ?? tab
      } else if owner == nil, let text = (try? literal(element["children"]))?.text {
        heading = text
      }
    }

    /// The text of a string property, `"x"` or an expression, and where it begins.
    private func literal(_ property: JSXElement.Property?) throws(ContractError) -> (text: String, offset: Int)? {
      guard let property, !property.value.isEmpty else { return nil }
      guard property.isExpression else {
        return (HTMLText.decoded(text.string(property.value)), property.value.lowerBound)
      }
      let fragment = try literal.json(property.value)
      guard !fragment.isEmpty, let string = try fragment.document(text).root.string, !string.isEmpty else {
        return nil
      }
      let isQuoted = literal.text.bytes[property.value.lowerBound] == UInt8(ascii: "\"")
      return (string, property.value.lowerBound + (isQuoted ? 1 : 0))
    }

    private mutating func add(_ element: JSXElement) {
      guard let carrier = DocusaurusPage.carriers.first(where: { $0.component == element.name }) else {
        return noteUnread(element)
      }
      guard !isPassedOver else { return }
      guard var current = assembly else {
        content.notices.append(
          text.notice(
            .unrecognisedPart, at: element.start,
            "<\(element.name)> stands before any <MethodEndpoint>, so that it belongs to no operation; it is left out"))
        return
      }
      assembly = nil
      current.stated.insert(carrier.field)
      do throws(ContractError) {
        if let fragment = try fragment(of: element, carrier, &current) {
          try current.add(fragment, as: carrier.field, from: "<\(carrier.component)>")
        }
      } catch {
        current.failure = current.failure ?? error
      }
      assembly = current
    }

    /// What a component carries; `nil` where it says that there is nothing.
    private func fragment(
      of element: JSXElement, _ carrier: Carrier, _ assembly: inout OperationAssembly
    ) throws(ContractError) -> PageFragment? {
      if let property = element[carrier.property] {
        guard property.isExpression else {
          throw ContractError(
            .document, in: text.source, at: property.value.lowerBound,
            detail: "\(carrier.property) of <\(carrier.component)> must be an expression in braces")
        }
        // A value that is elsewhere is not there for what it is needed for, and for nothing else.
        if let file = literal.bindings.file(text.string(property.value)) {
          return try stated(file, property.value, carrier)
        }
        return try whole(literal.json(property.value), carrier)
      }
      for range in element.spreads.reversed() {
        if let file = literal.bindings.file(text.string(range)) {
          if let fragment = try stated(file, range, carrier) { return fragment }
        } else if text.bytes[range].first == UInt8(ascii: "{") || literal.bindings.range(of: text.string(range)) != nil
        {
          let value = try literal.json(range).document(text).root[carrier.property]
          if let value, let fragment = PageFragment(value, at: range.lowerBound) { return try whole(fragment, carrier) }
          if let value {
            var fragment = PageFragment(start: range.lowerBound)
            fragment.append(.written(String(decoding: value.rawText, as: UTF8.self), at: range.lowerBound))
            return try whole(fragment, carrier)
          }
        } else {
          assembly.note(
            .unrecognisedPart, at: range.lowerBound,
            "what '...\(text.string(range).prefix(40))' brings into <\(element.name)> is not on the page; it is left out"
          )
        }
      }
      return nil
    }

    /// A fragment that is JSON by itself: glued together, two mistakes could cancel out.
    private func whole(_ fragment: PageFragment, _ carrier: Carrier) throws(ContractError) -> PageFragment? {
      if fragment.isEmpty { return nil }
      let root = try fragment.document(text).root
      if root.kind == .null { return nil }
      let kind: JSON.Kind = carrier.field == "parameters" ? .array : .object
      guard root.kind == kind else {
        throw ContractError(
          .document, in: text.source, at: fragment.start,
          detail: "\(carrier.property) of <\(carrier.component)> must be \(kind == .array ? "a list" : "an object")")
      }
      return fragment
    }

    /// What a file says, be it all properties or the value of the one.
    private func stated(
      _ file: (file: String, path: [String]), _ range: Range<Int>, _ carrier: Carrier
    ) throws(ContractError) -> PageFragment? {
      let value: JSON
      do throws(ContractError) {
        guard case .file(let found) = try literal.bindings.resolve(range, in: text) else { return nil }
        value = found
      } catch {
        var fragment = PageFragment(start: range.lowerBound)
        fragment.append(.written(carrier.missing(file.file), at: range.lowerBound))
        return fragment
      }
      guard let carried = value[carrier.property] ?? (carrier.isCarried(value) ? value : nil) else {
        if value.kind == .object { return nil }
        throw ContractError(
          .document, in: text.source, at: range.lowerBound,
          detail: "'\(file.file)' has no '\(carrier.property)', which <\(carrier.component)> needs")
      }
      if let fragment = PageFragment(carried, at: range.lowerBound) { return try whole(fragment, carrier) }
      var fragment = PageFragment(start: range.lowerBound)
      fragment.append(.written(String(decoding: carried.rawText, as: UTF8.self), at: range.lowerBound))
      return try whole(fragment, carrier)
    }

    /// Says of a component that it has data which nothing is made of.
    private mutating func noteUnread(_ element: JSXElement) {
      guard assembly != nil else { return }
      for property in element.properties where property.isExpression && property.name != "components" {
        guard text.bytes[property.value].first == UInt8(ascii: "{") else { continue }
        assembly?.note(
          .unrecognisedPart, at: property.value.lowerBound,
          "'\(property.name)' of <\(element.name)> is none of parameters, request body and responses; it is left out")
      }
    }

    mutating func finish() {
      finishCallback()
      guard var assembly else { return }
      self.assembly = nil
      do throws(ContractError) {
        guard assembly.has("responses") || assembly.failure != nil else {
          throw ContractError(
            .missingPart, in: text.source, at: assembly.path.offset,
            detail: "this operation has no <StatusCodes responses={…}> on the page; get the whole page again")
        }
        assembly.noteMissing(
          parameters: "<ParamsDetails parameters={…}>", requestBody: "<RequestSchema body={…}>")
        content.documents.append(try assembly.document())
      } catch {
        content.lose(error, assembly.reference)
      }
    }
  }
}

extension DocusaurusPage.Carrier {
  /// Whether a value is what the carrier's property would be, rather than an object with that property.
  fileprivate func isCarried(_ value: JSON) -> Bool {
    switch field {
    case "parameters": value.kind == .array
    case "requestBody": value["content"] != nil
    default: value.members.count > 0 && value.members.allSatisfy { StatusKey.looksLikeStatus($0.name) }
    }
  }
}
