import MusterReport

/// A line on a terminal that says how far a run is, how fast, and how long it will take.
struct Progress {
  private let total: Int?
  private let isShown: Bool
  private let width: Int
  private let start: Double
  private var last: Double
  private var isDrawn = false
  private var output = OutputStream(descriptor: 2, name: "<stderr>")

  private static let interval = 0.1
  private static let barWidth = 24

  /// A progress that has not begun.
  ///
  /// - Parameter total: How many bytes there are; `nil` where that is not known.
  init(total: Int?, isShown: Bool) {
    self.total = total
    self.isShown = isShown
    width = isShown ? SystemCalls.columns(2) ?? 80 : 80
    start = SystemCalls.seconds
    last = start
  }

  /// Takes note of how far the run is; draws where that was not done just now.
  mutating func update(bytes: Int, exchanges: Int) {
    guard isShown else { return }
    let now = SystemCalls.seconds
    guard now - last >= Progress.interval else { return }
    last = now
    draw(Progress.line(bytes: bytes, total: total, exchanges: exchanges, seconds: now - start))
  }

  /// Says which of several steps is being done.
  mutating func update(_ step: String, _ ordinal: Int, of total: Int) {
    guard isShown else { return }
    draw("\(step) (\(ordinal) of \(total))")
  }

  /// Takes the line away.
  mutating func clear() {
    guard isDrawn else { return }
    write("\r\u{1B}[K")
    isDrawn = false
  }

  private mutating func draw(_ line: String) {
    // One column less than there are, so that no terminal wraps.
    let shown = String(String.UnicodeScalarView(line.unicodeScalars.prefix(max(0, width - 1))))
    write("\r\u{1B}[K" + shown)
    isDrawn = true
  }

  private mutating func write(_ text: String) {
    output.write(text)
    // A terminal that takes no more needs no progress.
    do throws(SystemFailure) { try output.flush() } catch {}
  }

  /// The line: share, bytes, rate, time left, exchanges.
  static func line(bytes: Int, total: Int?, exchanges: Int, seconds: Double) -> String {
    let rate = seconds > 0 ? Double(bytes) / seconds : 0
    var parts: [String] = []
    if let total, total > 0 {
      let share = min(1, Double(bytes) / Double(total))
      let filled = Int(share * Double(barWidth))
      parts.append(
        "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: barWidth - filled) + "] "
          + "\(Int(share * 100)) %")
      parts.append("\(ByteCount.text(bytes)) of \(ByteCount.text(total))")
    } else {
      parts.append(ByteCount.text(bytes))
    }
    parts.append("\(ByteCount.text(Int(rate)))/s")
    if let total, rate > 0, total > bytes {
      let left = Int((Double(total - bytes) / rate).rounded(.up))
      parts.append("\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left")
    }
    parts.append("\(exchanges) exchange\(exchanges == 1 ? "" : "s")")
    return parts.joined(separator: "  ")
  }
}
