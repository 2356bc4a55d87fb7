extension RecordingGuide {
  /// All forms, in the order in which a document is held to them.
  public static let all: [RecordingGuide] = [
    .har, .ndjson, .harYAML, .betamax, .vcr, .vcrpy, .goVCR, .dvr, .hoverfly, .postman, .wireMock, .insomnia, .bruno,
    .nock, .list,
  ]
}
