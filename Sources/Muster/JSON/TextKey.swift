/// A text as a key of a table: equal to another one only if both have the same bytes.
///
/// Strings are equal where they are canonically equivalent, but two names, paths or URIs that differ in their code points
/// are different ones.
package struct TextKey: Hashable, Sendable {
  /// The text.
  package let text: String

  /// The key of a text.
  package init(_ text: String) { self.text = text }

  package static func == (left: TextKey, right: TextKey) -> Bool { left.text.hasSameBytes(as: right.text) }

  // Equal bytes make equal strings, and these have equal hashes.
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension String {
  /// What is behind the bytes of a prefix; `nil` if the text does not begin with these bytes.
  ///
  /// `hasPrefix` takes canonically equivalent texts for each other, which are different names of files.
  package func dropping(prefix: String) -> String? {
    utf8.starts(with: prefix.utf8) ? String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : nil
  }
}
