/// A mail address: RFC 5321 section 4.1.2, `Mailbox`, with the lengths of section 4.5.3.1.
///
/// Comments and folding white space of RFC 5322 are no part of it.
/// Relaxed: dots may stand anywhere in the local part, which may have any length.
enum EmailFormat {
  static func accepts(_ text: Span<UInt8>, mode: Format.Mode) -> Bool {
    MailboxGrammar(international: false, mode: mode).accepts(text)
  }
}
