/// An internationalised mail address: RFC 6531 section 3.3, `Mailbox`.
///
/// The labels of the domain may be in any normalization form; each is judged by its NFC.
/// Relaxed is as for `email`.
enum InternationalEmailFormat {
  static func accepts(_ text: Span<UInt8>, mode: Format.Mode) -> Bool {
    MailboxGrammar(international: true, mode: mode).accepts(text)
  }
}
