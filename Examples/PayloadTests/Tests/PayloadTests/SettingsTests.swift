import Muster
import MusterTesting
import Testing

/// A schema in a file of its own, YAML or JSON, with what it refers to.
@Suite struct SettingsTests {
  @Test func settings() throws {
    let settings = try Schema(contentsOf: "Schemas/settings.yaml")
    expectValid(.file("Fixtures/settings.json"), against: settings, notices: .fails)
    expectInvalid(#"{"retries": 3, "region": "mars"}"#, against: settings, at: "/region", keyword: "enum")
  }

  @Test func aKeywordThatIsNotCheckedFailsOnRequest() throws {
    let schema = try Schema(#"{"type": "integer", "minimun": 3}"#.utf8)
    withKnownIssue {
      expectValid("1", against: schema, notices: .fails)
    } matching: { issue in
      issue.comments.contains { $0.rawValue.contains("[unknown-keyword]") }
    }
  }
}
