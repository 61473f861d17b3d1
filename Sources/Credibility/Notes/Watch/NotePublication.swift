/// What readers are shown after a run, from what they were shown before it and the clock (reference section 2.10): the next status
/// history, and whether the run may be published at all.
public struct NotePublication: Sendable {
    /// Every listed note at the moment.
    public let answers: [NoteUpdate.Answer]
    public let churn: ChurnGuard
    /// How many notes changed what readers are shown.
    public let changeCount: Int
    /// The next status history, as a table of the public format.
    public let history: [UInt8]

    /// - Parameters:
    ///   - archive: with the status history that the run before has left.
    ///   - now: milliseconds since 1970.
    public init(_ archive: NoteArchive, _ parameters: NoteScoringParameters, now: Int64, workers: Workers = .one) {
        var update = NoteUpdate(archive, parameters, workers: workers)
        let answers = update.standings(at: now)
        var churn = ChurnGuard()
        var changeCount = 0
        let scored = archive.lastRun
        var found: [Int64: NoteUpdate.Answer] = [:]
        for answer in answers {
            found[answer.note] = answer
            guard let note = archive.index(ofNote: answer.note) else { continue }
            let history = archive.histories[note]
            let before = history.map(NoteLife.init) ?? NoteLife()
            if before.status != answer.status { changeCount += 1 }
            churn.take(
                before: before.status, after: answer.status, isLocked: history?.locked != nil,
                hasNewRatings: archive.ratings(of: note).contains { rating in scored.map { archive.times[rating] > $0 } ?? true })
        }
        (self.answers, self.churn, self.changeCount) = (answers, churn, changeCount)
        history = Self.history(archive, found, now: now)
    }

    /// A row for each note that is listed or had one; the others stay as they were.
    private static func history(_ archive: NoteArchive, _ found: [Int64: NoteUpdate.Answer], now: Int64) -> [UInt8] {
        var table = TableText(WrittenNoteTables.historyColumns)
        for (note, id) in archive.noteIDs.enumerated() where archive.facts[note] != nil || archive.histories[note] != nil {
            let history = archive.histories[note]
            var life = history.map(NoteLife.init) ?? NoteLife()
            if let answer = found[id] { life.take(answer) }
            let row = WrittenNoteTables.historyRow(
                id, author: archive.facts[note]?.author ?? history?.author,
                created: archive.facts[note]?.created ?? history?.created,
                life, found[id], scored: now)
            for field in row { table.add(field) }
            table.endRow()
        }
        return table.bytes
    }
}

extension NoteArchive {
    /// When the run took place that left the status history, in milliseconds since 1970; `nil` where the history does not say.
    public var lastRun: Int64? { histories.lazy.compactMap { $0?.scored }.max() }
}
