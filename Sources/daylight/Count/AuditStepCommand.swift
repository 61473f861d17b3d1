import ArgumentParser
import Daylight
import Glibc
import Tally

/// `daylight count audit step`: what was done in an audit.
struct AuditStepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "step",
        abstract: "Record what was done in an audit, or say why that is not possible now.",
        discussion: """
            EXAMPLES
              echo '{"event":"commit"}' | daylight count audit step mayor-audit - --by "Ann Berg"
              daylight count audit step mayor-audit seed.json --by "Ann Berg"
              daylight count audit step mayor-audit readings.json --by "Bo Dahl" --json

            FILE is one event or an array of them: commit; seed with digits and rolledBy; round with size (draws in all);
            enter with batch, position and votes or notFound; resolve with the same and a reason; measure; fullCount with a
            reason; handCount with results. Two people enter each paper, each by a command of their own; a third one
            resolves what differs. An array is recorded up to the first event that is refused.

            EXIT CODES
              0 recorded · 1 refused: the answer says what to do next · 64 wrong options · 65 malformed input
              66 no such file or audit · 73 DIR cannot be written
            """)

    /// Largest file of events.
    private static let byteLimit = 64 << 20

    @Argument(help: "Folder of the audit.")
    var dir: String

    @Argument(help: "What was done, as JSON; - for standard input.")
    var file: String

    @Option(name: .customLong("by"), help: ArgumentHelp("Who did it, as it is published.", valueName: "name"))
    var actor: String

    @Option(help: ArgumentHelp("When it was done (RFC 3339); now if not given.", valueName: "time"))
    var at: String?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let actions = try CountFile(path: file, json: json).read(limit: Self.byteLimit, actions)
        let time = try CountFile(path: "--at", json: json).reporting(time)
        let store = AuditStore(path: dir)
        let (process, refusal) = try CountFile(path: dir, json: json).reporting {
            try store.locked { try record(actions, at: time, in: store) }
        }
        if let refusal {
            if json {
                var answer = process.summary
                answer["refused"] = .string(refusal.description)
                print(CanonicalJSON.line(.object(answer)))
            }
            throw Failure(.answerIsNo, refusal.description).exit()
        }
        process.say(json: json)
    }

    private func actions(_ bytes: [UInt8]) throws -> [AuditEvent.Action] {
        let value = try JSONParser.parse(bytes, limits: .init(bytes: Self.byteLimit))
        guard case .array(let elements) = value else { return [try AuditEvent.Action(MemberReader(value, path: "/"))] }
        return try elements.enumerated().map { index, element in
            try AuditEvent.Action(MemberReader(element, path: "/\(index)/"))
        }
    }

    private func time() throws -> Timestamp {
        guard let at else {
            var now = timespec()
            clock_gettime(CLOCK_REALTIME, &now)
            return Timestamp(milliseconds: Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000)
        }
        guard let time = Timestamp(iso8601: at) else {
            throw InputError(expected: "an instant such as 2026-05-15T10:00:00+02:00", found: at)
        }
        return time
    }

    private func record(
        _ actions: [AuditEvent.Action], at time: Timestamp, in store: AuditStore
    ) throws -> (AuditProcess, AuditRefusal?) {
        var process = try store.folder().process()
        for action in actions {
            do throws(AuditRefusal) { try process.apply(AuditEvent(action, at: time, by: actor)) } catch {
                return (process, error)
            }
            guard let entry = process.entries.last else { continue }
            try store.write(AuditFolder.eventName(process.entries.count), entry.bytes)
        }
        return (process, nil)
    }
}
