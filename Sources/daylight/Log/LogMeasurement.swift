import Daylight
import EvidenceLog
import Glibc

/// One figure about logs on this machine, with the numbers it rests on.
struct LogMeasurement {
    let name: String
    /// Numbers by name, in the order they are printed.
    let values: [(name: String, value: Double)]

    var text: String {
        "\(name): " + values.map { "\($0.name) \(Self.number($0.value))" }.joined(separator: ", ")
    }

    var json: JSONValue {
        var object: JSONObject = ["name": .string(name)]
        for (name, value) in values { object[name] = .number(JSONNumber(spelling: Self.number(value))) }
        return .object(object)
    }

    private static func number(_ value: Double) -> String {
        value >= 100 || value == value.rounded() ? String(Int(value.rounded())) : String((value * 1000).rounded() / 1000)
    }

    /// User and system time of this process so far.
    static var cpuSeconds: Double {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }

    static func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }

    /// A new log with these witnesses behind it; no signer, since what is measured is the log itself.
    static func log(
        _ path: String, policy: String? = nil, transport: (any WitnessTransport)? = nil
    ) throws -> DurableLog {
        var random = SystemRandomNumberGenerator()
        return try CommandFailure.unlessLogFails { () throws(LogError) in
            try DurableLog.create(
                at: path, origin: "log.example/measure", policy: policy, transport: transport, random: &random)
        }
    }
}

extension LogMeasurement {
    /// What the disk alone does: how often it flushes one appended page.
    static func flushes(in folder: String, for duration: Duration) throws -> LogMeasurement {
        let descriptor = open("\(folder)/flushes", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(.cannotCreateOutput, "\(folder): \(systemMessage())").exit() }
        defer { close(descriptor) }
        let page = [UInt8](repeating: 0x61, count: 4096)
        let start = ContinuousClock.now
        var count = 0
        while ContinuousClock.now - start < duration {
            _ = write(descriptor, page, page.count)
            fdatasync(descriptor)
            count += 1
        }
        return LogMeasurement(
            name: "fdatasync of 4096 bytes", values: [("perSecond", Double(count) / seconds(ContinuousClock.now - start))])
    }

    private struct Flight: Sendable {
        var count = 0
        var done = 0
        var failed = 0
        var size: UInt64 = 0
        var heads = 0
    }

    /// Durable published appends with as many on their way as the log takes.
    static func appends(bytes: Int, in folder: String, for duration: Duration) throws -> LogMeasurement {
        let log = try log("\(folder)/appends-\(bytes)")
        defer { log.close() }
        let flight = Monitor(Flight())
        let pattern = (0..<bytes).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let cpu = cpuSeconds
        let start = ContinuousClock.now
        var number: UInt64 = 0
        while ContinuousClock.now - start < duration {
            // In portions, so that taking the time and the lock does not become what is measured.
            flight.wait { state -> Void? in
                guard state.count <= 30_000 else { return nil }
                state.count += 256
                return ()
            }
            for _ in 0..<256 {
                var entry = pattern
                withUnsafeBytes(of: number) { entry.replaceSubrange(..<8, with: $0) }
                number += 1
                log.submit(raw: entry) { result in
                    flight.withLock { state in
                        state.count -= 1
                        guard case .success(let appended) = result else { return state.failed += 1 }
                        state.done += 1
                        guard appended.size != state.size else { return }
                        state.size = appended.size
                        state.heads += 1
                    }
                }
            }
        }
        let result = flight.wait { $0.count == 0 ? $0 : nil }
        let (wall, used) = (seconds(ContinuousClock.now - start), cpuSeconds - cpu)
        return LogMeasurement(
            name: "appends of \(bytes) bytes",
            values: [
                ("perSecond", Double(result.done) / wall), ("perCPUSecond", Double(result.done) / used),
                ("batchesPerSecond", Double(result.heads) / wall), ("failed", Double(result.failed)),
            ])
    }

    /// How long an append waits for its acknowledgement when they come at a steady rate.
    static func latency(bytes: Int, rate: Int, in folder: String, for duration: Duration) throws -> LogMeasurement {
        let log = try log("\(folder)/latency")
        defer { log.close() }
        let waits = Monitor([Double]())
        let count = Int(seconds(duration)) * rate
        let start = ContinuousClock.now
        for number in 0..<count {
            let due = start + .seconds(Double(number) / Double(rate))
            let early = seconds(due - ContinuousClock.now)
            if early > 0 { usleep(UInt32(early * 1e6)) }
            var entry = [UInt8](repeating: 0x61, count: bytes)
            withUnsafeBytes(of: number) { entry.replaceSubrange(..<8, with: $0) }
            log.submit(raw: entry) { _ in
                let wait = seconds(ContinuousClock.now - due)
                waits.withLock { $0.append(wait) }
            }
        }
        let sorted = waits.wait { $0.count == count ? $0.sorted() : nil }
        let quantile = { (part: Double) in 1000 * sorted[min(sorted.count - 1, Int(part * Double(sorted.count)))] }
        return LogMeasurement(
            name: "latency at \(rate)/s of \(bytes) bytes, in milliseconds",
            values: [("p50", quantile(0.5)), ("p99", quantile(0.99)), ("longest", quantile(1))])
    }
}
