import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

@Suite("The shape of overlays")
struct OverlayShapeTests {
  private func overlay(_ text: String) throws -> Overlay { try Overlay(SourceText("fix.yaml", text)) }

  @Test(arguments: [
    ("overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: []", "/actions"),
    ("overlay: 1.0.0\ninfo: {title: t}\nactions: [{target: $, remove: false, update: {}}]", "/info"),
    ("overlay: 1.0.0\ninfo: x\nactions: [{target: $, update: {}}]", "/info"),
    ("overlay: 1.0.0\nactions: [{target: $, update: {}}]", ""),
    ("overlay: 1.0.0\ninfo: {title: 1, version: '1'}\nactions: [{target: $, update: {}}]", "/info/title"),
    (
      "overlay: 1.1.0\ninfo: {title: t, version: '1', description: 1}\nactions: [{target: $, update: {}}]",
      "/info/description"
    ),
    (
      "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: [{target: $, update: {}, description: 10}]",
      "/actions/0/description"
    ),
    ("overlay: 1.0.0\ninfo: {title: t, version: '1'}\nown: 1\nactions: [{target: $, update: {}}]", "/own"),
    (
      "overlay: 1.1.0\ninfo: {title: t, version: '1'}\nactions: [{target: $, update: {}}, {target: $, update: {}}]",
      "/actions/1"
    ),
    ("overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: [{target: $, copy: $.a}]", "/actions/0/copy"),
  ])
  func aMistakeIsTold(text: String, pointer: String) throws {
    let overlay = try overlay(text)
    let notices = overlay.notices(used: Set(overlay.actions.indices))
    #expect(notices.map(\.pointer) == [pointer], "\(notices)")
    #expect(notices.allSatisfy { $0.code == .overlay && $0.source == "fix.yaml" })
  }

  @Test(arguments: [
    "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nextends: {}\nactions: [{target: $, update: {}}]",
    "overlay: '1.0'\ninfo: {title: t, version: '1'}\nactions: [{target: $, update: {}}]",
    "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: {}",
    "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: [1]",
    "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: [{target: a.b, update: {}}]",
  ])
  func whatCannotBeAppliedIsRefused(text: String) {
    let error = #expect(throws: ContractError.self) { try overlay(text) }
    #expect(error?.code == .overlay)
  }

  @Test(arguments: [
    ("$.paths.*.get[?@.x-own.paged]", "$.paths.*.get[?@['x-own'].paged]"), ("$..x-a", "$..['x-a']"),
    ("$.a['.b-c'].x-d", "$.a['.b-c']['x-d']"),
  ])
  func namesWithHyphensAreReadAndTold(target: String, form: String) throws {
    let overlay = try overlay(
      "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: [{target: \"\(target)\", remove: true}]")
    #expect(overlay.actions.map(\.target.source) == [form])
    #expect(overlay.notices(used: [0]).map(\.pointer) == ["/actions/0/target"])
  }

  @Test func aPathThatIsNoneStaysOne() {
    #expect(Overlay.hyphenated("$.a[") == nil && Overlay.hyphenated("$.a") == nil)
    #expect(Overlay.hyphenated("'a.b-c") == nil)
  }
}
