/// Properties of code points, as `\p{…}` names them.
enum UnicodeProperty {
  static func set(name: String, value: String?) -> CodePointSet? {
    nil
  }
}
