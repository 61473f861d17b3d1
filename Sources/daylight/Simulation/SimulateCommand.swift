public import ArgumentParser
import Daylight
public import Simulation

/// `daylight simulate`: an invented election to practise on, and how well detection does on many of them.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Make the traffic and advertising of an invented election with planted attacks, or check detection on many.",
        discussion: """
            EXAMPLES
              daylight simulate demo-data
              daylight simulate demo-data --preset hard --seed 7
              daylight simulate --check --runs 100

            DIR gets posts.csv (shares), declared.csv (one publisher's outlets), truth.json (who was planted) and the folder
            ads (notices, bids, delivery, money, and their truth.json). The same preset and seed always give the same files.
            --check writes no files: it makes elections, runs detection on them and compares the outcome with the truth;
            without --preset it does so for hard, for noise and for advertising.

            EXIT CODES
              0 done · 1 --check: detection missed its goals · 64 wrong options · 73 output cannot be made
            """)

    @Argument(help: "Folder to write to; made if it is not there.")
    var dir: String?

    @Option(help: "demo, hard or noise (demo).")
    var preset: SimulationPreset?

    @Option(help: "Any whole number; with --check the first of several.")
    var seed: UInt64 = 1

    @Flag(help: "Run detection on simulated elections and print what was planted, found and falsely flagged.")
    var check = false

    @Option(help: "With --check: number of elections, each with the next seed.")
    var runs: CountOption?

    @Flag(help: "With --check: print one JSON object instead of text.")
    var json = false

    func validate() throws {
        guard check != (dir != nil) else { throw ValidationError("Name a folder to write to, or say --check; not both.") }
        guard check || (runs == nil && !json) else { throw ValidationError("--runs and --json belong to --check.") }
        if let runs, !(1...100_000).contains(runs.value) {
            throw ValidationError("--runs: expected a number from 1 to 100000, found \(runs.value).")
        }
    }

    func run() throws {
        try reportingFailures {
            guard let dir else { return try checkDetection() }
            try write(Simulation(parameters: (preset ?? .demo).parameters, seed: seed), into: dir)
        }
    }

    private func write(_ simulation: Simulation, into folder: String) throws {
        let advertising = AdvertisingSimulation(seed: seed)
        try SimulationFolder(path: folder).write(simulation, advertising)
        let groups = simulation.truth.groups
        let members = groups.reduce(0) { $0 + $1.members.count }
        print("\(folder): \(simulation.shares.count) shares of \(simulation.parameters.accounts) accounts;")
        print("\(groups.count) planted groups with \(members) members; \(simulation.declaredGroups.count) declared outlets.")
        let attacks = advertising.ads.count { $0.kind.isPlanted }
        print("\(advertising.ads.count) political ads, \(attacks) of them planted attacks.")
    }

    private func checkDetection() throws {
        let presets = preset.map { [$0] } ?? [.hard, .noise]
        let progress = ProgressLine()
        defer { progress.clear() }
        let checks = try presets.map { preset in
            try DetectionCheck(preset: preset, firstSeed: seed, runs: runs?.value ?? 1) { part in
                progress.update("simulating and detecting (\(preset.rawValue))", part)
            }
        }
        let advertising =
            try preset == nil
            ? AdvertisingCheck(firstSeed: seed, runs: runs?.value ?? 1) { part in
                progress.update("simulating and judging ads", part)
            } : nil
        progress.clear()
        if json {
            print(CanonicalJSON.line(.array(checks.map(\.json) + (advertising.map { [$0.json] } ?? []))))
        } else {
            print((checks.map(\.text) + (advertising.map { [$0.text] } ?? [])).joined(separator: "\n"), terminator: "")
        }
        if checks.contains(where: { !$0.meetsGoals }) || advertising?.meetsGoals == false {
            throw Failure(.answerIsNo, "detection missed its goals")
        }
    }
}

extension SimulationPreset: ExpressibleByArgument {}
