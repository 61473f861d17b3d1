import Daylight
import Glibc
import Server
import Sponsorship

/// How fast lines are judged: read first, then judged again and again, answers written to memory and thrown away.
final class GateMeasurement {
    /// Most bytes that are held.
    private static let byteLimit = 1 << 30

    private let memory: UnsafeMutablePointer<UInt8>
    private let byteCount: Int
    private let seconds: Double
    private var lines: [UnsafeBufferPointer<UInt8>] = []

    /// - Throws: ``Failure``: 66 without the file, 65 without a line or with too many.
    init(path: String, seconds: Double) throws {
        let bytes = try InputFile.bytes(path, limit: Self.byteLimit)
        self.seconds = seconds
        byteCount = bytes.count
        memory = .allocate(capacity: bytes.count + Gate.padding)
        memory.initialize(repeating: 0, count: bytes.count + Gate.padding)
        bytes.withUnsafeBufferPointer { memory.update(from: $0.baseAddress!, count: $0.count) }
        var start = 0
        for end in 0...byteCount where end == byteCount || memory[end] == 0x0A {
            memory[end] = 0
            if end > start, end - start <= Gate.lineLimit {
                lines.append(UnsafeBufferPointer(start: UnsafePointer(memory + start), count: end - start))
            }
            start = end + 1
        }
        guard !lines.isEmpty else { throw Failure(.malformedInput, "\(path): expected lines to measure with, found none") }
    }

    deinit { memory.deallocate() }

    func run(_ gate: Gate, json: Bool) throws {
        var (rounds, count, best) = (0, 0, 0.0)
        let (start, startCPU) = (ContinuousClock.now, LogMeasurement.cpuSeconds)
        while LogMeasurement.seconds(ContinuousClock.now - start) < seconds || rounds == 0 {
            let used = LogMeasurement.cpuSeconds
            judgeAll(gate)
            best = max(best, Double(lines.count) / max(1e-9, LogMeasurement.cpuSeconds - used))
            (rounds, count) = (rounds + 1, count + lines.count)
        }
        let wall = LogMeasurement.seconds(ContinuousClock.now - start)
        let used = max(1e-9, LogMeasurement.cpuSeconds - startCPU)
        let latency = latencies(gate)
        let measurement = LogMeasurement(
            name: "lines of \(byteCount / lines.count) bytes judged",
            values: [
                ("perSecond", Double(count) / wall), ("perCPUSecond", Double(count) / used), ("bestPerCPUSecond", best),
                ("p50", latency[latency.count / 2]), ("p99", latency[latency.count * 99 / 100]),
            ])
        try CommandFile.printLine(json ? CanonicalJSON.line(measurement.json) : measurement.text + " (p50 and p99 in µs)")
    }

    private func judgeAll(_ gate: Gate) {
        let now = SystemClock.now()
        for line in lines {
            gate.removeOutput()
            gate.append(padded: line, now: now)
        }
    }

    /// Microseconds that each line took, sorted; reading the clock is part of them.
    private func latencies(_ gate: Gate) -> [Double] {
        let now = SystemClock.now()
        return lines.map { line in
            gate.removeOutput()
            let start = ContinuousClock.now
            gate.append(padded: line, now: now)
            return LogMeasurement.seconds(ContinuousClock.now - start) * 1e6
        }.sorted()
    }
}
