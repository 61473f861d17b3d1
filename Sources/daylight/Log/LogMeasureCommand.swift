import ArgumentParser
import Daylight
import EvidenceLog
import FoundationEssentials
import Glibc

/// `daylight log measure`.
struct LogMeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Measure how fast logs are on this machine and this disk.",
        discussion: """
            daylight log measure --folder /var/lib --seconds 5

            Makes logs in a folder of its own and removes them. Appends count when they are flushed and under a published
            checkpoint. CPU seconds are those of the whole program, user and system.
            Exit codes: 0 measured, 73 the folder cannot be made.
            """)

    @Option(help: "Where to make the logs, on the disk that is meant ($TMPDIR).")
    var folder: String?

    @Option(help: "How long each measurement takes.")
    var seconds: UInt = 5

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let path = (folder ?? ScratchDirectory.path) + "/daylight-measure-\(getpid())"
        guard mkdir(path, 0o700) == 0 else {
            throw Failure(.cannotCreateOutput, "\(path): cannot make: \(systemMessage())").exit()
        }
        defer { try? FileManager.default.removeItem(atPath: path) }
        let duration = Duration.seconds(Int(max(1, seconds)))
        var results: [LogMeasurement] = [try .flushes(in: path, for: duration)]
        for size in [256, 1024] {
            results.append(try .appends(bytes: size, in: path, for: duration))
        }
        results.append(try .latency(bytes: 1024, rate: 1000, in: path, for: duration))
        results += try LogMeasurement.verification(in: path, for: duration)
        try CommandFile.printLine(
            json ? CanonicalJSON.line(.array(results.map(\.json))) : results.map(\.text).joined(separator: "\n"))
    }
}
