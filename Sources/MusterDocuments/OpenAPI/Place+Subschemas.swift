import Muster

extension Place {
  /// The values of a schema's keywords that stand where subschemas do, in the order of the document.
  ///
  /// They are found by position, so that a property called `items` or `example` is never taken for the keyword.
  var subschemas: [Place] {
    var found: [Place] = []
    for member in members {
      let place = member.place
      switch SubschemaPositions.inValue(of: member.name) {
      case .none: break
      case .one: found.append(place)
      case .list: found += place.items
      case .oneOrList: found += place.value.kind == .array ? place.items : [place]
      case .map: found += place.members.map(\.place)
      case .mapOfSome: found += place.members.map(\.place).filter { $0.value.kind != .array }
      }
    }
    return found
  }
}
