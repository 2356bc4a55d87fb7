import Muster

/// Paths as they may be shown: segments that may be identifiers or secrets become `…`.
package enum PathShape {
  private static let segmentLimit = 24

  /// A path that no operation has, by what is documented or a plain word in it.
  package static func shape(of path: String, router: Router) -> String {
    let segments = self.segments(of: path)
    var shown: [String] = []
    var isAfterSensitive = false
    for segment in segments.prefix(segmentLimit) {
      guard let segment else {
        shown.append(Presentable.omission)
        continue
      }
      if segment.isEmpty || router.isDocumented(segment: segment) {
        shown.append(segment)
      } else if !isAfterSensitive,
        isShortWord(segment) || isNearlyDocumented(segment, router) || isMethodName(segment, router)
      {
        shown.append(segment)
      } else {
        shown.append(Presentable.omission)
      }
      isAfterSensitive = Sensitivity.isSensitive(name: segment) || secretsFollow.contains(segment.lowercased())
    }
    return "/" + shown.joined(separator: "/") + (segments.count > segmentLimit ? "/" + Presentable.omission : "")
  }

  /// The template that a path is of, with the base path before it.
  package static func template(_ template: String, of path: String, baseCount: Int?, router: Router) -> String {
    let baseCount = baseCount ?? (segments(of: path).count - segments(of: template).count)
    guard baseCount > 0 else { return template }
    let base = segments(of: path).prefix(baseCount).map { segment in
      segment.flatMap { router.isDocumented(segment: $0) ? $0 : nil } ?? Presentable.omission
    }
    return "/" + base.joined(separator: "/") + template
  }

  /// Words that links with a secret in them have before it, and those that people's names follow.
  private static let secretsFollow: Set<String> = [
    "account", "accounts", "activate", "activation", "confirm", "contact", "contacts", "customer", "customers", "hook",
    "hooks", "invitation", "invitations", "invite", "invites", "link",
    "links", "login", "magic", "member", "members", "people", "person", "profile", "profiles", "recover", "recovery",
    "reset", "s", "share", "shared", "unlock", "unsubscribe",
    "user", "users", "verification", "verify", "webhook", "webhooks",
  ]

  /// Whether a text is a version, or so short a word that it is most likely the name of a resource.
  private static func isShortWord(_ segment: String) -> Bool {
    guard SecretShape.isPlainWord(segment) else { return false }
    return segment.utf8.count <= 12
      && (segment.utf8.first == 0x76
        || segment.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A || $0 == 0x2D || $0 == 0x5F })
  }

  /// Whether a text is the name of a procedure such as `files.getUploadURLExternal`, as documented segments are.
  private static func isMethodName(_ segment: String, _ router: Router) -> Bool {
    func isDotted(_ text: String) -> Bool {
      let words = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      return words.count >= 2
        && words.allSatisfy { word in
          word.count >= 2 && word.count <= 32 && word.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
        }
    }
    return segment.utf8.count <= 64 && isDotted(segment) && !SecretShape.isPrivate(segment)
      && router.literals.contains(where: isDotted)
  }

  /// Whether a text is nearly a literal segment of a documented path: a slip, and so no secret.
  private static func isNearlyDocumented(_ segment: String, _ router: Router) -> Bool {
    segment.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
      && NearestName.of(segment, among: router.literals) != nil
  }

  /// The decoded segments of a path; one that cannot be decoded is `nil`.
  private static func segments(of path: String) -> [String?] {
    path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst().map {
      PercentEncoding.decode($0)
    }
  }
}
