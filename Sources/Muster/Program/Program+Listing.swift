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
    var parts = ["\(instruction.opcode)"]
    instruction.operands.forEach { operand in
      switch operand {
      case .none: break
      case .block(let field, _): parts.append("\(instruction[field])")
      case .flaggedBlock(let field, let flag, _):
        if instruction.flags & flag != 0 { parts.append(describe(flag) + " \(instruction[field])") }
      case .list(let element, let start, let count):
        parts.append(list(element, instruction[start], instruction[count]))
      case .tags(let start, _):
        if instruction.flags & Instruction.decides != 0 { parts.append("by " + tagList(instruction[start])) }
      case .name(let field): parts.append(string(of: names[Int(instruction[field])]) + ":")
      case .constant(let field), .number(let field): parts.append(constantText(instruction[field]))
      case .pattern(let field): parts.append("/\(patterns[Int(instruction[field])].source)/")
      case .shape(let field), .count(let field):
        parts.append(instruction[field] == Instruction.unbounded ? "∞" : "\(instruction[field])")
      case .format(let code, _):
        parts.append(Format(code: UInt8(truncatingIfNeeded: instruction[code]))?.name ?? "\(instruction[code])")
      case .check(let field, _): parts.append(checks[Int(instruction[field])].name)
      case .types: parts.append(TypeMask(rawValue: instruction.mask).names.joined(separator: "|"))
      case .skip(let field): parts.append("+\(instruction[field])")
      case .value: parts.append("\(instruction.value)")
      }
    }
    parts.append(contentsOf: instruction.opcode.flags.filter { instruction.flags & $0.flag != 0 }.map(\.name))
    return parts.joined(separator: " ")
  }

  private func describe(_ flag: UInt8) -> String {
    flag == Instruction.hasElse ? "else" : "then"
  }

  /// The elements of a list.
  private func list(_ element: Operand.ListElement, _ start: UInt32, _ count: UInt32) -> String {
    let positions = stride(from: Int(start), to: Int(start) + Int(count) * element.width, by: element.width)
    return positions.map { position in
      let entry = lists[position]
      switch element {
      case .block, .branch: return "\(entry)"
      case .name: return string(of: names[Int(entry)])
      case .constant: return constantText(entry)
      case .scope: return "\(entry) → \(lists[position + 1])"
      case .pattern: return "/\(patterns[Int(entry)].source)/ → \(lists[position + 1])"
      }
    }.joined(separator: ", ")
  }

  private func describe(_ shape: ObjectShape) -> [String] {
    var lines: [String] = []
    for property in properties[Int(shape.propertyStart)..<Int(shape.propertyStart + shape.propertyCount)] {
      let isRequired = property.requiredBit < 64 ? " required" : ""
      let block: String
      if property.flags & PropertyEntry.isDeclared == 0 {
        block = "undeclared"
      } else if instructions[Int(property.block)].opcode == .end {
        block = "any"
      } else {
        block = "\(property.block)"
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
    case .block: lines.append("    others: \(shape.additionalBlock)")
    }
    return lines
  }

  /// A member and which branch each of its tags names.
  private func tagList(_ list: UInt32) -> String {
    let start = Int(list)
    let tags = (0..<Int(lists[start + 1])).map { tag in
      let branch = lists[start + 3 + tag * 2]
      let named = branch == Instruction.noBranch ? "none" : branch == Instruction.anyBranch ? "any" : String(branch)
      return "\(string(of: names[Int(lists[start + 2 + tag * 2])])) → \(named)"
    }
    return "\(string(of: names[Int(lists[start])])) (\(tags.joined(separator: ", ")))"
  }

  private func constantText(_ index: UInt32) -> String {
    String(decoding: JSON(document: constants, index: TapeIndex(Int(index))).rawText, as: UTF8.self)
  }
}
