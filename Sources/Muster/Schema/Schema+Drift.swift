extension Schema {
  /// Whether a payload passes, and whether it may have members that nothing documents.
  ///
  /// The latter may be said of payloads that have none, which is rare for a schema that was compiled with
  /// ``Options/tracksUndocumented`` and always said otherwise. A payload that is not JSON, or that a limit stops, does not
  /// pass.
  /// - Complexity: That of ``accepts(_:limits:)``; in a steady state it allocates nothing.
  public func screen(_ payload: Span<UInt8>, limits: Limits = .init()) -> Screening {
    storage.screen(payload, limits)
  }

  /// The members of a payload that no schema it passes documents; none if it does not pass.
  ///
  /// A member is documented if a subschema that its object passes evaluates it by `properties`, `patternProperties`,
  /// `additionalProperties` or `unevaluatedProperties` (JSON Schema 2020-12 Core, section 11.3). An object of which no such
  /// subschema names any properties is free in form: nothing in it is told.
  /// - Complexity: That of ``accepts(_:limits:)`` if ``screen(_:limits:)`` says that there are none; else O(*n*) in the
  ///   evaluations of subschemas, which `Limits.steps` bounds.
  public func undocumentedMembers(
    of payload: Span<UInt8>, limits: Limits = .init(), disclosing disclosure: Disclosure = .safe
  ) -> UndocumentedMembers {
    storage.undocumentedMembers(payload, limits, disclosure)
  }

  /// The members of a payload that no schema it passes documents; none if it does not pass.
  public func undocumentedMembers(of payload: [UInt8], limits: Limits = .init()) -> UndocumentedMembers {
    undocumentedMembers(of: payload.span, limits: limits)
  }

  /// The members of a payload that no schema it passes documents; none if it does not pass.
  public func undocumentedMembers(of payload: String, limits: Limits = .init()) -> UndocumentedMembers {
    undocumentedMembers(of: Array(payload.utf8), limits: limits)
  }
}
