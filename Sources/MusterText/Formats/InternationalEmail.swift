/// An internationalised mail address: RFC 6531 section 3.3, `Mailbox`.
///
/// Relaxed is as for `email`.
enum InternationalEmailFormat {
  static func accepts(_ text: Span<UInt8>, mode: Format.Mode) -> Bool {
    MailboxGrammar(international: true, mode: mode).accepts(text)
  }
}
