/// The dynamic scopes that blocks are run in, as far as dynamic references can tell them apart.
///
/// A dynamic reference leads to the outermost resource that has its anchor (JSON Schema 2020-12 Core, section 8.2.3.2):
/// once such a resource is entered, nothing inside of it changes where the reference leads. A scope therefore comes down
/// to what each list of targets is bound to, of which there are few; a plan has a block once for each of them.
struct DynamicScopes {
  /// The scope in which nothing is bound.
  static let empty: UInt32 = 0
  private static let mostScopes = 1 << 10
  private static let unbound = UInt32.max

  /// By where a list of targets begins and how many it has, its number.
  private var lists: [UInt64: Int] = [:]
  /// By resource the lists that it is in, each with its block.
  private var bindings: [UInt32: [(list: Int, block: UInt32)]] = [:]
  /// For each scope what each list is bound to.
  private var scopes: [[UInt32]] = []
  private var numbers: [[UInt32]: UInt32] = [:]

  /// The scopes of some dynamic references of a program.
  init(_ references: some Sequence<Instruction>, of program: Program) {
    for instruction in references {
      let key = DynamicScopes.key(instruction)
      guard lists[key] == nil else { continue }
      let list = lists.count
      lists[key] = list
      for pair in 0..<instruction.b {
        let resource = program.lists[Int(instruction.a + pair * 2)]
        let block = program.lists[Int(instruction.a + pair * 2 + 1)]
        if bindings[resource]?.contains(where: { $0.list == list }) != true {
          bindings[resource, default: []].append((list, block))
        }
      }
    }
    let none = Array(repeating: DynamicScopes.unbound, count: lists.count)
    scopes = [none]
    numbers = [none: DynamicScopes.empty]
  }

  private static func key(_ instruction: Instruction) -> UInt64 { UInt64(instruction.a) << 32 | UInt64(instruction.b) }

  /// Whether anything depends on the scope.
  var areAsked: Bool { !lists.isEmpty }

  var areTooMany: Bool { scopes.count > DynamicScopes.mostScopes }

  /// The scope in a resource that is entered from another scope.
  mutating func scope(entering resource: UInt32, from outer: UInt32) -> UInt32 {
    guard let bindings = bindings[resource] else { return outer }
    var scope = scopes[Int(outer)]
    for (list, block) in bindings where scope[list] == DynamicScopes.unbound { scope[list] = block }
    if let known = numbers[scope] { return known }
    let number = UInt32(scopes.count)
    numbers[scope] = number
    scopes.append(scope)
    return number
  }

  /// The block that a dynamic reference leads to in a scope; `nil` where no resource of the scope has its anchor.
  func target(of reference: Instruction, in scope: UInt32) -> UInt32? {
    guard let list = lists[DynamicScopes.key(reference)] else { return nil }
    let block = scopes[Int(scope)][list]
    return block == DynamicScopes.unbound ? nil : block
  }
}
