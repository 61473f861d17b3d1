public import Daylight

/// Builds a ``NoteArchive`` from the bytes of table files, file by file and piece by piece.
public struct NoteArchiveReader {
    /// What was in a file, without the header.
    public struct FileSummary: Sendable {
        public let rowCount: Int
        /// Columns that have no meaning to the scorer, in file order.
        public let unknownColumns: [String]
    }

    private enum OpenFile {
        case notes(TSVReader<NoteSink>)
        case ratings(TSVReader<RatingSink>)
        case history(TSVReader<NoteHistorySink>)
        case enrollment(TSVReader<EnrollmentSink>)
    }

    private let report: (InputError) -> Void
    private var open: OpenFile?
    private let topics: NoteTopics
    private var notes: NoteSink
    private var ratings = RatingSink()
    private var history = NoteHistorySink()
    private var enrollment = EnrollmentSink()
    private var names: [String] = []
    /// The first row of each ratings file, and the file's place in `names`.
    private var ratingFiles: [(firstRow: Int, file: Int)] = []
    private var badRowCount = 0
    private var badHistoryRowCount = 0

    /// - Parameters:
    ///   - topics: what notes are looked through for.
    ///   - report: gets every bad row as an error with the file's name and line.
    public init(topics: NoteTopics = NoteTopics(), report: @escaping (InputError) -> Void) {
        self.topics = topics
        notes = NoteSink(topics)
        self.report = report
    }

    /// Begins a file; the one before must have ended.
    public mutating func begin(_ table: NoteTable, file name: String) {
        let report = self.report
        let named: (InputError) -> Void = { report($0.naming(name)) }
        names.append(name)
        let file = names.count - 1
        switch table {
        case .notes:
            notes.file = file
            open = .notes(TSVReader(notes, report: named))
        case .ratings:
            ratingFiles.append((ratings.rows.count, file))
            open = .ratings(TSVReader(ratings, report: named))
            // The reader holds the rows alone while the file is open, so that they are not copied.
            ratings = RatingSink()
        case .statusHistory:
            history.file = file
            open = .history(TSVReader(history, report: named))
        case .enrollment:
            enrollment.file = file
            open = .enrollment(TSVReader(enrollment, report: named))
        }
    }

    /// Takes the next bytes of the open file.
    ///
    /// - Throws: ``InputError`` when the header is wrong.
    public mutating func read(_ piece: UnsafeRawBufferPointer) throws(InputError) {
        // The open file is moved out and back, so that its rows are not copied.
        let file = open
        open = nil
        switch file {
        case .notes(var reader):
            try reader.read(piece)
            open = .notes(reader)
        case .ratings(var reader):
            try reader.read(piece)
            open = .ratings(reader)
        case .history(var reader):
            try reader.read(piece)
            open = .history(reader)
        case .enrollment(var reader):
            try reader.read(piece)
            open = .enrollment(reader)
        case nil: break
        }
    }

    /// Ends the open file.
    ///
    /// - Throws: as ``read(_:)``; also for a file without a header.
    public mutating func end() throws(InputError) -> FileSummary {
        let file = open
        open = nil
        switch file {
        case .notes(var reader):
            try reader.finish()
            notes = reader.sink
            return summary(reader, notes.unknownColumns)
        case .ratings(var reader):
            try reader.finish()
            ratings = reader.sink
            return summary(reader, ratings.columns.unknown)
        case .history(var reader):
            try reader.finish()
            history = reader.sink
            badHistoryRowCount += reader.badRowCount
            return summary(reader, history.unknownColumns)
        case .enrollment(var reader):
            try reader.finish()
            enrollment = reader.sink
            return summary(reader, enrollment.unknownColumns)
        case nil: return FileSummary(rowCount: 0, unknownColumns: [])
        }
    }

    private mutating func summary(_ reader: TSVReader<some TSVSink>, _ unknown: [String]) -> FileSummary {
        badRowCount += reader.badRowCount
        return FileSummary(rowCount: reader.rowCount, unknownColumns: unknown)
    }

    /// The data of all files, numbered. Rows of one key that differ are reported now.
    public consuming func archive() -> NoteArchive {
        let notes = settle(self.notes.rows, "noteId")
        let known = badRowCount
        let history = settle(self.history.rows, "noteId")
        badHistoryRowCount += badRowCount - known
        let enrollment = settle(self.enrollment.rows, "participantId")
        var archive = NoteArchive()
        archive.listedNoteCount = notes.count
        archive.noteIDs = Array(Set(notes.map(\.key)).union(ratings.rows.noteIDs)).sorted()
        archive.facts = Array(repeating: nil, count: archive.noteIDs.count)
        archive.histories = Array(repeating: nil, count: archive.noteIDs.count)
        for row in notes { if let index = archive.index(ofNote: row.key) { archive.facts[index] = row.value.facts } }
        for row in history { if let index = archive.index(ofNote: row.key) { archive.histories[index] = row.value } }
        for (row, line) in archive.take(&ratings.rows) {
            let file = ratingFiles.last { $0.firstRow <= row }?.file ?? 0
            refuse(file: file, line: line, field: "noteId, raterParticipantId")
        }
        archive.place(enrollment)
        archive.take(topics.names, notes)
        archive.badRowCount = badRowCount
        archive.badHistoryRowCount = badHistoryRowCount
        return archive
    }

    private mutating func settle<Key, Value>(_ rows: KeyedRows<Key, Value>, _ field: String) -> [KeyedRows<Key, Value>.Row] {
        let (good, conflicting) = rows.settled()
        for row in conflicting { refuse(file: row.file, line: row.line, field: field) }
        return good
    }

    private mutating func refuse(file: Int, line: Int, field: String) {
        badRowCount += 1
        report(
            InputError(
                source: names[file], place: .line(line), field: field, expected: "one row of this key",
                found: "rows that differ")
        )
    }
}
