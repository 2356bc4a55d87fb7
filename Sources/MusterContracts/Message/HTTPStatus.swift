/// What the status of a response says by itself.
package enum HTTPStatus {
  /// Whether a response never has a body, whatever is documented or recorded for it.
  ///
  /// RFC 9110, sections 6.4.1, 15.3.5, 15.3.6 and 15.4.5; nothing is known of a response without a status.
  package static func isBodiless(_ status: Int?, to method: String) -> Bool {
    guard let status else { return false }
    return method == "HEAD" || (status >= 100 && status < 200) || status == 204 || status == 205 || status == 304
  }
}
