import ArgumentParser
import Daylight
import EvidenceLog
import Glibc

/// `daylight log follow URL|DIR`.
struct LogFollowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow", abstract: "Watch a log of somebody else's, and prove it when it tells two histories.",
        discussion: """
            daylight log follow https://log.example/2026 --vkey "$(cat log.vkey)" --state FOLLOWED --policy trusted.policy

            Every new head must continue the last one seen, every new entry must be under it, and the witnesses that the
            policy gives addresses of must have seen the same. A proven contradiction is written to
            FOLLOWED/….fork.json, which daylight verify takes, and ends the command.

            Exit codes: 0 all is well (with --once), 1 a fork is proven, or with --once something is suspicious,
            65 the policy is malformed, 66 no such log, 69 the log does not answer (with --once), or the state is in use.
            """)

    /// How often a witness that is ahead of the log is waited for before that is called suspicious.
    private static let patience = 3

    @Argument(help: ArgumentHelp("The address the log is served at, or its directory.", valueName: "url|dir"))
    var place: String

    @Option(help: "The log's public key, NAME+KEYID+BASE64.")
    var vkey: VerifierKeyArgument

    @Option(help: "The directory with what was seen so far; made if it is not there.")
    var state: String

    @Option(help: "A trust policy: its witnesses with addresses are asked what they have seen.")
    var policy: String?

    @Option(help: "Seconds between two looks.")
    var interval: UInt32 = 60

    @Flag(help: "Look once, and end.")
    var once = false

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
        let policy = try self.policy.map { path in
            try CommandFile.parsing(path) { bytes throws(InputError) in try TrustPolicy(parsing: bytes) }
        }
        let witnesses = policy?.witnesses.filter { $0.url != nil } ?? []
        let transport = HTTPWitnesses()
        guard witnesses.isEmpty || transport != nil else {
            throw CommandFailure.exit(CommandFailure.unavailable, "libcurl is not installed; on Debian: apt-get install libcurl4")
        }
        let source = try CommandFailure.unlessLogFails { () throws(LogError) in try LogPlace.source(place) }
        var follower = try CommandFailure.unlessLogFails { () throws(LogError) in
            try LogFollower(of: source, key: vkey.key, state: state, workers: Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        }
        while true {
            let isWell = try look(&follower, witnesses, transport)
            if once {
                if !isWell { throw CommandFailure.no }
                return
            }
            sleep(max(1, interval))
        }
    }

    /// One look at the log and at every witness. Whether all was well; ends the command when a fork is proven.
    private func look(
        _ follower: inout LogFollower, _ witnesses: [TrustPolicy.Witness], _ transport: HTTPWitnesses?
    ) throws -> Bool {
        do {
            var isWell = try report(try follower.look(), follower, "log")
            for witness in witnesses {
                isWell = try compare(&follower, witness, transport) && isWell
            }
            return isWell
        } catch let error as LogError {
            // A log that does not answer now may answer at the next look.
            guard !once, case .unavailable = error else { throw CommandFailure.exit(error) }
            CommandFailure.say(error.description)
            return false
        }
    }

    private func compare(
        _ follower: inout LogFollower, _ witness: TrustPolicy.Witness, _ transport: HTTPWitnesses?
    ) throws -> Bool {
        guard let transport, let url = witness.url else { return true }
        let path = "\(Witness.identity(of: vkey.key.name))/checkpoint"
        for attempt in 1...Self.patience {
            guard case .answered(let status, _, let note) = transport.latestCheckpoint(path, at: url), status == 200 else {
                CommandFailure.say("\(witness.name): shows no checkpoint of this log at \(url)")
                return true
            }
            switch try follower.compare(witnessed: note, by: witness.key) {
            case nil: return true
            case .ahead(let size):
                guard attempt == Self.patience else {
                    sleep(1)
                    _ = try report(try follower.look(), follower, "log")
                    continue
                }
                let reason = "it has cosigned \(size) entries, and the log does not show them"
                return try report(.suspicious(reason), follower, witness.name.description)
            case let observation?: return try report(observation, follower, witness.name.description)
            }
        }
        return true
    }

    /// Says what was observed. Whether it is well.
    private func report(_ observation: LogFollower.Observation, _ follower: LogFollower, _ place: String) throws -> Bool {
        switch observation {
        case .unchanged(let size), .ahead(let size):
            try say(
                ["ok": true, "place": .string(place), "size": .integer(size), "new": 0],
                "\(place): \(size) entries, as before")
            return true
        case .grew(let old, let size):
            try say(
                ["ok": true, "place": .string(place), "size": .integer(size), "new": .integer(size - old)],
                "\(place): \(size) entries, \(size - old) new")
            return true
        case .suspicious(let reason):
            try say(
                ["ok": false, "place": .string(place), "verdict": "suspicious", "reason": .string(reason)],
                "SUSPICIOUS \(place): \(reason)")
            return false
        case .fork(let evidence):
            let file = try follower.keep(evidence)
            try say(
                ["ok": false, "place": .string(place), "verdict": "fork", "evidence": .string(file)],
                "FORK \(place): the log has signed two histories; evidence in \(file)")
            throw CommandFailure.no
        }
    }

    private func say(_ object: JSONValue, _ text: String) throws {
        try CommandFile.printLine(json ? CanonicalJSON.line(object) : text)
    }
}
