import Muster
import MusterContracts

/// What judging an exchange comes to if its values pass: everything but values was the same in one that was judged.
///
/// A class: using one retains it, and none of its parts.
final class ScreenProfile: Sendable {
  /// How a body is checked.
  enum BodyCheck: Sendable {
    /// There is none, or what becomes of it does not depend on its bytes.
    case nothing
    /// By a schema.
    case schema(Schema)
    /// Not at all, as it is text of a kind that no schema checks.
    case opaque
  }

  /// The index of the operation; -1 if the host is foreign.
  let operation: Int
  /// How many segments come before the template's.
  let baseCount: Int
  let rows: [MessageJudgement.Row]
  let isInspected: Bool
  /// What was found, as it is counted: nothing that depends on a value.
  let findings: [(rule: Rule, fingerprint: FindingDigest)]
  let request: Body
  let response: Body

  init(
    operation: Int, baseCount: Int, rows: [MessageJudgement.Row], isInspected: Bool,
    findings: [(rule: Rule, fingerprint: FindingDigest)], request: Body, response: Body
  ) {
    (self.operation, self.baseCount, self.rows, self.isInspected) = (operation, baseCount, rows, isInspected)
    (self.findings, self.request, self.response) = (findings, request, response)
  }

  /// What an exchange with a foreign host comes to: nothing of it is looked at.
  static let foreign = ScreenProfile(
    operation: -1, baseCount: 0, rows: [], isInspected: false, findings: [], request: Body(check: .nothing, rule: nil),
    response: Body(check: .nothing, rule: nil))

  /// A body with the rule that it is judged by.
  struct Body: Sendable {
    let check: BodyCheck
    /// `nil` if a body that does not pass is to be judged with all of its exchange.
    let rule: BodyRule?
    /// The media type that the body was sent with, as it was written.
    var contentType: String?
    /// The other statuses that a body which does not pass may be meant for.
    var otherStatuses: OtherStatuses?
  }
}

extension Remark {
  /// Rules whose findings depend on nothing but what a key has: what is there and how it is named, and no value.
  private static let valueless: Set<Rule> = [
    .deprecatedOperation, .deprecatedParameter, .missingCredentials, .undocumentedStatus, .undocumentedMediaType,
    .mediaTypeMismatch, .undocumentedQueryParameter, .missingParameter, .missingRequestBody, .missingResponseBody,
    .emptyResponseBody, .undocumentedRequestBody, .undocumentedResponseBody, .unexpectedBody,
  ]

  /// The same rules, as far as they are about no body.
  private static let bodiless: Set<Rule> = [
    .deprecatedOperation, .deprecatedParameter, .missingCredentials, .undocumentedQueryParameter, .missingParameter,
  ]

  /// Whether it is about anything but a body and its media type.
  static func isBodiless(_ rule: Rule) -> Bool { bodiless.contains(rule) }

  /// Whether the finding would be the same with other values.
  var isValueless: Bool { Remark.valueless.contains(rule) }
}

/// The profiles that were found, by their keys.
///
/// A table of hashes with open places; the key's bytes are compared, so that no two keys are taken for one.
struct ScreenProfiles: Sendable {
  private struct Place: Sendable {
    var hash: UInt64 = 0
    /// The index of the profile; -1 for none.
    var profile = -1
  }

  private(set) var profiles: [ScreenProfile] = []
  private var keys: [[UInt8]] = []
  private var places = [Place](repeating: Place(), count: 256)

  /// How many profiles are kept; recordings whose exchanges differ more than that gain nothing by them.
  static let limit = 8_192

  /// The index of a key's profile; -1 for none.
  func index(_ key: borrowing ByteBuffer, _ hash: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: hash) & (places.count &- 1)
    while places[place].profile >= 0 {
      if places[place].hash == hash, key.hasSameBytes(as: keys[places[place].profile]) {
        return places[place].profile
      }
      place = (place &+ 1) & (places.count &- 1)
    }
    return -1
  }

  /// Adds a profile.
  mutating func add(_ profile: ScreenProfile, _ key: [UInt8], _ hash: UInt64) {
    if (profiles.count + 1) * 2 > places.count { grow() }
    insert(hash, profiles.count)
    profiles.append(profile)
    keys.append(key)
  }

  /// Drops all of them.
  mutating func removeAll() { self = ScreenProfiles() }

  private mutating func insert(_ hash: UInt64, _ profile: Int) {
    var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[place].profile >= 0 { place = (place + 1) & (places.count - 1) }
    places[place] = Place(hash: hash, profile: profile)
  }

  private mutating func grow() {
    let old = places
    places = [Place](repeating: Place(), count: old.count * 2)
    for place in old where place.profile >= 0 { insert(place.hash, place.profile) }
  }
}
