import Daylight

/// A row of the ratings table as it was read. Notes and raters are numbered as they come.
struct RatingRow {
    var note: UInt32
    var rater: UInt32
    let time: Int64
    /// Equal for rows of one pair that are equal in every column.
    let digest: UInt64
    let marks: RatingMarks
    let line: UInt32
}

/// The rows of the ratings table in the order in which they come, in blocks: a growing array would at times stand twice.
struct RatingRows {
    /// Rows are numbered in 32 bits.
    static let limit = Int(UInt32.max) - 1
    private static let blockShift = 16
    private static let blockSize = 1 << blockShift

    private var blocks: [[RatingRow]] = []
    private var last: [RatingRow] = []
    private(set) var noteIDs: [Int64] = []
    private(set) var raterIDs: [ParticipantID] = []
    private var noteNumbers: [Int64: UInt32] = [:]
    private var raterNumbers: [ParticipantID: UInt32] = [:]

    var count: Int { blocks.count << Self.blockShift + last.count }

    @inline(__always)
    subscript(row: Int) -> RatingRow {
        let block = row >> Self.blockShift
        return block < blocks.count ? blocks[block][row & (Self.blockSize - 1)] : last[row & (Self.blockSize - 1)]
    }

    @inline(__always)
    mutating func append(_ row: RatingRow) {
        if last.count == Self.blockSize {
            blocks.append(last)
            last = []
            last.reserveCapacity(Self.blockSize)
        }
        last.append(row)
    }

    /// Gives notes and raters of all rows new numbers.
    mutating func renumber(notes: [UInt32], raters: [UInt32]) {
        blocks.append(last)
        last = []
        for block in blocks.indices {
            for row in blocks[block].indices {
                blocks[block][row].note = notes[Int(blocks[block][row].note)]
                blocks[block][row].rater = raters[Int(blocks[block][row].rater)]
            }
        }
        last = blocks.removeLast()
    }

    @inline(__always)
    mutating func number(of note: Int64) -> UInt32 {
        if let last = last.last, noteIDs[Int(last.note)] == note { return last.note }
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

    /// Frees what is needed only while rows come.
    mutating func forgetNumbers() { (noteNumbers, raterNumbers) = ([:], [:]) }
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
    private var tags: [(column: Int, bit: UInt32, tag: ExplanationTag)] = []
    /// Columns that are neither tags nor the key, for telling whether two rows of a pair are equal.
    private var others: [TSVField.Seeded] = []

    mutating func begin(_ header: TSVHeader) throws(InputError) {
        note = try header.column("noteId")
        rater = try header.column("raterParticipantId", or: "participantId")
        time = try header.column("createdAtMillis")
        level = try header.column("helpfulnessLevel")
        helpful = try header.optional("helpful")
        notHelpful = try header.optional("notHelpful")
        tags = []
        for tag in ExplanationTag.notHelpful { tags.append((try header.column(tag.rawValue), TagSet(tag).rawValue, tag)) }
        for tag in ExplanationTag.helpful {
            if let column = try header.optional(tag.rawValue) { tags.append((column, TagSet(tag).rawValue, tag)) }
        }
        let keysAndTags = Set([note, rater] + tags.map(\.column))
        others = header.seeds.filter { !keysAndTags.contains($0.column) }
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
        var (set, blank): (UInt32, UInt32) = (0, 0)
        for tag in tags {
            let field = row[tag.column]
            guard let flag = TSVField.flag(field) else { return flagFault(tag.tag.rawValue, field) }
            if flag { set |= tag.bit }
            if field.isEmpty { blank |= tag.bit }
        }
        guard rows.count < RatingRows.limit else {
            return TSVFault("", expected: "at most \(RatingRows.limit) rows", found: "more")
        }
        let digest = TSVField.digest(row, others, start: UInt64(set) << 32 | UInt64(blank))
        rows.append(
            RatingRow(
                note: rows.number(of: noteID), rater: rows.number(of: raterID), time: milliseconds, digest: digest,
                marks: RatingMarks(label, TagSet(rawValue: set)), line: UInt32(clamping: row.line)))
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
