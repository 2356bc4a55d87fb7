extension Reason {
  /// The sentence that says it, without an end.
  ///
  /// - Complexity: O(*n*) in the parts of the reason; it is put together each time it is read.
  public var message: String { Wording.sentence(self) }
}

extension LimitExceeded {
  /// What happened and what to do, in a sentence.
  public var message: String { Wording.sentence(reason) }
}

extension Notice {
  /// A sentence that says it.
  public var message: String { reason.map(Wording.sentence) ?? words }

  /// The same notice about a schema or document as one that only the letter of its version gives.
  package var ofLetter: Notice {
    Notice(code: .byTheLetter, pointer: pointer, source: source, position: position, message: Wording.ofLetter(words))
  }
}
