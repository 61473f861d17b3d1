/// The core model and those of parts of the ratings (reference section 3.3): wider populations where the core one hardly rated,
/// modelling groups that may lift a note, topics that may withhold one.
struct NoteEnsemble: Sendable {
    /// Of the raters of the core population.
    let core: NoteModel
    /// The listed notes, ascending by id.
    private(set) var notes: [NoteScores.Note]

    /// Places of the notes in the archive.
    private let listed: [Int]
    /// Where the note of a place stands among the listed ones.
    private let numbers: [Int?]
    /// Of each listed note.
    private let populations: [RaterMembership.Population]
    private let models: [RaterMembership.Population: Own]
    private let coreOwn: Own

    /// The model of a note's own population, and the ratings that it sees.
    struct Own: Sendable {
        let model: NoteModel
        let archive: NoteArchive
    }

    init(_ archive: NoteArchive, _ parameters: NoteScoringParameters, _ workers: Workers) {
        let listed = archive.noteIDs.indices.filter { archive.facts[$0] != nil }
        let isGrouped = parameters.groups == .own
        let populations = listed.map { isGrouped ? Self.population(ofNote: $0, archive) : .core }
        let coreArchive = isGrouped ? Self.part(archive, upTo: .core) : archive
        let core = NoteModel(coreArchive, parameters, workers)
        let coreOwn = Own(model: core, archive: coreArchive)
        var models = [RaterMembership.Population.core: coreOwn]
        var found: [NoteScores.Note?] = Array(repeating: nil, count: listed.count)
        for population in RaterMembership.Population.allCases {
            let numbers = populations.indices.filter { populations[$0] == population }
            guard !numbers.isEmpty else { continue }
            let own: Own
            if let known = models[population] {
                own = known
            } else {
                let part = Self.part(archive, upTo: population)
                own = Own(model: NoteModel(part, parameters, workers), archive: part)
                models[population] = own
            }
            for number in numbers {
                var note = own.model.note(listed[number], own.archive)
                note.parts = NotePartResults(population, status: note.coreStatus)
                found[number] = note
            }
        }
        var places: [Int?] = Array(repeating: nil, count: archive.noteIDs.count)
        for (number, place) in listed.enumerated() { places[place] = number }
        (self.core, self.listed, notes) = (core, listed, found.compactMap { $0 })
        (self.populations, self.models, self.coreOwn, numbers) = (populations, models, coreOwn, places)
        if isGrouped { takeGroups(archive, parameters, workers) }
        takeTopics(archive, parameters, workers)
        publish(archive)
    }

    /// The ratings of the raters of a population and of those before it.
    private static func part(_ archive: NoteArchive, upTo population: RaterMembership.Population) -> NoteArchive {
        func isIn(_ rater: Int) -> Bool { archive.membership(ofRater: rater).population.rawValue <= population.rawValue }
        return archive.raterIDs.indices.allSatisfy(isIn) ? archive : archive.part(isRater: isIn)
    }

    /// The first population that gave at least half of a note's ratings.
    private static func population(ofNote note: Int, _ archive: NoteArchive) -> RaterMembership.Population {
        let ratings = archive.ratings(of: note)
        var counts = [0, 0, 0]
        for rating in ratings { counts[Int(archive.membership(ofRater: Int(archive.raters[rating])).population.rawValue)] += 1 }
        var count = 0
        for population in RaterMembership.Population.allCases {
            count += counts[Int(population.rawValue)]
            if Double(count) >= Thresholds.populationShare * Double(ratings.count) { return population }
        }
        return .expansionPlus
    }

    // MARK: Groups

    /// Asks each modelling group about the notes that it may lift. A group without such notes is not modelled.
    private mutating func takeGroups(_ archive: NoteArchive, _ parameters: NoteScoringParameters, _ workers: Workers) {
        var numbersOfGroup: [UInt16: [Int]] = [:]
        for number in notes.indices where Self.isLiftable(notes[number].parts, notes[number].final) {
            if let group = Self.group(ofNote: listed[number], archive) { numbersOfGroup[group, default: []].append(number) }
        }
        for (group, numbers) in numbersOfGroup.sorted(by: { $0.key < $1.key }) {
            let part = archive.part(isRater: { archive.membership(ofRater: $0).group == group })
            let model = NoteModel(part, parameters, workers)
            for number in numbers {
                let evidence = model.evidence(listed[number], part)
                notes[number].parts?.take(
                    NotePartResults.Group(number: group, status: model.judged(evidence).status, parameters: evidence.final))
            }
        }
    }

    /// Whether a note is open and its model all but finds it helpful.
    private static func isLiftable(_ parts: NotePartResults?, _ final: BridgingParameters?) -> Bool {
        guard let parts, parts.population != .expansionPlus,
            parts.status == .needsMoreRatings || parts.status == .needsYourHelp, let intercept = final?.intercept
        else { return false }
        return intercept > Thresholds.lowIntercept && intercept < Thresholds.helpful
    }

    /// The group that gave nearly all ratings of a note.
    private static func group(ofNote note: Int, _ archive: NoteArchive) -> UInt16? {
        let ratings = archive.ratings(of: note)
        var counts: [UInt16: Int] = [:]
        for rating in ratings { counts[archive.membership(ofRater: Int(archive.raters[rating])).group, default: 0] += 1 }
        return counts.first { $0.key > 0 && Double($0.value) >= Thresholds.groupShare * Double(ratings.count) }?.key
    }

    // MARK: Topics

    /// Asks each topic about the notes on it that are about to be shown. A topic without such notes is not modelled.
    private mutating func takeTopics(_ archive: NoteArchive, _ parameters: NoteScoringParameters, _ workers: Workers) {
        var numbersOfTopic: [Int: [Int]] = [:]
        for number in notes.indices where notes[number].parts?.status == .helpful || notes[number].parts?.status == .needsYourHelp
        {
            if let topic = archive.topic(ofNote: listed[number]) { numbersOfTopic[topic, default: []].append(number) }
        }
        for (topic, numbers) in numbersOfTopic.sorted(by: { $0.key < $1.key }) {
            let part = archive.part(isNote: { archive.topic(ofNote: $0) == topic })
            let model = TopicModel(part, parameters, workers)
            for number in numbers {
                if let result = model.result(listed[number], topic: topic, part) { notes[number].parts?.take(result) }
            }
        }
    }

    // MARK: Publishing

    private mutating func publish(_ archive: NoteArchive) {
        for number in notes.indices {
            guard let status = notes[number].parts?.status else { continue }
            let shown = PublishedStatus.of(
                status, published: archive.histories[listed[number]]?.status,
                tags: TagCounts(archive.noteRatings(listed[number])))
            notes[number].status = shown
            if shown == .needsMoreRatings, status == .helpful || status == .notHelpful {
                notes[number].parts?.decider = .explanation
            }
        }
    }

    // MARK: After the run

    /// The model that a note of the archive is judged by.
    func own(ofNote place: Int) -> Own {
        guard let number = number(ofNote: place), let own = models[populations[number]] else { return coreOwn }
        return own
    }

    /// Whether a rater is one of those whom the note's own model sees.
    func sees(_ rater: RaterMembership, ofNote place: Int) -> Bool {
        rater.population.rawValue <= (number(ofNote: place).map { populations[$0] } ?? .core).rawValue
    }

    /// What all models say of a note whose own model now says this: groups and topics say what they said in the run.
    func decided(_ place: Int, _ status: NoteStatus, _ final: BridgingParameters?) -> NotePartResults {
        guard let number = number(ofNote: place) else { return NotePartResults(.core, status: status) }
        var parts = NotePartResults(populations[number], status: status)
        if let group = notes[number].parts?.group, Self.isLiftable(parts, final) { parts.take(group) }
        if let topic = notes[number].parts?.topic { parts.take(topic) }
        return parts
    }

    /// `nil` for a note that was written after the run.
    private func number(ofNote place: Int) -> Int? { place < numbers.count ? numbers[place] : nil }
}
