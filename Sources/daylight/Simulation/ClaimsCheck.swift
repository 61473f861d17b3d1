import Credibility
import Daylight
import Simulation

/// Note scoring, import, matching, mail verification and replay on simulated elections, held against the truth.
struct ClaimsCheck {
    /// Things of one kind.
    struct Outcome {
        let role: SimulatedRole
        var items = 0
        /// Planted: found as what it is, or kept back. Innocent: taken for something wrong. Unpromised: found all the same.
        var found = 0
        /// As what.
        var answers: Set<String> = []
    }

    /// Parts in the order of the table.
    enum Part: String, CaseIterable {
        case notes
        case factChecks = "fact-checks"
        case texts
        case pictures
        case mails
        case feeds
    }

    let firstSeed: UInt64
    let runs: Int
    private(set) var outcomes: [Part: [String: Outcome]] = [:]
    /// Pairs of texts or pictures that were reported and do not belong together.
    var wrongPairs = 0
    /// Largest intercept of a note that the brigade rated; ``brigadeLimit`` is not to be reached.
    private(set) var brigadeIntercept: Double?
    /// Brigaded notes, and those that more than half of their raters call helpful.
    private(set) var brigaded = (notes: 0, byMajority: 0)

    /// Below it a note is refused for good (credibility reference, section 2.7).
    static let brigadeLimit = 0.30

    /// Makes and judges `runs` elections, with seeds from `firstSeed` upwards.
    init(firstSeed: UInt64, runs: Int, progress: (Double) -> Void = { _ in }) throws {
        self.firstSeed = firstSeed
        self.runs = runs
        let suffixes = PublicSuffixFile.load(.registriesAndPrivate)
        for number in 0..<runs {
            func advance(_ part: Double) { progress((Double(number) + part) / Double(runs)) }
            let simulation = ClaimsSimulation(seed: firstSeed &+ UInt64(number))
            advance(0.1)
            try judgeNotes(simulation.notes)
            advance(0.6)
            try judgeChecks(simulation.checks, suffixes)
            try judgeTexts(simulation.texts)
            advance(0.7)
            try judgePictures(simulation.pictures)
            advance(0.9)
            try judgeMails(simulation.leak)
            try judgeFeeds(simulation.feeds)
            advance(1)
        }
    }

    /// - Parameter isFound: for an innocent thing whether it was taken for something wrong.
    mutating func count(_ part: Part, _ kind: some SimulatedKind, _ isFound: Bool, _ answers: some Sequence<String>) {
        var outcome = outcomes[part]?[kind.rawValue] ?? Outcome(role: kind.role)
        outcome.items += 1
        outcome.found += isFound ? 1 : 0
        outcome.answers.formUnion(answers)
        outcomes[part, default: [:]][kind.rawValue] = outcome
    }

    /// Whether everything of a part was found that is to be found, and nothing innocent.
    func meetsGoals(_ part: Part) -> Bool {
        (outcomes[part] ?? [:]).values.allSatisfy { outcome in
            switch outcome.role {
            case .planted: outcome.found == outcome.items
            case .innocent: outcome.found == 0
            case .unpromised: true
            }
        }
    }

    var meetsGoals: Bool { Part.allCases.allSatisfy(meetsGoals) && wrongPairs == 0 }
}

extension ClaimsCheck {
    private mutating func judgeNotes(_ simulated: SimulatedNotes) throws {
        var fault: InputError?
        var reader = NoteArchiveReader { fault = $0 }
        for (path, bytes) in simulated.files {
            guard let table = NoteTable.allCases.first(where: { path == "\($0.rawValue)-00000.tsv" }) else { continue }
            reader.begin(table, file: path)
            try bytes.withUnsafeBytes { try reader.read($0) }
            _ = try reader.end()
        }
        let scores = NoteScores(reader.archive())
        if let fault { throw fault }
        var votes: [Int: (helpful: Int, all: Int)] = [:]
        for rating in simulated.ratings {
            votes[rating.note, default: (0, 0)].all += 1
            votes[rating.note, default: (0, 0)].helpful += rating.level == .helpful ? 1 : 0
        }
        let byID = Dictionary(uniqueKeysWithValues: scores.notes.map { ($0.id, $0) })
        for (index, note) in simulated.notes.enumerated() {
            guard let score = byID[note.id] else { throw Failure(.internalFault, "note \(note.id) was not scored") }
            let intercept = score.final?.intercept
            let isShown = score.status == .helpful
            var isKeptBack = !isShown && score.coreStatus != .helpful
            if note.kind.isBrigaded {
                // A note with so many ratings that got no intercept was not judged.
                isKeptBack = isKeptBack && intercept.map { $0 < Self.brigadeLimit } == true
                brigadeIntercept = [brigadeIntercept, intercept].compactMap(\.self).max()
                brigaded.notes += 1
                brigaded.byMajority += votes[index].map { 2 * $0.helpful > $0.all } == true ? 1 : 0
            }
            count(.notes, note.kind, note.kind.role == .innocent ? !isShown : isKeptBack, [score.status.rawValue])
        }
    }
}
