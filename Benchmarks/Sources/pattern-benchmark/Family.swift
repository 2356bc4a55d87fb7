/// A kind of pattern, with texts that match it and texts that do not.
struct Family {
  var name: String
  var pattern: String
  var matching: [String]
  var other: [String]

  static let all = [
    Family(
      name: "literal", pattern: "^application/json$", matching: ["application/json", "application/json"],
      other: ["application/jsom", "text/html"]),
    Family(
      name: "inside", pattern: "error", matching: ["an error occurred in here", "error"],
      other: ["nothing is wrong at all in here", "eror is not, erro is not"]),
    Family(
      name: "prefix", pattern: "^https?://", matching: ["https://example.com/a/b", "http://example.com"],
      other: ["ftp://example.com", "httpx://example.com"]),
    Family(
      name: "label", pattern: "^[a-z0-9-]{1,63}$", matching: ["my-service-01", "a"],
      other: ["My-Service", "a_b"]),
    Family(
      name: "slug", pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$", matching: ["hello-world-2024", "slug"],
      other: ["hello--world", "Hello-World"]),
    Family(
      name: "uuid", pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
      matching: ["2eb8aa08-aa98-11ea-b4aa-73b441d16380", "98d80576-482e-427f-8434-7f86890ab222"],
      other: ["2eb8aa08-aa98-11ea-b4aa-73b441d1638", "2eb8aa08-aa98-11ea-b4aa_73b441d16380"]),
    Family(
      name: "semver",
      pattern: "^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?$",
      matching: ["1.20.3-beta.1+build.5", "10.0.1"], other: ["1.02.3", "1.2"]),
    Family(
      name: "date", pattern: "^\\d{4}-\\d{2}-\\d{2}$", matching: ["2024-02-29", "1963-06-19"],
      other: ["2024-2-29", "24-02-2024"]),
    Family(
      name: "date-time",
      pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+-]\\d{2}:\\d{2})$",
      matching: ["2024-02-29T12:34:56.789Z", "1963-06-19T08:30:06+01:00"],
      other: ["2024-02-29 12:34:56Z", "2024-02-29T12:34:56"]),
    Family(
      name: "e-mail", pattern: "^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}$",
      matching: ["joe.bloggs@example.com", "a@b.org"], other: ["joe.bloggs.example.com", "joe@example"]),
    Family(
      name: "letters", pattern: "^\\p{L}[\\p{L}\\p{M}' -]*$", matching: ["Jürgen Müller", "Zoë"],
      other: ["R2D2", " Zoë"]),
    Family(
      name: "choice", pattern: "^(?:GET|PUT|POST|PATCH|DELETE|HEAD|OPTIONS)$", matching: ["PATCH", "OPTIONS"],
      other: ["PATHC", "get"]),
    Family(
      name: "password", pattern: "^(?=.*[A-Z])(?=.*\\d).{8,}$", matching: ["correctHorse9", "Abcdefg1"],
      other: ["correcthorse9", "Ab1"]),
  ]
}
