extension MediaType {
  /// The JSON texts that text or a form of this kind may stand for, the likeliest first; none if it is not of this kind.
  ///
  /// A form is read as its documentation writes it, without the tolerance that bodies from elsewhere get.
  /// - Parameter contentType: The `Content-Type` that it is sent with, for the boundary of a form's parts.
  package func candidates(of body: String, sent contentType: String) -> [[UInt8]] {
    let form = form ?? FormShape(shape: shape)
    switch MediaTypeName(name)?.kind {
    case .text: return WrittenValue.text(body).candidates(shape)
    case .form:
      let values = try? FormDecoder(form: form).values(of: NamedTexts(query: body.utf8))
      return values?.first?.candidates(form.shape) ?? []
    case .multipart:
      guard let parts = try? MultipartForm(Array(body.utf8), contentType: contentType).parts else { return [] }
      var decoder = PartDecoder(form: form)
      for part in parts { decoder.add(part) }
      return decoder.value.candidates(form.shape)
    default: return []
    }
  }
}
