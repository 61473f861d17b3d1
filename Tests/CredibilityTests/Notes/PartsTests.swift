import Testing

@testable import Credibility

/// Models of parts of the ratings (reference section 3.3).
@Suite("Parts of the ratings")
struct PartsTests {
    private static let own = NoteScoringParameters(diligence: .none, groups: .own)
    private static let topics = "war\tukrain*, kyiv\nscams\tscam,terms of service\n"

    private func topics(_ text: String = topics) throws -> NoteTopics { try NoteTopics(parsing: Array(text.utf8)) }

    /// Two camps, three groups, three populations; notes of a group are rated outside it by few, and notes on scams by all alike.
    private func tables(seed: UInt64, raters: Int = 90, notes: Int = 64) -> NoteTables {
        var tables = NoteTables.simulated(seed: seed, raters: raters, notes: notes, share: 0.5)
        var generator = SeededGenerator(seed: seed &+ 77)
        for rater in 0..<raters {
            let population = rater % 8 == 1 ? "EXPANSION" : rater % 8 == 2 ? "EXPANSION_PLUS" : rater % 8 == 3 ? "" : "CORE"
            tables.enrollment.append(("rater \(rater)", population, "\(rater % 3 + 1)"))
        }
        func number(_ rating: NoteTables.Rating) -> Int { Int(rating.rater.dropFirst(6)) ?? 0 }
        tables.ratings = tables.ratings.compactMap { rating in
            var rating = rating
            if rating.note % 8 < 2 {
                rating.level = rating.note % 2 == 0 || (number(rating) + Int(rating.note)) % 5 > 0 ? "HELPFUL" : "NOT_HELPFUL"
                rating.tags = [.helpfulClear, .helpfulGoodSources]
                return rating
            }
            let home = Int(rating.note) % 8 - 1
            let isAtHome = home > 3 || number(rating) % 3 + 1 == home
            return isAtHome || Double.random(in: 0..<1, using: &generator) < 0.08 ? rating : nil
        }
        for note in tables.notes {
            let summary = note.id % 8 < 2 ? "A SCAM, they say" : note.id % 8 == 5 ? "In Kyjív? No: Kyív." : "ukulele"
            tables.texts[note.id] = (note.id / 2, summary)
        }
        return tables
    }

    private func table(_ tables: NoteTables, workers: Workers = .one) throws -> [UInt8] {
        var parameters = Self.own
        parameters.harassment = .own
        let scores = NoteScores(try tables.archive(topics: try topics()), parameters, workers: workers)
        return NoteScoreTable.bytes(scores) + (ModelScoreTable.bytes(scores) ?? []) + NoteExplanationTable.bytes(scores)
    }

    @Test("a group lifts no note outside its band, and a topic lifts none at all", arguments: 1...3 as ClosedRange<UInt64>)
    func bands(seed: UInt64) throws {
        let tables = tables(seed: seed)
        let with = NoteScores(try tables.archive(topics: try topics()), Self.own)
        var alone = Self.own
        alone.groups = .none
        let topicsOnly = NoteScores(try tables.archive(topics: try topics()), alone)
        let coreOnly = NoteScores(try tables.archive(), alone)
        for (note, core) in zip(topicsOnly.notes, coreOnly.notes) where note.status != core.status {
            #expect((note.status, core.status) == (.needsMoreRatings, .helpful))
            #expect(note.parts?.decider == .topic)
        }
        for note in with.notes where note.parts?.decider == .group {
            let intercept = try #require(note.final?.intercept)
            #expect(intercept > 0.3 && intercept < 0.4)
            #expect(note.coreStatus == .needsMoreRatings || note.coreStatus == .needsYourHelp)
        }
        for note in with.notes where note.parts?.decider == .topic { #expect(note.status == .needsMoreRatings) }
    }

    @Test("order of rows, split of files and order of work change no byte", arguments: [2] as [UInt64])
    func order(seed: UInt64) throws {
        let tables = tables(seed: seed)
        let first = try table(tables)
        var shuffled = tables
        var generator = SeededGenerator(seed: seed)
        shuffled.ratings.shuffle(using: &generator)
        shuffled.notes.shuffle(using: &generator)
        shuffled.enrollment.shuffle(using: &generator)
        var backwards = Workers { count, body in for part in (0..<count).reversed() { body(part) } }
        backwards.fewestRatings = 0
        #expect(try table(shuffled, workers: backwards) == first)
    }

    @Test("data without a rater are scored as if the rater had never been there")
    func erasure() throws {
        var tables = tables(seed: 3)
        let whole = try table(tables)
        tables.ratings.removeAll { $0.rater == "rater 7" }
        let erased = try table(tables)
        #expect(erased != whole)
        tables.enrollment.removeAll { $0.rater == "rater 7" }
        #expect(try table(tables) == erased)
    }

    @Test("a brigade of one side is lifted by no group", arguments: [1] as [UInt64])
    func brigade(seed: UInt64) throws {
        var tables = NoteTables.simulated(seed: seed, raters: 300, notes: 120, share: 0.25)
        for rater in 0..<300 { tables.enrollment.append(("rater \(rater)", "CORE", "\(rater % 2 + 1)")) }
        var generator = SeededGenerator(seed: seed)
        tables.ratings.removeAll { $0.note <= 8 }
        for note in 1...8 {
            for rater in 0..<300 where rater % 2 == note % 2 {
                let isBrigade = rater % 5 == 4 && rater < 90
                guard isBrigade || Double.random(in: 0..<1, using: &generator) < 0.3 else { continue }
                let level = isBrigade ? "HELPFUL" : (rater % 5 < 3 ? "NOT_HELPFUL" : "SOMEWHAT_HELPFUL")
                tables.ratings.append(
                    .init(note: Int64(note), rater: "rater \(rater)", level: level, tags: isBrigade ? [.helpfulClear] : []))
            }
        }
        let scores = NoteScores(try tables.archive(), Self.own)
        for note in scores.notes.prefix(8) {
            #expect(note.parts?.status != .helpful && note.status != .helpful)
            #expect(try #require(note.final).intercept < 0.30)
        }
    }

    @Test("a mark of the byte order at the beginning is passed over")
    func byteOrderMark() throws {
        #expect(try topics("\u{FEFF}war\tukrain*\n").names == ["war"])
    }

    @Test("a note's topic is the only one of which the notes on its post have words")
    func topicOfNotes() throws {
        var tables = NoteTables()
        let texts: [(Int64, String)] = [
            (1, "UKRAINIAN fields"), (1, "nothing"), (2, "a scám in Kyiv"), (3, "terms, of Service!"), (4, "terms and service"),
            (5, "scams"), (6, "kyivan"),
        ]
        for (number, text) in texts.enumerated() {
            tables.addNote(Int64(number) + 1)
            tables.texts[Int64(number) + 1] = text
        }
        let archive = try tables.archive(topics: try topics())
        #expect((0..<7).map { archive.topic(ofNote: $0) } == [0, 0, nil, 1, nil, nil, nil])
        #expect(archive.topicNames == ["war", "scams"])
        #expect(try tables.archive().topic(ofNote: 0) == nil)
    }

    @Test(
        "what is no topic with words is named with its line",
        arguments: [
            ("war", "topic"), ("war\ta\tb", "topic"), ("two words\ta", "topic"), ("\ta", "topic"), ("war\t!", "words"),
            ("war\ta b c d e f g h i", "words"), ("war\t\u{FFFD}x,,y\nwär\u{0}\tb", "words"),
            ("war\tuk*rain", "words"), ("war\tukrain**", "words"), ("war\t*", "words"), ("war\tterms *", "words"),
            ("war\ta;b", "words"), ("war\t\"terms\"", "words"), ("war\tterms\u{0}", "words"),
            ("war\t", "words"), ("war\t  \t", "topic"), ("war\t , ", "words"),
        ])
    func faults(text: String, field: String) throws {
        let error = #expect(throws: (any Error).self) { try topics("peace\tpeace\n\n" + text) }
        let message = "\(try #require(error))"
        #expect(message.contains(field))
        #expect(!text.hasPrefix("war\t ,") || message.contains("line 3"), "\(message)")
    }

    @Test("a file without a topic is refused", arguments: ["", "\n \n", "\u{FEFF}"])
    func none(text: String) { #expect(throws: (any Error).self) { try topics(text) } }

    @Test("hostile topics and texts end soon")
    func hostile() throws {
        let many = (0..<63).map { "t\($0)\ta a a a a a a a*" }.joined(separator: "\n")
        let set = try topics(many)
        let text = Array(String(repeating: "a ", count: 500_000).utf8)
        #expect(text.withUnsafeBytes(set.topics(of:)) == Int64.max)
        #expect(throws: (any Error).self) { try topics(many + "\nt63\tb") }
        let words = (0..<2001).map { "w\($0)" }.joined(separator: ",")
        #expect(throws: (any Error).self) { try topics("t\t" + words) }
    }

    @Test("the enrolment table places raters, and what it does not place is core and of no group")
    func enrolment() throws {
        var tables = NoteTables()
        tables.addNote(1)
        for (rater, population, group) in [
            ("a", "CORE", "13"), ("b", "EXPANSION", "0"), ("c", "EXPANSION_PLUS", "33.0"), ("d", "NEW", "x"), ("e", "", "1000"),
        ] {
            tables.enrollment.append((rater, population, group))
            tables.ratings.append(.init(note: 1, rater: rater, level: "HELPFUL"))
        }
        tables.ratings.append(.init(note: 1, rater: "f", level: "HELPFUL"))
        let archive = try tables.archive()
        let found = try ["a", "b", "c", "d", "e", "f"].map { name in
            let rater = try #require(archive.raterIDs.firstIndex { $0.text == NoteTables.id(name) })
            return archive.membership(ofRater: rater)
        }
        #expect(found.map(\.population) == [.core, .expansion, .expansionPlus, .core, .core, .core])
        #expect(found.map(\.group) == [13, 0, 33, 0, 0, 0])
    }

    @Test("a run that publishes says what scoring says, of every model")
    func publishing() throws {
        var parameters = Self.own
        parameters.harassment = .own
        let (start, hour) = (NoteTables.created + 20_000_000, Int64(3_600_000))
        var (held, others) = (0, Set<String>())
        for seed in 1...4 as ClosedRange<UInt64> {
            let archive = try tables(seed: seed).archive(topics: try topics())
            let scores = NoteScores(archive, parameters)
            var update = NoteUpdate(archive, parameters)
            #expect(NoteScoreTable.bytes(update.scores) == NoteScoreTable.bytes(scores))
            #expect(ModelScoreTable.bytes(update.scores) == ModelScoreTable.bytes(scores))
            let answers = update.standings(at: start)
            #expect(answers.map(\.note) == scores.notes.map(\.id))
            for (note, answer) in zip(scores.notes, answers) {
                #expect(note.coreStatus == answer.coreStatus && note.final == answer.final)
                #expect(answer.decidedBy == note.parts?.otherDecider)
                if let other = answer.decidedBy { others.insert(other) }
                held += answer.isHeld ? 1 : 0
                // What is newly helpful waits first; everything else is what it is.
                #expect(answer.status == (note.status == .helpful ? .needsMoreRatings : note.status))
            }
            #expect(update.standings(at: start + hour).map(\.status) == scores.notes.map(\.status))
        }
        #expect(held > 0 && others == ["GroupModel", "TopicModel"])
    }

    @Test("the next history names the model that decided, its status and the group as scoring does")
    func history() throws {
        var deciders: Set<String> = []
        for seed in 1...5 as ClosedRange<UInt64> {
            var tables = tables(seed: seed)
            // Once nearly everybody is of the second population, so that it decides.
            if seed == 5 { tables.enrollment = tables.enrollment.map { ($0.0, $0.1 == "CORE" ? "EXPANSION" : $0.1, $0.2) } }
            let archive = try tables.archive(topics: try topics())
            let scores = NoteScores(archive, Self.own)
            let publication = NotePublication(archive, Self.own, now: NoteTables.created + 20_000_000)
            let lines = String(decoding: publication.history, as: UTF8.self).split(separator: "\n").map {
                $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            }
            func column(_ name: String, _ row: [String]) throws -> String { row[try #require(lines[0].firstIndex(of: name))] }
            #expect(lines.count == scores.notes.count + 1)
            for (note, row) in zip(scores.notes, lines.dropFirst()) {
                let parts = try #require(note.parts)
                #expect(try column("noteId", row) == String(note.id))
                #expect(try column("currentDecidedBy", row) == parts.decider.rawValue)
                #expect(try column("currentGroupStatus", row) == parts.group?.status.rawValue ?? "")
                #expect(try column("currentModelingGroup", row) == parts.group.map { String($0.number) } ?? "")
                #expect(try column("currentCoreStatus", row) == (parts.population == .core ? note.coreStatus.rawValue : ""))
                #expect(
                    try column("currentExpansionStatus", row) == (parts.population == .expansion ? note.coreStatus.rawValue : ""))
                deciders.insert(parts.decider.rawValue)
            }
        }
        #expect(deciders.isSuperset(of: ["CoreModel", "ExpansionModel", "GroupModel", "TopicModel"]), "\(deciders)")
    }

    @Test("a rating that says again what it said changes nothing, whichever models a note has")
    func again() throws {
        let archive = try tables(seed: 2).archive(topics: try topics())
        var update = NoteUpdate(archive, Self.own)
        let time = NoteTables.created + 20_000_000
        for before in update.standings(at: time) {
            let place = try #require(archive.index(ofNote: before.note))
            guard let rating = archive.noteRatings(place).first else { continue }
            let fields = RatingFields(
                note: before.note, rater: archive.raterIDs[rating.rater], time: time, marks: rating.marks, digest: 0)
            let answer = update.add(IncomingRating(fields: fields))
            let after = try #require(answer)
            #expect(after.coreStatus == before.coreStatus && after.rules == before.rules && after.status == before.status)
            #expect(after.decidedBy == before.decidedBy && after.ratingCount == before.ratingCount)
            #expect(abs((after.final?.intercept ?? 0) - (before.final?.intercept ?? 0)) < 1e-9)
        }
    }
}
