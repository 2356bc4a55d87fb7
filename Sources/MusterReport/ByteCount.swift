/// Numbers of bytes as people read them.
public enum ByteCount {
  /// A number of bytes with a unit of powers of 1,000 (IEC 80000-13 leaves `k`, `M` and `G` to those).
  public static func text(_ count: Int) -> String {
    let units = ["bytes", "kB", "MB", "GB", "TB"]
    var scaled = (count, 0)
    var unit = 0
    while scaled.0 >= 1_000, unit < units.count - 1 {
      scaled = (scaled.0 / 1_000, scaled.0 % 1_000 / 100)
      unit += 1
    }
    let isShort = unit > 0 && scaled.0 < 100
    return isShort ? "\(scaled.0).\(scaled.1) \(units[unit])" : "\(scaled.0) \(count == 1 ? "byte" : units[unit])"
  }
}
