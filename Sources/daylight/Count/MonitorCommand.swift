import ArgumentParser
import Daylight
import EvidenceLog
import Glibc
import Tally

/// `daylight count monitor`: whether published results are what was signed, seen from outside.
struct MonitorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitor",
        abstract: "Watch published results for defacement, stops, rollback and split views.",
        discussion: """
            EXAMPLES
              daylight count monitor https://results.example/results/GR2026 --definition election.json --state watch.json \\
                --every 30 --also https://mirror.example/results/GR2026 --evidence found
              daylight count monitor www/results/GR2026 --definition 3f0c…64 digits… --json
              daylight count monitor found/0a1b2c3d4e5f6071.feed.json --recheck

            SOURCE is the address or folder with index.json. Nothing but the definition is trusted: it names the publishers.
            Each poll reads the index, the signed lists since the last one known, the first page and a few others drawn anew,
            and the files they cite; it holds digests, signatures, numbers and sums against each other and against what was seen
            before. Findings: ALTERED, DEFACED, F503 (a sum is wrong), F505 (a station did not sign), ROLLED_BACK, SPLIT_VIEW,
            STALLED, UNSIGNED. What is found is kept in --evidence with the bytes it was found in, and --recheck judges it
            again. Without --every there is one poll; with --json each poll prints one line. Stopped, it goes on from --state.

            EXIT CODES
              0 all well · 1 something was found (with --recheck: is confirmed) · 64 wrong options · 65 malformed input
              66 no such file · 69 a host cannot be reached · 73 the state or the evidence cannot be written
            """)

    @Argument(help: "Address or folder of the publications; with --recheck an evidence file.")
    var source: String

    @Option(help: "The election's definition: its file, or the digest of it.")
    var definition: String?

    @Option(help: "Where to keep what was seen between runs.")
    var state: String?

    @Option(help: "Seconds between polls, 1 to 86400.")
    var every: Int?

    @Option(help: "How many polls to make; otherwise until stopped, or one without --every.")
    var polls: Int?

    @Option(help: "How many pages to check besides the first, 0 to 10000.")
    var pages = 8

    @Option(help: "Another address of the same publications, which must agree.")
    var also: [String] = []

    @Option(help: "A checkpoint of the evidence log from a witness: a file or an address.")
    var witness: [String] = []

    @Option(help: "The evidence log's public key, NAME+KEYID+BASE64.")
    var logKey: String?

    @Option(help: "A folder for evidence of what is found.")
    var evidence: String?

    @Flag(help: "Judge an evidence file again instead of watching.")
    var recheck = false

    @Flag(help: "Print one JSON object for each poll instead of text.")
    var json = false

    func validate() throws {
        guard recheck || definition != nil else { throw ValidationError("--definition is needed: its digest or its file") }
        guard (1...86_400).contains(every ?? 60) else { throw ValidationError("--every must be 1 to 86400") }
        guard polls ?? 1 >= 1 else { throw ValidationError("--polls must be 1 or more") }
        guard (0...10_000).contains(pages) else { throw ValidationError("--pages must be 0 to 10000") }
        guard also.count <= 20, witness.count <= 20 else { throw ValidationError("at most 20 hosts and 20 witnesses") }
    }

    func run() throws {
        if recheck { return try judgeAgain() }
        let file = CountFile(path: definition ?? "", json: json)
        let (watch, bytes) = try file.reporting { try trust() }
        var watcher = FeedWatcher(
            watch, definition: bytes, pages: pages, witnesses: witness,
            memory: try CountFile(path: state ?? "", json: json).reporting { try remembered() })
        let hosts = try file.reporting { try ([source] + also).map(FeedHost.init) }
        let count = polls ?? (every == nil ? 1 : .max)
        var outcome = MonitorOutcome()
        var number = 1
        while true {
            let poll = poll(number, hosts, &watcher)
            try file.reporting { try keep(poll, watcher.memory, &outcome) }
            StandardOutput.say(json ? CanonicalJSON.line(.object(poll.json)) : poll.text)
            guard number < count else { break }
            number += 1
            sleep(UInt32(every ?? 60))
        }
        if outcome.hasFindings { throw ExitCode(Failure.Reason.answerIsNo.rawValue) }
        if outcome.isUnreachable { throw ExitCode(Failure.Reason.unavailable.rawValue) }
    }

    /// What is trusted, and the definition where its file was given.
    private func trust() throws -> (FeedWatch, [UInt8]?) {
        let key = try logKey.map { text throws(InputError) in try VerifierKey(parsing: text) }
        let text = definition ?? ""
        if let digest = Digest(hex: text) { return (FeedWatch(definition: digest, logKey: key), nil) }
        let value = try JSONParser.parse(
            try CountFile.bytes(text, limit: CountCheck.byteLimit), limits: .init(bytes: CountCheck.byteLimit))
        // A file of reports holds the definition as its member election.
        let election = value["election"] ?? value
        _ = try ElectionDefinition(election)
        let watch = FeedWatch(definition: try ElectionDefinition.digest(of: election), logKey: key)
        return (watch, try CanonicalJSON.bytes(of: election))
    }

    private func remembered() throws -> FeedMemory {
        guard let state, access(state, F_OK) == 0 else { return FeedMemory() }
        let bytes = try CountFile.bytes(state, limit: FeedMemory.byteLimit)
        return try FeedMemory(try JSONParser.parse(bytes, limits: .init(bytes: FeedMemory.byteLimit)))
    }

    private func poll(_ number: Int, _ hosts: [FeedHost], _ watcher: inout FeedWatcher) -> MonitorPoll {
        var poll = MonitorPoll(number: number, at: .now)
        let progress = ProgressLine()
        for host in hosts {
            do {
                poll.looks.append((host.name, .success(try watcher.look(at: host, now: { .now }, progress: progress))))
            } catch let failure as Failure {
                poll.looks.append((host.name, .failure(failure)))
            } catch {
                poll.looks.append((host.name, .failure(Failure(.unavailable, "\(host.name): \(error)"))))
            }
        }
        progress.clear()
        return poll
    }

    /// Writes the evidence and the state before anything is said.
    private func keep(_ poll: MonitorPoll, _ memory: FeedMemory, _ outcome: inout MonitorOutcome) throws {
        for (host, look) in poll.looks {
            switch look {
            case .failure: outcome.isUnreachable = true
            case .success(let look):
                guard let found = look.evidence else { continue }
                outcome.hasFindings = true
                // What is found again and again is kept once.
                guard let evidence, outcome.kept.updateValue(Set(found.findings), forKey: host) != Set(found.findings) else {
                    continue
                }
                let bytes = found.file
                try write("\(evidence)/\(Digest(of: bytes).hex.prefix(16)).feed.json", bytes)
            }
        }
        if let state { try write(state, CanonicalJSON.lineBytes(.object(memory.json)) + [0x0A]) }
    }

    private func write(_ path: String, _ bytes: [UInt8]) throws {
        if let evidence, path.hasPrefix(evidence + "/"), mkdir(evidence, 0o755) != 0, errno != EEXIST {
            throw Failure(.cannotCreateOutput, "\(evidence): \(systemMessage())")
        }
        let output = try OutputFile(path)
        try bytes.withUnsafeBytes { try output.write($0) }
        try output.publish()
    }

    private func judgeAgain() throws {
        let (confirmed, unconfirmed) = try CountFile(path: source, json: json).read(limit: FeedEvidence.byteLimit) {
            try FeedEvidence($0).judge()
        }
        if json {
            print(
                CanonicalJSON.line([
                    "confirmed": .array(confirmed.map { .object($0.json) }),
                    "unconfirmed": .array(unconfirmed.map { .object($0.json) }), "notProven": .string(FeedEvidence.notProven),
                ]))
        } else {
            for finding in confirmed { print("confirmed: \(finding.text)") }
            for finding in unconfirmed { print("not confirmed: \(finding.text)") }
            print(FeedEvidence.notProven)
        }
        if !confirmed.isEmpty { throw ExitCode(Failure.Reason.answerIsNo.rawValue) }
    }
}

/// What a run has come to so far.
struct MonitorOutcome {
    var hasFindings = false
    var isUnreachable = false
    /// What was last kept of each host.
    var kept: [String: Set<FeedFinding>] = [:]
}
