import Muster

extension YAMLError: CustomStringConvertible {
  /// What is wrong, where, what was expected and what to do.
  public var description: String {
    "\(source):\(position.line):\(position.column): \(message)"
  }

  /// What is wrong, what was expected and what to do, without the place.
  public var message: String { code.sentence }
}

extension YAMLError.Code {
  /// What is wrong, what was expected and what to do.
  var sentence: String {
    switch kind {
    case .invalidUTF8: "bytes that are not UTF-8; save the text as UTF-8"
    case .invalidEncoding: "the text begins as UTF-16 or UTF-32, and is not that from here on; save it as UTF-8"
    case .forbiddenCharacter:
      "a control character or byte order mark that YAML does not allow here; remove it, or write it as an escape in double quotes"
    case .documentTooLarge: "the text is larger than the limit for a YAML document; raise the limit or split the text"
    case .tooDeep: "collections are nested deeper than the limit; raise the limit if the document is trusted"
    case .expansionTooLarge:
      "aliases and merge keys expand to more than the limit; raise the limit if the document is trusted"
    case .noDocument: "the text holds no YAML document; expected a mapping, a sequence or a scalar"
    case .severalDocuments: "a second document begins here, and one was expected; keep one document in the text"
    case .contentAfterDocument:
      "content after the end of the document; expected its end: check the indentation, or start a new document with '---'"
    case .directiveWithoutDocument: "directives without a document; expected '---' after them"
    case .invalidDirective:
      "a malformed or repeated directive; expected '%YAML 1.2' or '%TAG !handle! prefix' on a line of its own"
    case .unsupportedVersion: "a version of YAML that is not supported; expected 1.1 or 1.2"
    case .tab: "a tab where YAML wants indentation by spaces; replace the tab with spaces"
    case .indentation:
      "the indentation fits no mapping or sequence that is open; align the line with the entry it belongs to"
    case .flowIndentation:
      "a line inside brackets or braces is not indented more than the entry that holds it; indent the line"
    case .scalarIndentation:
      "a line of a quoted scalar is not indented more than the entry that holds it; indent the line"
    case .blankLineIndentation:
      "a blank line has more spaces than the first line of text after it; shorten it, or give the indentation after '|' or '>'"
    case .keyExpected: "expected a key here, not a block scalar; begin it with '? ', or put it after a key and a colon"
    case .colonExpected:
      "expected ': ' after a key; add the colon, or indent the line if it continues the value above"
    case .keyNotAllowed:
      "a key and its colon are not allowed here; align the key with the others of its mapping, or quote the text if the colon is part of it"
    case .multilineKey: "a key has to stand on one line together with its colon; join its lines, or begin it with '? '"
    case .keyTooLong: "a key is longer than 1,024 characters; begin it with '? '"
    case .entryExpected: "expected '- ' and a further entry of the sequence; add it, or check the indentation"
    case .collectionNotAllowed: "a block sequence or mapping cannot begin here; begin it on a line of its own"
    case .unexpectedContent: "text after the end of a value; expected the end of the line: quote the text, or remove it"
    case .commentWithoutSpace: "'#' without white space before it; put a space before a comment, or quote the text"
    case .reservedIndicator: "an unquoted value cannot begin with this character; put the value in quotes"
    case .unterminatedScalar: "a quote that is never closed; add the closing quote"
    case .invalidEscape:
      "an escape that YAML does not know; double the backslash, or use single quotes for text without escapes"
    case .invalidBlockScalarHeader:
      "expected at most a digit from 1 to 9 and '+' or '-' after '|' or '>', and the text on the next line"
    case .unterminatedCollection: "a bracket or brace that is never closed; add the closing one"
    case .mismatchedBracket: "this bracket does not close the one that is open; use ']' for '[' and '}' for '{'"
    case .entryMissing: "expected an entry before the comma; remove the comma, or write the entry"
    case .commaExpected: "expected ',' or the closing bracket after an entry; add the comma"
    case .colonOrCommaExpected: "expected ':' and a value, ',' or '}' after a key; add what is missing"
    case .repeatedProperty: "a second anchor or a second tag for one node; keep one of each"
    case .propertyOnAlias: "an anchor or tag before an alias; an alias cannot have any: remove it"
    case .missingName: "expected a name right after '&' or '*'; add it, or quote the text"
    case .invalidTag:
      "a malformed tag; expected '!name', '!!name', '!handle!name' or '!<uri>', with at most 1,024 characters"
    case .undeclaredTagHandle: "a tag handle that is not declared; add a '%TAG' directive before '---'"
    case .undefinedAlias:
      "an alias without an anchor of that name before it; define the anchor first, or quote the text"
    case .recursiveAlias: "an alias inside the node it stands for; JSON cannot hold a value inside itself"
    case .collectionAsKey: "a sequence or mapping as a key; JSON keys are strings: use a scalar"
    case .tagMismatch: "a node that is not what its tag says; correct the tag or the value"
    case .numberTooLong: "a hexadecimal or octal number of more than 1,024 digits; quote it if it is text"
    }
  }
}
