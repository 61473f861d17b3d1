import Glibc

/// One line on a terminal that says how far a long job is. Quiet in a pipe.
final class ProgressLine {
    private let isShown = StandardError.isTerminal
    private let start = ContinuousClock.now
    private var last = ContinuousClock.now
    private var hasShown = false

    /// - Parameter part: 0...1, or `nil` when the end is not known.
    func update(_ stage: String, _ part: Double?, detail: String = "") {
        guard isShown, ContinuousClock.now - last > .milliseconds(100) else { return }
        last = .now
        hasShown = true
        var line = "\r\u{1B}[K\(stage)"
        if let part {
            let width = 24
            let filled = Int((min(max(part, 0), 1) * Double(width)).rounded())
            line += " [" + String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled) + "]"
            line += " \(Int(part * 100)) %"
            let spent = (ContinuousClock.now - start) / .seconds(1)
            if part > 0.02, spent > 1 { line += ", about \(Int(spent / part - spent)) s left" }
        }
        if !detail.isEmpty { line += " \(detail)" }
        put(line)
    }

    func clear() {
        guard hasShown else { return }
        put("\r\u{1B}[K")
        hasShown = false
    }

    private func put(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
    }
}
