extension ShapeTable {
  /// Overlay 1.0.
  static let overlay10 = ShapeTable(version: "Overlay 1.0", rootName: "Overlay Object", shapes: overlays)

  /// Overlay 1.1, which also copies.
  static let overlay11 = ShapeTable(
    version: "Overlay 1.1", rootName: "Overlay Object",
    shapes: overlays.merging([
      .overlayInfo: ObjectShape(optional: ["description": .text]),
      .overlayAction: ObjectShape(optional: ["copy": .textual(.jsonPath)]),
    ]) { $0.with($1) })

  private static let overlays: [ObjectKind: ObjectShape] = [
    .overlay: ObjectShape(
      required: [
        "overlay": .text, "info": .object(.overlayInfo),
        "actions": .list(.object(.overlayAction), least: 1, rule: .distinct),
      ], optional: ["extends": .text]),
    .overlayInfo: ObjectShape(required: ["title": .text, "version": .text]),
    .overlayAction: ObjectShape(
      required: ["target": .textual(.jsonPath)],
      optional: ["description": .text, "update": .any, "remove": .boolean], adopted: ["copy"]),
  ]
}
