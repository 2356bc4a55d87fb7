import MusterText

/// Programs as text, for tests and for looking at what the compiler made.
extension Program {
  /// One line an instruction: its index, operation, operands and the schema location it comes from.
  var listing: String {
    let blocks = Set(blockStarts)
    var lines: [String] = []
    for (pc, instruction) in instructions.enumerated() {
      if blocks.contains(UInt32(pc)) { lines.append("\(pc):") }
      let origin = origins.location(origins.instruction(pc))?.pointer
      lines.append("  \(describe(instruction))" + (origin.map { "  ; \($0)" } ?? ""))
      if instruction.opcode == .object { lines.append(contentsOf: describe(shapes[Int(instruction.a)])) }
    }
    return lines.joined(separator: "\n")
  }

  private var blockStarts: [UInt32] {
    var starts: [UInt32] = [0]
    for (pc, instruction) in instructions.enumerated() where instruction.opcode == .end {
      starts.append(UInt32(pc + 1))
    }
    return starts
  }

  private func describe(_ instruction: Instruction) -> String {
    let name = "\(instruction.opcode)"
    switch instruction.opcode {
    case .end, .reject, .uniqueItems, .sensitive, .beginMarks, .endScope: return name
    case .misdirected:
      return name + (instruction.flags & Instruction.isWriteOnly != 0 ? " writeOnly" : " readOnly")
    case .beginScope, .unevaluatedProperties, .unevaluatedItems: return "\(name) \(instruction.a)"
    case .dynamicCall:
      return "\(name) \(listed(instruction.a, instruction.b * 2).map(String.init).joined(separator: ", "))"
        + (instruction.flags & Instruction.hasElse != 0 ? " else \(instruction.c)" : "")
    case .content:
      return "\(name)" + (instruction.flags & Instruction.isBase64 != 0 ? " base64" : "")
        + (instruction.flags & Instruction.isJSON != 0 ? " JSON" : "")
        + (instruction.flags & Instruction.hasThen != 0 ? " \(instruction.a)" : "")
    case .skipIfNull: return "\(name) +\(instruction.a)"
    case .type:
      let exact = instruction.flags & Instruction.exactInteger != 0 ? " exact" : ""
      return "\(name) \(TypeMask(rawValue: instruction.mask).names.joined(separator: "|"))\(exact)"
    case .constant, .multipleOf, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum:
      return "\(name) \(constantText(instruction.a))"
    case .enumeration:
      return "\(name) \(listed(instruction.a, instruction.b).map(constantText).joined(separator: ", "))"
    case .minLength, .maxLength, .minItems, .maxItems, .minProperties, .maxProperties:
      return "\(name) \(instruction.value)"
    case .pattern: return "\(name) /\(patterns[Int(instruction.a)].source)/"
    case .format: return "\(name) \(instruction.a)"
    case .customFormat, .customKeyword: return "\(name) \(checks[Int(instruction.a)].name)"
    case .required: return "\(name) \(nameList(instruction.a, instruction.b))"
    case .dependentRequired:
      return "\(name) \(string(of: names[Int(instruction.a)])): \(nameList(instruction.b, instruction.c))"
    case .call, .not, .propertyNames: return "\(name) \(instruction.a)"
    case .items: return "\(name) \(instruction.a) from \(instruction.b)"
    case .contains:
      return "\(name) \(instruction.a) \(instruction.b)…"
        + (instruction.c == Instruction.unbounded ? "" : String(instruction.c))
    case .object: return "\(name) \(instruction.a)"
    case .prefixItems:
      return "\(name) \(listed(instruction.a, instruction.b).map(String.init).joined(separator: ", "))"
    case .anyOf, .oneOf:
      let branches = (0..<Int(instruction.b)).map { branch in
        let types = TypeMask(rawValue: UInt16(truncatingIfNeeded: lists[Int(instruction.a) + branch * 2 + 1]))
        let names = types == .all ? "" : " (\(types.names.joined(separator: "|")))"
        return "\(lists[Int(instruction.a) + branch * 2])\(names)"
      }
      let decides = instruction.flags & Instruction.decides != 0 ? "\(name) by \(tagList(instruction)):" : name
      return "\(decides) \(branches.joined(separator: ", "))"
    case .condition:
      return "\(name) \(instruction.a)" + (instruction.flags & Instruction.hasThen != 0 ? " then \(instruction.b)" : "")
        + (instruction.flags & Instruction.hasElse != 0 ? " else \(instruction.c)" : "")
    case .dependentSchema: return "\(name) \(string(of: names[Int(instruction.b)])): \(instruction.a)"
    }
  }

  private func describe(_ shape: ObjectShape) -> [String] {
    var lines: [String] = []
    for property in properties[Int(shape.propertyStart)..<Int(shape.propertyStart + shape.propertyCount)] {
      let isRequired = property.requiredBit < 64 ? " required" : ""
      let block: String
      if property.flags & PropertyEntry.isDeclared == 0 {
        block = "undeclared"
      } else if property.flags & PropertyEntry.isAny != 0 {
        block = "any"
      } else {
        block = "\(property.block)" + (property.flags & PropertyEntry.isLeaf != 0 ? " leaf" : "")
      }
      lines.append("    \(string(of: property)): \(block)\(isRequired)")
    }
    for pair in 0..<Int(shape.patternCount) {
      let start = Int(shape.patternStart) + pair * 2
      lines.append("    /\(patterns[Int(lists[start])].source)/: \(lists[start + 1])")
    }
    switch shape.additional {
    case .any: break
    case .all: lines.append("    others: any")
    case .none: lines.append("    no others")
    case .block: lines.append("    others: \(shape.additionalBlock)" + (shape.additionalIsLeaf ? " leaf" : ""))
    }
    return lines
  }

  private func listed(_ start: UInt32, _ count: UInt32) -> ArraySlice<UInt32> {
    lists[Int(start)..<Int(start) + Int(count)]
  }

  private func nameList(_ start: UInt32, _ count: UInt32) -> String {
    listed(start, count).map { string(of: names[Int($0)]) }.joined(separator: ", ")
  }

  /// The member that decides about a union, and which branch each tag names.
  private func tagList(_ union: Instruction) -> String {
    let start = Int(union.c)
    let tags = (0..<Int(lists[start + 1])).map { tag in
      let branch = lists[start + 3 + tag * 2]
      let named = branch == Instruction.noBranch ? "none" : branch == Instruction.anyBranch ? "any" : String(branch)
      return "\(string(of: names[Int(lists[start + 2 + tag * 2])])) → \(named)"
    }
    return "\(string(of: names[Int(lists[start])])) (\(tags.joined(separator: ", ")))"
      + (union.flags & Instruction.isOpen != 0 ? " or any" : "")
  }

  private func constantText(_ index: UInt32) -> String {
    String(decoding: JSON(document: constants, index: TapeIndex(Int(index))).rawText, as: UTF8.self)
  }
}
