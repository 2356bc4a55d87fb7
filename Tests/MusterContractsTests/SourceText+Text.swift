import Muster

extension SourceText {
  init(_ name: String, _ text: String) { self.init(name: name, bytes: Array(text.utf8)) }
}
