import ArgumentParser
import Daylight
import Server
import Sponsorship
import Storage

/// `daylight ads due`: what a publisher of political ads has to do.
struct DueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "due",
        abstract: "List what a publisher of political ads has to do, the most urgent first.",
        discussion: """
            EXAMPLES
              daylight ads due --data /var/lib/daylight
              daylight ads due --json

            Notices that wait for the European repository, notifications of readers, requests of authorities and interested
            entities, and estimates whose ads have run. Zone, public holidays and size of the publisher come from
            advertising.json in the data folder. Works while a server runs.

            EXIT CODES
              0 nothing is late · 1 something is late · 64 wrong options · 65 advertising.json cannot be used · 66 no data
              folder · 69 store unavailable
            """)

    @OptionGroup var options: DataOptions

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() async throws {
        let lines = try await reportingFailures {
            try await DataOptions.reportingStoreFailures {
                let configuration = try options.advertising()
                let store = try await options.store()
                let now = SystemClock.now()
                let lines = try await DutyDesk(store: store, configuration: configuration).due(now: now)
                await store.close()
                say(lines, configuration.zone, now)
                return lines
            }
        }
        if lines.contains(where: \.isLate) { throw ExitCode(Failure.Reason.answerIsNo.rawValue) }
    }

    private func say(_ lines: [DueLine], _ zone: Zone, _ now: Timestamp) {
        guard json else {
            print(lines.isEmpty ? "Nothing is due." : lines.map { Self.text($0, zone) }.joined(separator: "\n"))
            return
        }
        let items = lines.map { JSONValue.object($0.json(zone)) }
        print(CanonicalJSON.line(["now": .string(zone.text(now)), "zone": .string(zone.name), "items": .array(items)]))
    }

    private static func text(_ line: DueLine, _ zone: Zone) -> String {
        let time = line.target.map { "by \(zone.text($0))" } ?? "no hours are set"
        let latest = line.latest.flatMap { $0 == line.target ? nil : ", at the latest \(zone.text($0))" } ?? ""
        let ad = line.code.map { "ad \($0), " } ?? ""
        let late = line.isLate ? "LATE " : ""
        return "\(late)\(line.rule) \(time)\(latest): \(line.task.sentence) (\(ad)\(line.basis)) \(line.path)"
    }
}
