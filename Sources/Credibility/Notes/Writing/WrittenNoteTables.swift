public import Daylight

/// Notes, ratings and status history in the format of the public tables, so that everybody who holds them can score them.
public struct WrittenNoteTables: Sendable {
    /// Most rows of one part of the ratings table.
    static let rowLimit = 50_000

    /// A table file.
    public struct File: Sendable {
        public let name: String
        public let bytes: [UInt8]
        public let rowCount: Int
        fileprivate let table: NoteTable
    }

    /// In the order in which a run reads them.
    public let files: [File]

    /// - Parameters:
    ///   - notes: each with what readers have been shown of it.
    ///   - ratings: of these notes, one of each rater and note.
    public init(_ notes: [(note: WrittenNote, life: NoteLife)], ratings: [WrittenRating]) {
        let notes = notes.sorted { $0.note.id < $1.note.id }
        let ratings = ratings.sorted { ($0.note, $0.rater) < ($1.note, $1.rater) }
        let posts = Dictionary(
            notes.map { ($0.note.id, Self.post(of: $0.note.subject)) }, uniquingKeysWith: { first, _ in first })
        var files = [File(.notes, part: 0, Self.noteColumns, notes.map { Self.row($0.note) })]
        for start in stride(from: 0, to: max(ratings.count, 1), by: Self.rowLimit) {
            let part = ratings[start..<min(start + Self.rowLimit, ratings.count)]
            files.append(
                File(
                    .ratings, part: start / Self.rowLimit, Self.ratingColumns,
                    part.map { Self.row($0, post: posts[$0.note] ?? 0) }))
        }
        files.append(File(.statusHistory, part: 0, Self.historyColumns, notes.map { Self.row($0.note, $0.life) }))
        self.files = files
    }

    /// The tables as the scorer sees them.
    ///
    /// - Parameter topics: what notes are looked through for.
    /// - Throws: never for tables that were written here; ``InputError`` would name what cannot be read.
    public func archive(topics: NoteTopics = NoteTopics()) throws(InputError) -> NoteArchive {
        var faults: [InputError] = []
        let archive: NoteArchive = try withoutActuallyEscaping({ faults.append($0) }) { report throws(InputError) in
            var reader = NoteArchiveReader(topics: topics, report: report)
            for file in files {
                reader.begin(file.table, file: file.name)
                do { try file.bytes.withUnsafeBytes { try reader.read($0) } } catch let error as InputError { throw error } catch
                {}
                _ = try reader.end()
            }
            return reader.archive()
        }
        if let fault = faults.first { throw fault }
        return archive
    }

    /// What went into a run, for its record.
    public var inputs: [NoteRunRecord.Input] {
        files.map { NoteRunRecord.Input(name: $0.name, digest: Digest(of: $0.bytes), rowCount: $0.rowCount) }
    }

    /// The number that stands for a subject where the tables ask for a post: the same for the same subject.
    static func post(of subject: Subject) -> Int64 {
        let digest = Digest(of: Array(subject.description.utf8)).bytes
        return Int64(digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } >> 1)
    }
}

extension WrittenNoteTables.File {
    fileprivate init(_ table: NoteTable, part: Int, _ columns: [String], _ rows: [[String]]) {
        var text = TableText(columns)
        for row in rows {
            for field in row { text.add(field) }
            text.endRow()
        }
        let number = String(part)
        name = "\(table.rawValue)-\(String(repeating: "0", count: max(0, 5 - number.count)))\(number).tsv"
        bytes = text.bytes
        rowCount = rows.count
        self.table = table
    }
}

extension WrittenNoteTables {
    private static let noteColumns =
        [
            "noteId", "noteAuthorParticipantId", "createdAtMillis", "tweetId", "classification", "believable", "harmful",
            "validationDifficulty",
        ] + WrittenNote.Reason.allCases.map(\.rawValue) + [
            "trustworthySources", "summary", "isMediaNote", "isCollaborativeNote",
        ]

    private static func row(_ note: WrittenNote) -> [String] {
        [
            String(note.id), note.author.text, String(note.created), String(post(of: note.subject)), note.classification.rawValue,
            "", "", "",
        ] + WrittenNote.Reason.allCases.map { flag(note.reasons.contains($0)) } + [
            flag(note.hasTrustworthySources), oneLine(note.summary), "0", "0",
        ]
    }

    private static let ratingColumns =
        [
            "noteId", "raterParticipantId", "createdAtMillis", "version", "agree", "disagree", "helpful", "notHelpful",
            "helpfulnessLevel",
        ] + ExplanationTag.allCases.map(\.rawValue) + ["ratedOnTweetId", "ratingSourceBucketed", "suggestion", "suggestionId"]

    private static func row(_ rating: WrittenRating, post: Int64) -> [String] {
        [
            String(rating.note), rating.rater.text, String(rating.created), "2", "0", "0", "0", "0", rating.label.level,
        ] + ExplanationTag.allCases.map { flag(rating.tags.contains($0)) } + [String(post), "DEFAULT", "", ""]
    }

    static let historyColumns = [
        "noteId", "noteAuthorParticipantId", "createdAtMillis", "timestampMillisOfFirstNonNMRStatus", "firstNonNMRStatus",
        "timestampMillisOfCurrentStatus", "currentStatus", "timestampMillisOfLatestNonNMRStatus", "mostRecentNonNMRStatus",
        "timestampMillisOfStatusLock", "lockedStatus", "timestampMillisOfRetroLock", "currentCoreStatus",
        "currentExpansionStatus", "currentGroupStatus", "currentDecidedBy", "currentModelingGroup",
        "timestampMillisOfMostRecentStatusChange", "timestampMillisOfNmrDueToMinStableCrhTime", "currentMultiGroupStatus",
        "currentModelingMultiGroup", "timestampMinuteOfFinalScoringOutput", "timestampMillisOfFirstNmrDueToMinStableCrhTime",
        "abovePcrhThresholdTime",
    ]

    private static func row(_ note: WrittenNote, _ life: NoteLife) -> [String] {
        historyRow(note.id, author: note.author, created: note.created, life, nil, scored: life.changed ?? note.created)
    }

    /// - Parameters:
    ///   - answer: what the run says of the note; `nil` where none did.
    ///   - scored: when the note was last scored.
    static func historyRow(
        _ id: Int64, author: ParticipantID?, created: Int64?, _ life: NoteLife, _ answer: NoteUpdate.Answer?, scored: Int64?
    ) -> [String] {
        func time(_ time: Int64?) -> String { time.map { String($0) } ?? "" }
        let head = [String(id), author?.text ?? "", time(created)]
        let first = [time(life.firstDecided?.time), life.firstDecided?.status.rawValue ?? ""]
        let current = [time(scored), life.status.rawValue]
        let latest = [time(life.latestDecided?.time), life.latestDecided?.status.rawValue ?? ""]
        let lock = [time(life.locked), life.locked == nil ? "" : life.status.rawValue, ""]
        return head + first + current + latest + lock + models(life.coreStatus, answer) + [
            time(life.changed ?? -1), time(life.heldSince), "", "", "", "", "",
        ]
    }

    /// What each model says, which of them decided, and the modelling group. The format has no column for the status of the
    /// third population.
    ///
    /// - Parameter own: what the model of the note's own population says.
    private static func models(_ own: NoteStatus, _ answer: NoteUpdate.Answer?) -> [String] {
        let (population, group) = (answer?.parts?.population ?? .core, answer?.parts?.group)
        return [
            population == .core ? own.rawValue : "", population == .expansion ? own.rawValue : "", group?.status.rawValue ?? "",
            (answer?.decider ?? .core).rawValue, group.map { String($0.number) } ?? "",
        ]
    }

    private static func flag(_ isSet: Bool) -> String { isSet ? "1" : "0" }

    /// Tabs and breaks would be read as the end of a field; the format replaces them.
    private static func oneLine(_ text: String) -> String {
        String(
            text.unicodeScalars.map { scalar -> Character in
                switch scalar.properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator: " "
                default: Character(scalar)
                }
            })
    }
}
