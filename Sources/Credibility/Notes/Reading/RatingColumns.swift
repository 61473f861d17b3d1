import Daylight

/// What one row of the ratings table says.
struct RatingFields {
    let note: Int64
    let rater: ParticipantID
    /// Milliseconds since 1970.
    let time: Int64
    let marks: RatingMarks
    /// Equal for rows of one pair that are equal in every column.
    let digest: UInt64
}

/// Where the columns of a ratings table stand.
struct RatingColumns {
    private static let flagShape = "0, 1 or empty"

    private(set) var unknown: [String] = []
    private var note = 0
    private var rater = 0
    private var time = 0
    private var level = 0
    private var helpful: Int?
    private var notHelpful: Int?
    private var source: Int?
    private var tags: [(column: Int, bit: UInt32, tag: ExplanationTag)] = []
    /// Columns that are neither tags nor the key, for telling whether two rows of a pair are equal.
    private var others: [TSVField.Seeded] = []

    /// No columns: for a table that has not begun.
    init() {}

    /// - Throws: ``InputError`` naming a column that is needed and missing.
    init(_ header: TSVHeader) throws(InputError) {
        note = try header.column("noteId")
        rater = try header.column("raterParticipantId", or: "participantId")
        time = try header.column("createdAtMillis")
        level = try header.column("helpfulnessLevel")
        helpful = try header.optional("helpful")
        notHelpful = try header.optional("notHelpful")
        source = try header.optional("ratingSourceBucketed")
        for tag in ExplanationTag.notHelpful { tags.append((try header.column(tag.rawValue), TagSet(tag).rawValue, tag)) }
        for tag in ExplanationTag.helpful {
            if let column = try header.optional(tag.rawValue) { tags.append((column, TagSet(tag).rawValue, tag)) }
        }
        let keysAndTags = Set([note, rater] + tags.map(\.column))
        others = header.seeds.filter { !keysAndTags.contains($0.column) }
        unknown = header.names.filter { !NoteTable.ratings.columns.contains($0) }
    }

    /// - Throws: ``TSVFault`` naming the first field that is wrong.
    @inline(__always)
    func read(_ row: TSVRow) throws(TSVFault) -> RatingFields {
        guard let noteID = TSVField.integer(row[note]) else {
            throw TSVFault("noteId", expected: TSVField.integerShape, found: row[note])
        }
        guard let raterID = ParticipantID(row[rater]) else {
            throw TSVFault("raterParticipantId", expected: ParticipantID.shape, found: row[rater])
        }
        guard let milliseconds = TSVField.integer(row[time]) else {
            throw TSVFault("createdAtMillis", expected: TSVField.integerShape, found: row[time])
        }
        let label = try label(row)
        var (set, blank): (UInt32, UInt32) = (0, 0)
        for tag in tags {
            let field = row[tag.column]
            guard let flag = TSVField.flag(field) else { throw Self.flagFault(tag.tag.rawValue, field) }
            if flag { set |= tag.bit }
            if field.isEmpty { blank |= tag.bit }
        }
        let isSampled = source.map { TSVField.equals(row[$0], "POPULATION_SAMPLED") } ?? false
        return RatingFields(
            note: noteID, rater: raterID, time: milliseconds,
            marks: RatingMarks(label, TagSet(rawValue: set), isSampled: isSampled),
            digest: TSVField.digest(row, others, start: UInt64(set) << 32 | UInt64(blank)))
    }

    /// The old form's flags, overridden by the level of the new one.
    @inline(__always)
    private func label(_ row: TSVRow) throws(TSVFault) -> RatingLabel? {
        var label: RatingLabel?
        if let helpful {
            guard let flag = TSVField.flag(row[helpful]) else { throw Self.flagFault("helpful", row[helpful]) }
            if flag { label = .helpful }
        }
        if let notHelpful {
            guard let flag = TSVField.flag(row[notHelpful]) else { throw Self.flagFault("notHelpful", row[notHelpful]) }
            if flag { label = .notHelpful }
        }
        guard !row[level].isEmpty else { return label }
        guard let named = RatingLabel(level: row[level]) else {
            throw TSVFault("helpfulnessLevel", expected: RatingLabel.levelShape, found: row[level])
        }
        return named
    }

    private static func flagFault(_ column: String, _ found: UnsafeRawBufferPointer) -> TSVFault {
        TSVFault(column, expected: flagShape, found: found)
    }
}
