/// What a specification says of the members of one kind of object.
struct ObjectShape: Sendable {
  /// A member.
  struct Member: Sendable {
    let form: MemberForm
    let isRequired: Bool
  }

  /// Members that a kind of object has only if another member has some value, as `in` or `type`.
  struct Variation: Sendable {
    let member: String
    let shapes: [String: ObjectShape]

    /// The variation with each of its shapes changed.
    func map(_ change: (ObjectShape) -> ObjectShape) -> Variation {
      Variation(member: member, shapes: shapes.mapValues(change))
    }
  }

  private(set) var members: [String: Member]
  /// What members of other names are; `nil` if there are none but extensions.
  var others: (names: TextForm, form: MemberForm)?
  private(set) var rules: [ShapeRule]
  private(set) var variation: Variation?
  /// Whether it may have members that begin with `x-`.
  private(set) var allowsExtensions: Bool
  /// Members of other versions that are read as what they are by intent.
  private(set) var adopted: Set<String>
  /// The members beside which none of these is read.
  private(set) var adoptedUnless: [String]

  init(
    required: [String: MemberForm] = [:], optional: [String: MemberForm] = [:],
    others: (names: TextForm, form: MemberForm)? = nil, rules: [ShapeRule] = [], variation: Variation? = nil,
    allowsExtensions: Bool = true, adopted: Set<String> = [], adoptedUnless: [String] = []
  ) {
    var members = required.mapValues { Member(form: $0, isRequired: true) }
    for (name, form) in optional { members[name] = Member(form: form, isRequired: false) }
    self.members = members
    self.others = others
    self.rules = rules
    self.allowsExtensions = allowsExtensions
    self.adopted = adopted
    self.adoptedUnless = adoptedUnless
    // Each variant is the whole shape, so that looking one up is all there is to do.
    if let variation {
      let plain = self
      self.variation = variation.map { plain.with($0) }
    }
  }

  /// This shape with the members and rules of another, which replace those of the same name.
  func with(_ other: ObjectShape) -> ObjectShape {
    var shape = self
    for (name, member) in other.members { shape.members[name] = member }
    shape.others = other.others ?? others
    shape.rules += other.rules
    shape.adopted.formUnion(other.adopted)
    shape.adoptedUnless += other.adoptedUnless
    shape.variation = variation?.map { $0.with(other.withoutVariation) }
    guard let theirs = other.variation else { return shape }
    let plain = shape.withoutVariation
    var shapes = shape.variation?.shapes ?? [:]
    for (value, change) in theirs.shapes { shapes[value] = (shapes[value] ?? plain).with(change) }
    shape.variation = Variation(member: theirs.member, shapes: shapes)
    return shape
  }

  /// This shape without its variants.
  private var withoutVariation: ObjectShape {
    var shape = self
    shape.variation = nil
    return shape
  }

  /// The names of its members, and of those that it has in any variant.
  var names: Set<String> {
    var names = Set(members.keys)
    for shape in variation?.shapes.values.map(\.self) ?? [] { names.formUnion(shape.members.keys) }
    return names
  }
}

/// What the members of one object have to do with each other.
enum ShapeRule: Sendable {
  /// One of these is needed.
  case oneOf([String])
  /// Only one of these may stand there.
  case notTogether([String])
  /// A member that means something only beside another.
  case only(String, beside: String)
  /// The value of a member is among the items of another.
  case among(String, list: String)
  /// There is a member that is no extension.
  case notEmpty
  /// A member that means something only if another, a text, has some value, whatever its letter case.
  case onlyFor(String, member: String, value: String)
  /// A member that is needed if another, a text, has one of some values.
  case needed(String, member: String, values: [String])
}
