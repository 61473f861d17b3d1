import ArgumentParser
import Daylight
import Simulation

/// `daylight simulate`: an invented election to practise on, and how well detection does on many of them.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract:
            "Make the traffic, advertising, count and claims of an invented election with planted attacks, or check detection.",
        discussion: """
            EXAMPLES
              daylight simulate demo-data
              daylight simulate demo-data --preset hard --seed 7
              daylight simulate --check --runs 100
              daylight simulate --check --preset count
              daylight simulate --check --preset claims

            DIR gets posts.csv (shares), declared.csv (one publisher's outlets), truth.json (who was planted), the folder ads
            (notices, bids, delivery, money, and their truth.json), the folder count (reports.json of 300 stations for
            daylight count check and screen, definition.json, truth.json) and the folder claims (notes and ratings,
            fact-checks, claims and posts, pictures, leaked mails, served feeds, truth.json). The same preset and seed always
            give the same files.
            --check writes no files: it makes elections, runs detection on them and compares the outcome with the truth;
            without --preset it does so for hard, for noise, for advertising, for the count of 5,000 stations and for claims.

            EXIT CODES
              0 done · 1 --check: detection missed its goals · 64 wrong options · 73 output cannot be made
            """)

    @Argument(help: "Folder to write to; made if it is not there.")
    var dir: String?

    @Option(
        help: "demo, hard or noise (demo); with --check also advertising, count or claims.",
        transform: SimulatedPart.named)
    var preset: SimulatedPart?

    @Option(help: "Any whole number; with --check the first of several.")
    var seed: UInt64 = 1

    @Flag(help: "Run detection on simulated elections and print what was planted, found and falsely flagged.")
    var check = false

    @Option(help: "With --check: number of elections, each with the next seed (1; claims 5).")
    var runs: CountOption?

    @Flag(help: "With --check: print one JSON object instead of text.")
    var json = false

    func validate() throws {
        guard check != (dir != nil) else { throw ValidationError("Name a folder to write to, or say --check; not both.") }
        guard check || preset.map({ $0.traffic == nil }) != true else {
            throw ValidationError("--preset \(preset?.rawValue ?? "") belongs to --check.")
        }
        guard check || (runs == nil && !json) else { throw ValidationError("--runs and --json belong to --check.") }
        if let runs, !(1...100_000).contains(runs.value) {
            throw ValidationError("--runs: expected a number from 1 to 100000, found \(runs.value).")
        }
    }

    func run() throws {
        try reportingFailures {
            guard let dir else { return try checkDetection() }
            try write(Simulation(parameters: (preset?.traffic ?? .demo).parameters, seed: seed), into: dir)
        }
    }

    private func write(_ simulation: Simulation, into folder: String) throws {
        let advertising = AdvertisingSimulation(seed: seed)
        let count = try SignedCount(CountingSimulation(seed: seed))
        let claims = ClaimsSimulation(seed: seed)
        try SimulationFolder(path: folder).write(
            simulation, advertising, count: try count.files(), claims: try ClaimsFolder.files(claims))
        let groups = simulation.truth.groups
        let members = groups.reduce(0) { $0 + $1.members.count }
        print("\(folder): \(simulation.shares.count) shares of \(simulation.parameters.accounts) accounts;")
        print("\(groups.count) planted groups with \(members) members; \(simulation.declaredGroups.count) declared outlets.")
        let attacks = advertising.ads.count { $0.kind.isPlanted }
        print("\(advertising.ads.count) political ads, \(attacks) of them planted attacks.")
        let faults = count.simulation.truth.count { $0.kind.isPlanted }
        print("\(count.simulation.stations.count) polling stations, \(faults) planted faults in their count.")
        say(claims)
    }

    private func say(_ claims: ClaimsSimulation) {
        let (notes, texts) = (claims.notes, claims.texts)
        let brigaded = notes.notes.count(where: \.kind.isBrigaded)
        print("\(notes.notes.count) notes by \(notes.raters.count) raters, \(brigaded) of them pushed by a brigade;")
        print("\(claims.checks.documents.count) fact-checks; \(texts.posts.count) posts on \(texts.claims.count) claims;")
        let (pictures, mails) = (claims.pictures.pictures.count, claims.leak.mails.count)
        print("\(pictures) pictures, \(mails) leaked mails, \(claims.feeds.feeds.count) served feeds.")
    }

    private func checkDetection() throws {
        let progress = ProgressLine()
        defer { progress.clear() }
        let parts = preset.map { [$0] } ?? SimulatedPart.checked
        let outcomes = try parts.map { part in
            try outcome(of: part) { done in progress.update("simulating and checking (\(part.rawValue))", done) }
        }
        progress.clear()
        if json {
            print(CanonicalJSON.line(.array(outcomes.map(\.json))))
        } else {
            print(outcomes.map(\.text).joined(separator: "\n"), terminator: "")
        }
        guard outcomes.allSatisfy(\.meetsGoals) else { throw Failure(.answerIsNo, "detection missed its goals") }
    }

    private func outcome(
        of part: SimulatedPart, _ progress: (Double) -> Void
    ) throws -> (text: String, json: JSONValue, meetsGoals: Bool) {
        let runs = runs?.value ?? part.runs
        if let preset = part.traffic {
            let check = try DetectionCheck(preset: preset, firstSeed: seed, runs: runs, progress: progress)
            return (check.text, check.json, check.meetsGoals)
        }
        if part == .advertising {
            let check = try AdvertisingCheck(firstSeed: seed, runs: runs, progress: progress)
            return (check.text, check.json, check.meetsGoals)
        }
        if part == .claims {
            let check = try ClaimsCheck(firstSeed: seed, runs: runs, progress: progress)
            return (check.text, check.json, check.meetsGoals)
        }
        let check = try CountingCheck(firstSeed: seed, runs: runs, progress: progress)
        return (check.text, check.json, check.meetsGoals)
    }
}
