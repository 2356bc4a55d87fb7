/// What is known about a form of recordings: its name, how it is recognised, an example.
///
/// Each form has a file in `Recording/Readers`, and the table of them is ``RecordingGuide/all``.
public struct RecordingGuide: Sendable {
  /// The form.
  public let form: RecordingForm
  /// What the form is called, or the tools that write it.
  public let name: String
  /// What a recording of this form is recognised by.
  public let sign: String
  /// What of such a recording is not read, or how to make one; `nil` if there is nothing to say.
  public let note: String?
  /// A small recording of the form.
  public let example: String
  /// The reader of the whole document; `nil` if the form is read as a stream.
  let reader: DocumentReader?

  init(
    _ form: RecordingForm, name: String, sign: String, note: String? = nil, example: String,
    reader: DocumentReader? = nil
  ) {
    self.form = form
    self.name = name
    self.sign = sign
    self.note = note
    self.example = example
    self.reader = reader
  }
}

extension RecordingForm {
  /// What is known about the form.
  public var guide: RecordingGuide { RecordingGuide.all.first { $0.form == self } ?? .ndjson }

  /// Whether a recording of this form is read as a whole before its exchanges are known.
  var isDocument: Bool { guide.reader != nil }
}
