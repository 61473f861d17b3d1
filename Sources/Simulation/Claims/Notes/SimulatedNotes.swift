/// Notes on posts and their ratings by two camps of raters and a brigade, decided by a seed.
public struct SimulatedNotes: Sendable {
    /// In the order in which they were written; kinds are mixed.
    public let notes: [SimulatedNote]
    public let raters: [SimulatedRater]
    public let ratings: [SimulatedRating]

    /// One rating less than a note must have to get a status.
    static let few = 4

    init(_ parameters: ClaimsParameters, seed: UInt64, using random: inout SeededGenerator) {
        let raters = SimulatedRater.drawn(parameters, seed: seed, using: &random)
        let kinds =
            [NoteKind](repeating: .bridging, count: parameters.bridging)
            + [NoteKind](repeating: .partisan, count: parameters.partisan)
            + [NoteKind](repeating: .bad, count: parameters.bad)
            + [NoteKind](repeating: .fewRatings, count: parameters.fewRatings)
            + [NoteKind](repeating: .brigaded, count: parameters.brigaded)
            + [NoteKind](repeating: .brigadedAlone, count: parameters.brigaded)
        var (notes, ratings): ([SimulatedNote], [SimulatedRating]) = ([], [])
        for (number, kind) in random.shuffled(kinds).enumerated() {
            var branch = random.branch()
            let note = SimulatedNote(kind, number, raters, start: parameters.start, using: &branch)
            notes.append(note)
            var own: [SimulatedRating] = []
            for (index, rater) in raters.enumerated() {
                own += SimulatedRating.drawn(note, rater, number: (number, index), using: &branch)
            }
            ratings += kind == .fewRatings ? Array(own.prefix(Self.few)) : own
        }
        (self.notes, self.raters, self.ratings) = (notes, raters, ratings)
    }
}

/// One note.
public struct SimulatedNote: Hashable, Sendable {
    public let id: Int64
    public let kind: NoteKind
    /// Which rater wrote it.
    public let author: Int
    /// The post that it is about.
    public let post: Int64
    /// In milliseconds since 1970.
    public let createdAt: Int64
    public let summary: String
    /// How helpful people find it on the average, 0…1.
    let quality: Double
    /// How much more one camp likes it; the sign says which.
    let slant: Double

    init(_ kind: NoteKind, _ number: Int, _ raters: [SimulatedRater], start: Int64, using random: inout SeededGenerator) {
        self.kind = kind
        let brigade = raters.indices.filter { raters[$0].isBrigade }
        author = kind.isBrigaded ? random.pick(brigade) : random.index(below: raters.count)
        // Ids of 19 digits, as the public data have them.
        id = 1_900_000_000_000_000_000 + Int64(number) * 7_000_000_000_003 + Int64(random.index(below: 1_000_000_000_000))
        post = 1_800_000_000_000_000_000 + Int64(random.index(below: 1_000_000_000_000_000))
        createdAt = (start + Int64(random.index(below: 10 * 86_400))) * 1000
        let topic = random.pick(Topic.all)
        summary = "About the \(topic.name) in \(random.pick(Names.places)): \(random.pick(topic.worries))."
        let camp: Double = random.chance(0.5) ? 1 : -1
        switch kind {
        case .bridging, .fewRatings: (quality, slant) = (random.uniform(0.88...0.95), camp * random.uniform(0...0.04))
        case .partisan: (quality, slant) = (random.uniform(0.45...0.55), camp * random.uniform(0.45...0.6))
        case .bad: (quality, slant) = (random.uniform(0.08...0.2), camp * random.uniform(0...0.05))
        case .brigaded, .brigadedAlone:
            let side = brigade.first.map { raters[$0].camp } ?? camp
            (quality, slant) = (random.uniform(0.3...0.4), side * random.uniform(0.3...0.4))
        }
    }

    /// How much of their usual attention people give it.
    var exposure: Double {
        switch kind {
        case .bridging, .partisan, .bad: 1
        case .brigaded: 0.3
        case .brigadedAlone, .fewRatings: 0.02
        }
    }
}

/// Somebody who rates notes.
public struct SimulatedRater: Hashable, Sendable {
    /// 64 upper-case hexadecimal digits.
    public let id: String
    /// -1 or 1.
    public let camp: Double
    /// How much the camp matters to them, 0…1.
    let strength: Double
    /// Part of the notes that they rate.
    let activity: Double
    public let isBrigade: Bool

    static func drawn(
        _ parameters: ClaimsParameters, seed: UInt64, using random: inout SeededGenerator
    ) -> [SimulatedRater] {
        let brigadeCamp: Double = random.chance(0.5) ? 1 : -1
        let members = Set(random.shuffled(Array(0..<parameters.raters)).prefix(parameters.brigade))
        return (0..<parameters.raters).map { index in
            let isBrigade = members.contains(index)
            let camp: Double = random.chance(0.55) ? -1 : 1
            return SimulatedRater(
                id: SimulatedNotes.participant("rater \(index)", seed: seed), camp: isBrigade ? brigadeCamp : camp,
                strength: random.uniform(0.5...1), activity: random.uniform(0.1...0.3), isBrigade: isBrigade)
        }
    }
}
