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
    var rows = RatingRows()
    private(set) var columns = RatingColumns()

    mutating func begin(_ header: TSVHeader) throws(InputError) { columns = try RatingColumns(header) }

    mutating func accept(_ row: TSVRow) -> TSVFault? {
        let rating: RatingFields
        do throws(TSVFault) { rating = try columns.read(row) } catch { return error }
        guard rows.count < RatingRows.limit else {
            return TSVFault("", expected: "at most \(RatingRows.limit) rows", found: "more")
        }
        rows.append(
            RatingRow(
                note: rows.number(of: rating.note), rater: rows.number(of: rating.rater), time: rating.time,
                digest: rating.digest, marks: rating.marks, line: UInt32(clamping: row.line)))
        return nil
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
