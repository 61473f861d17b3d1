import ArgumentParser
import Daylight
import Glibc
import Server
import Simulation
import Storage

/// `daylight demo`: an invented election to look at, with a server around it.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Make a demo election and serve it.",
        discussion: """
            EXAMPLE
              daylight demo

            On a first start this makes the social traffic, the political advertising and the count of an invented election in
            the data folder, publishes the ads' notices and the results, looks for coordination and for ads that break a rule,
            and adds a reviewer. Later starts find all of that and only serve.
            """)

    /// The demo is the same everywhere.
    private static let seed: UInt64 = 2029
    private static let reviewer = "reviewer"

    @OptionGroup var options: DataOptions
    @OptionGroup var listen: ListenOptions

    @Flag(help: "Make the demo election and stop; do not serve.")
    var prepareOnly = false

    func run() async throws {
        try await reportingFailures {
            let observatory = try await options.observatory()
            let (outcome, feed) = try await prepare(observatory)
            let password = try await reviewerPassword(observatory)
            let board = DemoBoard(
                office: BoardImport(
                    into: observatory, organisation: listen.configuration.organisation, author: Self.reviewer))
            try await DataOptions.reportingStoreFailures {
                try await board.hold(reviewer: Self.reviewer, now: SystemClock.now())
            }
            if prepareOnly {
                await observatory.close()
                return print("The demo election is in \(options.directory).")
            }
            try await listen.serve(observatory, by: try options.settings()) { port in
                StandardOutput.say(welcome(port: port, outcome: outcome, feed: feed, password: password))
            }
        }
    }

    private var folder: String { "\(options.directory)/demo" }

    private func prepare(_ observatory: Observatory) async throws -> (Import.Outcome, feed: String) {
        let simulation = Simulation(parameters: .demo, seed: Self.seed)
        let advertising = AdvertisingSimulation(seed: Self.seed)
        let count = try SignedCount(CountingSimulation(seed: Self.seed))
        try SimulationFolder(path: folder).write(simulation, advertising, count: try count.files())
        StandardOutput.say(try AdvertisingCheck(firstSeed: Self.seed, runs: 1).text)
        var configuration = listen.configuration
        configuration.advertising = try options.advertising()
        let demo = DemoAdvertising(
            simulation: advertising,
            office: AdvertisingImport(
                into: observatory, configuration: configuration, author: Self.reviewer, now: SystemClock.now()))
        try await DataOptions.reportingStoreFailures { try await demo.record() }
        let polls = DemoCount(count: count, office: CountImport(into: observatory, author: Self.reviewer))
        try await DataOptions.reportingStoreFailures { try await polls.record(now: SystemClock.now()) }
        let checks = FactCheckImport(
            into: observatory, configuration: try factChecks(), author: Self.reviewer)
        try await DataOptions.reportingStoreFailures {
            try await DemoFactChecks.publish(by: checks, now: SystemClock.now())
        }
        let notes = NoteImport(into: observatory)
        try await DataOptions.reportingStoreFailures { try await DemoNotes.publish(by: notes, now: SystemClock.now()) }
        let leaks = LeakImport(into: observatory, people: DemoLeaks.people)
        try await DataOptions.reportingStoreFailures { try await DemoLeaks.release(by: leaks, now: SystemClock.now()) }
        let feed = DemoFeed(office: FeedImport(into: observatory, author: Self.reviewer))
        let page = try await DataOptions.reportingStoreFailures { try await feed.serve(now: SystemClock.now()) }
        let outcome = try await Import(
            file: "\(folder)/posts.csv", name: "Demo election", declared: "\(folder)/declared.csv"
        ).run(into: observatory)
        return (outcome, page)
    }

    /// The operator's list of signatories, made with the demo's own one where there is none.
    private func factChecks() throws -> FactCheckConfiguration {
        let path = "\(options.directory)/\(FactCheckConfiguration.fileName)"
        if access(path, F_OK) != 0 {
            let file = try OutputFile(path)
            try Array(DemoFactChecks.signatories.utf8).withUnsafeBytes(file.write)
            try file.publish()
        }
        return try options.factChecks()
    }

    /// The demo reviewer's password: random, kept in a file only its owner can read.
    private func reviewerPassword(_ observatory: Observatory) async throws -> String {
        let path = "\(folder)/reviewer-password.txt"
        if try await observatory.store.user(named: Self.reviewer) != nil {
            return String(
                decoding: (try? InputFile.bytes(path, limit: 4096)) ?? Array("(not known any more)".utf8), as: UTF8.self)
        }
        var generator = SystemRandomNumberGenerator()
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        let password = (0..<4).map { _ in
            String((0..<5).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] })
        }
        .joined(separator: "-")
        let file = try OutputFile(path, mode: 0o600)
        try Array(password.utf8).withUnsafeBytes(file.write)
        try file.publish()
        _ = try await DataOptions.reportingStoreFailures {
            try await observatory.addPerson(name: Self.reviewer, password: password, role: .reviewer, now: SystemClock.now())
        }
        return password
    }

    private func welcome(port: Int, outcome: Import.Outcome, feed: String, password: String) -> String {
        let address = "http://localhost:\(port)"
        return """

            Daylight is running at \(address)

              A demo election: \(outcome.dataset.rows) shares by \(outcome.dataset.accounts) accounts, all invented.
              Look at     \(address)/findings   groups that chance does not explain, and ads that break a rule, waiting for a decision
              The ads     \(address)/ads        who paid, who gains, why they are shown; \(address)/ads/money, \(address)/ads/pledges
              The claims  \(address)/fact-checks  what was checked, by whom; \(address)/notes, \(address)/leaks
              The board   \(address)/board      what reviewers of four kinds agree on in a draft of the feed's rules
              The count   \(address)/elections  what polling stations reported, and the way of every number
              A feed      \(address)\(feed)  one reader's posts, every place explained
              Sign in     \(address)/sign-in    as \(Self.reviewer), password \(password)
              Then        open a group, decide, and follow the link to the receipt
              Check it    daylight accounts coordination \(folder)/posts.csv --declared \(folder)/declared.csv
                          daylight ads gate < \(folder)/ads/bids.jsonl
              The truth   \(folder)/truth.json and \(folder)/ads/truth.json   who was planted

            Ctrl-C stops it; daylight demo starts it again with what is there.
            """
    }
}
