import Foundation
import Muster
import Testing

/// The conformance suite for JSON readers, read in place: `y_` must be accepted, `n_` rejected, `i_` are decided here.
@Suite struct JSONParsingSuiteTests {
  /// What this reader does where RFC 8259 leaves the choice, and why.
  static let decisions: [String: (accepts: Bool, reason: String)] = [
    "number_double_huge_neg_exp": (true, exactNumbers), "number_huge_exp": (true, exactNumbers),
    "number_neg_int_huge_exp": (true, exactNumbers), "number_pos_double_huge_exp": (true, exactNumbers),
    "number_real_neg_overflow": (true, exactNumbers), "number_real_pos_overflow": (true, exactNumbers),
    "number_real_underflow": (true, exactNumbers), "number_too_big_neg_int": (true, exactNumbers),
    "number_too_big_pos_int": (true, exactNumbers), "number_very_big_negative_int": (true, exactNumbers),
    "object_key_lone_2nd_surrogate": (false, loneSurrogate),
    "string_1st_surrogate_but_2nd_missing": (false, loneSurrogate),
    "string_1st_valid_surrogate_2nd_invalid": (false, loneSurrogate),
    "string_incomplete_surrogate_and_escape_valid": (false, loneSurrogate),
    "string_incomplete_surrogate_pair": (false, loneSurrogate),
    "string_incomplete_surrogates_escape_valid": (false, loneSurrogate),
    "string_invalid_lonely_surrogate": (false, loneSurrogate), "string_invalid_surrogate": (false, loneSurrogate),
    "string_inverted_surrogates_U+1D11E": (false, loneSurrogate),
    "string_lone_second_surrogate": (false, loneSurrogate),
    "string_UTF-8_invalid_sequence": (false, notUTF8), "string_UTF8_surrogate_U+D800": (false, notUTF8),
    "string_invalid_utf-8": (false, notUTF8), "string_iso_latin_1": (false, notUTF8),
    "string_lone_utf8_continuation_byte": (false, notUTF8), "string_not_in_unicode_range": (false, notUTF8),
    "string_overlong_sequence_2_bytes": (false, notUTF8), "string_overlong_sequence_6_bytes": (false, notUTF8),
    "string_overlong_sequence_6_bytes_null": (false, notUTF8), "string_truncated-utf-8": (false, notUTF8),
    "string_UTF-16LE_with_BOM": (false, otherEncoding), "string_utf16BE_no_BOM": (false, otherEncoding),
    "string_utf16LE_no_BOM": (false, otherEncoding),
    "structure_500_nested_arrays": (true, "500 levels are within the default limit of 1,024"),
    "structure_UTF-8_BOM_empty_object": (
      true, "section 8.1 lets a reader skip a byte order mark, and everywhere a notice says that it was skipped"
    ),
  ]
  static let exactNumbers = "numbers are kept as text and compared exactly, so that none is too large or too small"
  static let loneSurrogate = "strings are Unicode text, where half of a surrogate pair is no character (RFC 7493, 2.1)"
  static let notUTF8 = "JSON between systems is UTF-8 (RFC 8259, 8.1), and bytes that are not are no JSON"
  static let otherEncoding = "JSON between systems is UTF-8 (RFC 8259, 8.1), and no other encoding is guessed"

  @Test(.enabled(if: Suites.folder("json-parsing") != nil, "not run: no suites"))
  func suite() throws {
    let folder = try #require(Suites.folder("json-parsing"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
    #expect(names.count == 318)
    var undecided = Set(Self.decisions.keys)
    for name in names.sorted() {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      var error: JSONError?
      do throws(JSONError) {
        _ = try JSONDocument(SourceText(name: name, bytes: bytes))
      } catch let caught {
        error = caught
        #expect(caught.position.offset <= bytes.count, "\(name)")
        #expect(caught.isLimit || caught.detail.hasPrefix("expected "), "\(name): \(caught.detail)")
        #expect(caught.code != .endOfText || caught.slip != nil, "\(name)")
      }
      switch name.first {
      case "y": #expect(error == nil, "\(name): \(String(describing: error))")
      case "n": #expect(error != nil, "\(name)")
      default:
        let key = String(name.dropFirst(2).dropLast(5))
        let decision = try #require(Self.decisions[key], "\(name) is not decided")
        #expect((error == nil) == decision.accepts, "\(name): \(decision.reason)")
        undecided.remove(key)
      }
    }
    #expect(undecided.isEmpty, "decided, but not in the suite")
  }
}
