import Daylight
import Testing

@testable import Simulation

@Suite struct ClaimsSimulationTests {
    private static let simulation = ClaimsSimulation(seed: 3)
    private static let parameters = ClaimsParameters.demo

    /// Everything that follows from the seed, mails with a signature that anybody can make.
    private static func bytes(_ simulation: ClaimsSimulation) -> [UInt8] {
        let files = simulation.notes.files + simulation.checks.files + simulation.texts.files + simulation.pictures.files
        let mails = simulation.leak.mails.flatMap { mail in mail.found { _, digest in digest.bytes } }
        let keys = simulation.leak.keys { simulation.leak.keySeed($0, $1) }
        let feeds = simulation.feeds.feeds.flatMap { feed in
            CanonicalJSON.lineBytes([feed.candidates, feed.opened]) + feed.salt
                + feed.order.flatMap { Array("\($0.id) \($0.score)\n".utf8) }
        }
        return files.flatMap { Array($0.path.utf8) + $0.bytes } + mails + feeds
            + CanonicalJSON.lineBytes([simulation.truthJSON, keys, simulation.feeds.policy])
    }

    @Test func theSameSeedGivesTheSameBytes() {
        let bytes = Self.bytes(Self.simulation)
        #expect(Self.bytes(ClaimsSimulation(seed: 3)) == bytes)
        #expect(Self.bytes(ClaimsSimulation(seed: 4)) != bytes)
    }

    @Test func everyKindIsThereAsOftenAsAskedFor() {
        let (simulation, parameters) = (Self.simulation, Self.parameters)
        func expectAll<Kind: SimulatedKind>(_ kinds: [Kind], _ count: Int) {
            for kind in Kind.allCases { #expect(kinds.count { $0 == kind } == count, "\(kind)") }
        }
        expectAll(simulation.checks.documents.map(\.kind), parameters.checks)
        expectAll(simulation.texts.posts.map(\.kind), parameters.posts)
        expectAll(simulation.pictures.pictures.map(\.kind), parameters.pictures)
        expectAll(simulation.leak.mails.map(\.kind), parameters.mails)
        expectAll(simulation.feeds.feeds.map(\.kind), parameters.feeds)
        for kind in NoteKind.allCases {
            let expected =
                switch kind {
                case .brigaded, .brigadedAlone: parameters.brigaded
                case .partisan: parameters.partisan
                case .bad: parameters.bad
                case .fewRatings: parameters.fewRatings
                case .bridging: parameters.bridging
                }
            #expect(simulation.notes.notes.count { $0.kind == kind } == expected, "\(kind)")
        }
    }

    @Test func theTruthNamesEverything() {
        let (simulation, truth) = (Self.simulation, Self.simulation.truthJSON)
        func told(_ part: String, _ name: String) -> [String] {
            (truth[part]?.arrayValue ?? []).compactMap { entry in
                guard let id = entry[name]?.stringValue, let kind = entry["kind"]?.stringValue else { return nil }
                return "\(id) \(kind) \(entry["role"]?.stringValue ?? "")"
            }
        }
        func line(_ id: String, _ kind: some SimulatedKind) -> String { "\(id) \(kind.rawValue) \(kind.role.rawValue)" }
        #expect(told("notes", "note") == simulation.notes.notes.map { line("\($0.id)", $0.kind) })
        #expect(told("checks", "file") == simulation.checks.documents.map { line($0.file, $0.kind) })
        #expect(told("texts", "post") == simulation.texts.posts.map { line($0.id, $0.kind) })
        #expect(told("pictures", "file") == simulation.pictures.pictures.map { line($0.file, $0.kind) })
        #expect(told("mails", "file") == simulation.leak.mails.map { line($0.file, $0.kind) })
        #expect(told("feeds", "folder") == simulation.feeds.feeds.map { line($0.folder, $0.kind) })
        #expect(truth["brigade"]?.arrayValue?.count == Self.parameters.brigade)
    }

    @Test func namesOfFilesAreUniqueAndStayInTheirFolder() {
        let simulation = Self.simulation
        for files in [
            simulation.notes.files.map(\.path), simulation.checks.files.map(\.path), simulation.texts.files.map(\.path),
            simulation.pictures.files.map(\.path), simulation.leak.mails.map(\.file), simulation.feeds.feeds.map(\.folder),
        ] {
            #expect(Set(files).count == files.count)
            #expect(files.allSatisfy { !$0.contains("/") && !$0.contains("..") })
        }
    }
}
