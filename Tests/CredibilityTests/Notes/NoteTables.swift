import Daylight

@testable import Credibility

/// Small note tables, written as the public files are.
struct NoteTables {
    struct Rating {
        var note: Int64
        var rater: String
        var level: String
        var time: Int64 = 1_789_000_000_000
        var tags: Set<ExplanationTag> = []
    }

    static let created: Int64 = 1_788_990_000_000

    var ratings: [Rating] = []
    /// Id, author and classification.
    var notes: [(id: Int64, author: String, classification: String)] = []
    /// Post and text of notes that have one.
    var texts: [Int64: (post: Int64, summary: String)] = [:]
    /// Rater, population and group.
    var enrollment: [(rater: String, population: String, group: String)] = []
    /// Note and current status.
    var history: [(id: Int64, status: String)] = []

    /// A participant id from a short name.
    static func id(_ name: String) -> String { Hex.encode(Digest(of: Array(name.utf8)).bytes).uppercased() }

    mutating func addNote(
        _ id: Int64, author: String = "author", classification: String = "MISINFORMED_OR_POTENTIALLY_MISLEADING"
    ) {
        notes.append((id, author, classification))
    }

    static let ratingHeader =
        (["noteId", "raterParticipantId", "createdAtMillis", "helpfulnessLevel"] + ExplanationTag.allCases.map(\.rawValue))
        .joined(separator: "\t")

    static func row(_ rating: Rating) -> String {
        let tags = ExplanationTag.allCases.map { rating.tags.contains($0) ? "1" : "0" }
        return (["\(rating.note)", id(rating.rater), "\(rating.time)", rating.level] + tags).joined(separator: "\t")
    }

    var ratingsText: String { ([Self.ratingHeader] + ratings.map(Self.row)).joined(separator: "\n") + "\n" }

    var notesText: String {
        let rows = notes.map { note in
            let text = texts[note.id].map { "\($0.post)\t\($0.summary)" } ?? "\(note.id)\t"
            return "\(note.id)\t\(Self.id(note.author))\t\(Self.created)\t\(note.classification)\t\(text)"
        }
        return (["noteId\tnoteAuthorParticipantId\tcreatedAtMillis\tclassification\ttweetId\tsummary"] + rows)
            .joined(separator: "\n") + "\n"
    }

    var historyText: String {
        let rows = history.map { "\($0.id)\t\($0.status)\t" }
        return (["noteId\tcurrentStatus\ttimestampMillisOfLatestNonNMRStatus"] + rows).joined(separator: "\n") + "\n"
    }

    var enrollmentText: String {
        let rows = enrollment.map { "\(Self.id($0.rater))\t\($0.population)\t\($0.group)" }
        return (["participantId\tmodelingPopulation\tmodelingGroup"] + rows).joined(separator: "\n") + "\n"
    }

    var files: [(table: NoteTable, text: String)] {
        [(.notes, notesText), (.ratings, ratingsText), (.statusHistory, historyText), (.enrollment, enrollmentText)]
    }

    /// All tables.
    func archive(topics: NoteTopics = NoteTopics()) throws -> NoteArchive { try Self.read(files, topics: topics).archive }

    /// Reads files given as texts, each in pieces of some size.
    static func read(
        _ files: [(table: NoteTable, text: String)], pieceSize: Int = .max, topics: NoteTopics = NoteTopics()
    ) throws -> (archive: NoteArchive, faults: [InputError]) {
        let faults = Faults()
        var reader = NoteArchiveReader(topics: topics) { faults.all.append($0) }
        for (index, file) in files.enumerated() {
            reader.begin(file.table, file: "\(file.table.rawValue)-\(index)")
            let bytes = Array(file.text.utf8)
            for start in stride(from: 0, to: bytes.count, by: min(pieceSize, max(bytes.count, 1))) {
                let piece = bytes[start...].prefix(pieceSize)
                try piece.withUnsafeBufferPointer { try reader.read(UnsafeRawBufferPointer($0)) }
            }
            _ = try reader.end()
        }
        return (reader.archive(), faults.all)
    }

    private final class Faults {
        var all: [InputError] = []
    }
}

/// The same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

extension NoteTables {
    /// 40 raters in two camps. Notes 1 and 2 please only `fans` raters, and all others tick the tag; 3 to 12 please
    /// all; the others please one camp, and a quarter of the other ticks it.
    static func twoCamps(fans: Int, tag: ExplanationTag) -> NoteTables {
        var tables = NoteTables()
        for note in 0..<40 {
            tables.addNote(Int64(note) + 1)
            for rater in 0..<40 {
                let likes: Bool
                let isTagged: Bool
                switch note {
                case 0..<2: (likes, isTagged) = (rater < fans, rater >= fans)
                case 2..<12: (likes, isTagged) = (true, false)
                default:
                    likes = (rater % 5 < 3) == (note % 2 == 0)
                    isTagged = !likes && (note + rater) % 4 == 0
                }
                tables.ratings.append(
                    .init(
                        note: Int64(note) + 1, rater: "rater \(rater)", level: likes ? "HELPFUL" : "NOT_HELPFUL",
                        tags: isTagged ? [tag] : []))
            }
        }
        return tables
    }

    /// Two camps of raters; notes that please one camp or both.
    static func simulated(seed: UInt64, raters: Int = 60, notes: Int = 40, share: Double = 0.5) -> NoteTables {
        var generator = SeededGenerator(seed: seed)
        var tables = NoteTables()
        for note in 0..<notes {
            tables.addNote(Int64(note) + 1, author: "rater \(note % raters)")
            let quality = Double.random(in: -0.3...0.9, using: &generator)
            let slant = Double.random(in: -0.8...0.8, using: &generator)
            for rater in 0..<raters where Double.random(in: 0..<1, using: &generator) < share {
                let side = rater % 5 < 3 ? -1.0 : 1.0
                let score = quality + slant * side + Double.random(in: -0.3...0.3, using: &generator)
                var rating = Rating(note: Int64(note) + 1, rater: "rater \(rater)", level: "NOT_HELPFUL")
                rating.time += Int64.random(in: 0..<10_000_000, using: &generator)
                if score > 0.3 { rating.level = "SOMEWHAT_HELPFUL" }
                if score > 0.5 { rating.level = "HELPFUL" }
                let tags = score > 0.5 ? ExplanationTag.helpful : ExplanationTag.notHelpful
                for tag in tags where Double.random(in: 0..<1, using: &generator) < 0.2 { rating.tags.insert(tag) }
                tables.ratings.append(rating)
            }
        }
        return tables
    }
}
