import Foundation
import Testing

@testable import Muster

/// What tracking plans note against what is found exactly, and that against what the annotations say.
@Suite struct TrackingPlanTests {
  /// The undocumented members by the annotations of the specification's output.
  private func annotated(_ output: Output, _ payload: [UInt8]) throws -> Set<String> {
    var documented: [String: Set<String>] = [:]
    var naming: Set<String> = []
    for unit in output.units where unit.isValid {
      let instance = unit.instanceLocation.description
      for annotation in unit.annotations {
        switch annotation.keyword {
        case "properties", "patternProperties", "additionalProperties", "unevaluatedProperties":
          let names = try JSONDocument(SourceText(name: "names", bytes: Array(annotation.json.utf8))).root.items
          documented[instance, default: []].formUnion(names.compactMap(\.string))
          if annotation.keyword == "properties" || annotation.keyword == "patternProperties" { naming.insert(instance) }
        default: break
        }
      }
    }
    var found: Set<String> = []
    func search(_ value: JSON, _ path: [String]) {
      let place = JSONPointer(path).description
      for member in value.members {
        if naming.contains(place), documented[place]?.contains(member.name) != true {
          found.insert(JSONPointer(path + [member.name]).description)
        } else {
          search(member.value, path + [member.name])
        }
      }
      for (position, item) in value.items.enumerated() { search(item, path + [String(position)]) }
    }
    search(try JSONDocument(SourceText(name: "payload", bytes: payload)).root, [])
    return found
  }

  private func compiled(_ text: String) throws -> (Schema, AnnotatingSchema)? {
    var options = Schema.Options()
    options.tracksUndocumented = true
    do throws(SchemaError) {
      return (try Schema(text.utf8, options: options), try AnnotatingSchema(text.utf8))
    } catch {
      if error.code == .circularReference { return nil }
      throw error
    }
  }

  @Test(arguments: 0..<40) func notesAreNeverTooFew(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(1_000 + seed))
    var (drifting, clean, noted) = (0, 0, 0)
    for _ in 0..<60 {
      let text = GeneratedSchema(seed.isMultiple(of: 2) ? .draft202012 : .draft201909, &random).text
      guard let (schema, annotating) = try compiled(text) else { continue }
      for _ in 0..<40 {
        let payload = Array(GeneratedSchema.value(depth: 3, &random).utf8)
        let screening = schema.screen(payload.span)
        let found = schema.undocumentedMembers(of: payload)
        let plain = SchemaStorage(
          program: schema.program, plan: nil, root: .accepting, pool: ScratchPool(),
          entry: Int(schema.program.entries[0]),
          notices: [])
        let all = plain.undocumentedMembers(payload.span, Limits(), .safe)
        guard screening.passes else { continue }
        func record(_ what: String) {
          Testing.Issue.record("\(what)\n\(text)\n\(String(decoding: payload, as: UTF8.self))\n\(all.members)")
        }
        if found != all || !all.members.isEmpty && !screening.mayHaveUndocumented { return record("not noted") }
        if all.members.isEmpty { clean += 1 } else { drifting += 1 }
        if all.members.isEmpty, screening.mayHaveUndocumented { noted += 1 }
        let inspection = schema.inspect(payload.span)
        if inspection.notices.contains(where: { $0.code == .duplicateName }) { continue }
        let expected = try annotated(annotating.output(payload.span, as: .list), payload)
        if Set(all.members.map(\.instance.description)) != expected { return record("\(expected)") }
      }
    }
    #expect(drifting > 20 && clean > 100, "\(drifting) drifting, \(clean) clean")
    #expect(noted * 5 < clean, "\(noted) of \(clean) clean payloads are noted")
  }

  /// A tracking plan judges as any other.
  @Test(arguments: 0..<10) func verdictsAreTheSame(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(2_000 + seed))
    for _ in 0..<60 {
      let text = GeneratedSchema(.draft202012, &random).text
      guard let (schema, _) = try compiled(text) else { continue }
      let plain = try Schema(text.utf8)
      for _ in 0..<40 {
        let payload = Array(GeneratedSchema.value(depth: 3, &random).utf8)
        #expect(schema.check(payload.span) == plain.check(payload.span), "\(text)")
      }
    }
  }

  /// Of the clean payloads of real schemas few are noted.
  @Test func cleanPayloadsOfRealSchemasAreRarelyNoted() throws {
    guard let folder = Suites.root?.deletingLastPathComponent().appending(path: "bench"),
      let sets = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    else { return }
    var options = Schema.Options()
    options.tracksUndocumented = true
    for set in sets.sorted(by: { $0.path < $1.path }) {
      guard let text = try? Data(contentsOf: set.appending(path: "schema.json")),
        let lines = try? Data(contentsOf: set.appending(path: "instances.jsonl"))
      else { continue }
      let schema = try Schema(Array(text), options: options)
      var (valid, noted, drifting) = (0, 0, 0)
      for line in lines.split(separator: UInt8(ascii: "\n")) {
        let payload = Array(line)
        let screening = schema.screen(payload.span)
        guard screening.passes else { continue }
        valid += 1
        let isDrifting = !schema.undocumentedMembers(of: payload).members.isEmpty
        if isDrifting { drifting += 1 } else if screening.mayHaveUndocumented { noted += 1 }
      }
      print("\(set.lastPathComponent): \(valid) valid, \(drifting) drifting, \(noted) noted in vain")
      // That one nests more conditions than a plan has bits for, so that all of its payloads are looked into.
      if set.lastPathComponent == "ui5" { continue }
      #expect(noted * 10 <= valid - drifting, "\(set.lastPathComponent)")
    }
  }
}
