import Daylight

/// The rows of the ratings table, in columns, as they were read.
struct RatingRows {
    /// Rows are numbered in 32 bits.
    static let limit = Int(UInt32.max) - 1

    var noteIDs: [Int64] = []
    var noteNumbers: [Int64: UInt32] = [:]
    var raterIDs: [ParticipantID] = []
    var raterNumbers: [ParticipantID: UInt32] = [:]

    var notes: [UInt32] = []
    var raters: [UInt32] = []
    var times: [Int64] = []
    var marks: [RatingMarks] = []
    /// Equal for rows that are equal in every column.
    var digests: [UInt64] = []
    var lines: [UInt32] = []

    @inline(__always)
    mutating func number(of note: Int64) -> UInt32 {
        if let last = notes.last, noteIDs[Int(last)] == note { return last }
        if let number = noteNumbers[note] { return number }
        let number = UInt32(noteIDs.count)
        noteIDs.append(note)
        noteNumbers[note] = number
        return number
    }

    @inline(__always)
    mutating func number(of rater: ParticipantID) -> UInt32 {
        if let number = raterNumbers[rater] { return number }
        let number = UInt32(raterIDs.count)
        raterIDs.append(rater)
        raterNumbers[rater] = number
        return number
    }
}

/// Reads rows of the ratings table.
struct RatingSink: TSVSink {
    private static let flagShape = "0, 1 or empty"

    var rows = RatingRows()
    private(set) var unknownColumns: [String] = []
    private var note = 0
    private var rater = 0
    private var time = 0
    private var level = 0
    private var helpful: Int?
    private var notHelpful: Int?
    private var tags: [(column: Int, tag: ExplanationTag, set: TagSet)] = []
    private var seeds: [UInt64] = []

    mutating func begin(_ header: TSVHeader) throws(InputError) {
        note = try header.column("noteId")
        rater = try header.column("raterParticipantId", or: "participantId")
        time = try header.column("createdAtMillis")
        level = try header.column("helpfulnessLevel")
        helpful = try header.optional("helpful")
        notHelpful = try header.optional("notHelpful")
        tags = []
        for tag in ExplanationTag.notHelpful { tags.append((try header.column(tag.rawValue), tag, TagSet(tag))) }
        for tag in ExplanationTag.helpful {
            if let column = try header.optional(tag.rawValue) { tags.append((column, tag, TagSet(tag))) }
        }
        seeds = header.seeds
        unknownColumns = header.names.filter { !NoteTable.ratings.columns.contains($0) }
    }

    mutating func accept(_ row: TSVRow) -> TSVFault? {
        guard let noteID = TSVField.integer(row[note]) else {
            return TSVFault("noteId", expected: TSVField.integerShape, found: row[note])
        }
        guard let raterID = ParticipantID(row[rater]) else {
            return TSVFault("raterParticipantId", expected: ParticipantID.shape, found: row[rater])
        }
        guard let milliseconds = TSVField.integer(row[time]) else {
            return TSVFault("createdAtMillis", expected: TSVField.integerShape, found: row[time])
        }
        var label: RatingLabel?
        if let helpful {
            guard let flag = TSVField.flag(row[helpful]) else { return flagFault("helpful", row[helpful]) }
            if flag { label = .helpful }
        }
        if let notHelpful {
            guard let flag = TSVField.flag(row[notHelpful]) else { return flagFault("notHelpful", row[notHelpful]) }
            if flag { label = .notHelpful }
        }
        if !row[level].isEmpty {
            guard let named = RatingLabel(level: row[level]) else {
                return TSVFault("helpfulnessLevel", expected: RatingLabel.levelShape, found: row[level])
            }
            label = named
        }
        var set: UInt32 = 0
        for (column, tag, bit) in tags {
            guard let flag = TSVField.flag(row[column]) else { return flagFault(tag.rawValue, row[column]) }
            if flag { set |= bit.rawValue }
        }
        guard rows.notes.count < RatingRows.limit else {
            return TSVFault("", expected: "at most \(RatingRows.limit) rows", found: "more")
        }
        // The note first: it is looked up beside the row before.
        rows.notes.append(rows.number(of: noteID))
        rows.raters.append(rows.number(of: raterID))
        rows.times.append(milliseconds)
        rows.marks.append(RatingMarks(label, TagSet(rawValue: set)))
        rows.digests.append(TSVField.digest(row, seeds: seeds))
        rows.lines.append(UInt32(clamping: row.line))
        return nil
    }

    private func flagFault(_ column: String, _ found: UnsafeRawBufferPointer) -> TSVFault {
        TSVFault(column, expected: Self.flagShape, found: found)
    }
}

extension RatingLabel {
    static let levelShape = "HELPFUL, SOMEWHAT_HELPFUL, NOT_HELPFUL or empty"

    /// By the name in the column `helpfulnessLevel`.
    @inline(__always)
    init?(level: UnsafeRawBufferPointer) {
        if TSVField.equals(level, "HELPFUL") {
            self = .helpful
        } else if TSVField.equals(level, "NOT_HELPFUL") {
            self = .notHelpful
        } else if TSVField.equals(level, "SOMEWHAT_HELPFUL") {
            self = .somewhatHelpful
        } else {
            return nil
        }
    }
}
