import Daylight

/// Brings a log back from its journal: the tree, the identities, the tiles on disk, and the head to go on from.
struct LogRecovery {
    private let directory: LogDirectory
    private let settings: LogSettings

    private(set) var frontier = Frontier()
    private(set) var identities: [TreeHash: UInt64] = [:]
    private(set) var writer: TileWriter
    private(set) var journal: Journal
    /// The head of the journal's last record.
    private(set) var committed: Checkpoint
    /// The head that readers see.
    private(set) var published: Checkpoint
    let tiles = HashTiles()

    private var generation: UInt64 = 0
    /// Partial tiles of sizes that were published; those whose full tile is not there yet must be there.
    private var partials: [TilePath.Level: [TilePath]] = [:]
    private var meetsPublished: Bool

    /// Replays the journal, cuts a torn last record, restores tiles, and publishes the head if that was not done and no
    /// witness must cosign it first.
    ///
    /// - Throws: ``LogError/damaged(path:reason:)`` for any contradiction; then nothing was changed.
    init(_ directory: LogDirectory, settings: LogSettings, generation limit: UInt64) throws(LogError) {
        self.directory = directory
        self.settings = settings
        published = try settings.publishedCheckpoint(in: directory)
        committed = published
        meetsPublished = published.size == 0
        writer = TileWriter(directory)
        writer.comparesFirst = true
        journal = try Journal(directory)
        let (last, end) = try replay()
        guard meetsPublished else {
            throw damage("it ends at \(frontier.size) entries, but \(published.size) were published")
        }
        guard generation < limit else {
            throw damage("a later writer (generation \(generation)) has been here: is this an old copy?")
        }
        // Nothing was changed so far: a journal that does not belong here must not take the place of what is published.
        try journal.cut(to: end)
        if end > 0 { try journal.secure(from: last) }
        try journal.forEachEntry(before: end) { entries throws(LogError) in
            for entry in entries { writer.take(entry) }
            try writer.putFullBundles()
        }
        for path in partials.values.joined() { try writer.restore(path, tiles: tiles) }
        try writer.publish(from: 0, tiles: tiles)
        writer.comparesFirst = false
        if committed.size > published.size, !settings.needsCosignatures {
            try Disk.replace(directory.checkpoint, temporary: directory.temporary, committed.note, isDurable: true)
            published = committed
        }
    }

    private func damage(_ reason: String) -> LogError { .damaged(path: directory.journal, reason: reason) }

    private mutating func replay() throws(LogError) -> (last: Int, end: Int) {
        var last: (note: [UInt8], root: Digest)?
        let sound = try journal.replay { record, _ throws(LogError) in
            try take(record)
            last = (record.checkpoint, record.rootAfter)
        }
        guard let last else { return sound }
        do {
            committed = try Checkpoint(opening: last.note, key: settings.verifierKey, origin: settings.origin)
        } catch {
            throw damage("the last head is not signed by the log's key: \(error.reason)")
        }
        guard committed.size == frontier.size, committed.root == last.root else {
            throw damage("the last head is of another tree")
        }
        return sound
    }

    private mutating func take(_ record: JournalRecord) throws(LogError) {
        guard record.first == frontier.size, record.generation >= generation,
            record.sizeAfter == record.first + UInt64(record.entries.count), !record.entries.isEmpty
        else { throw damage("the record of entry \(record.first) does not follow the one before") }
        generation = record.generation
        var hashes: [(level: Int, hash: TreeHash)] = []
        for entry in record.entries {
            identities[entry.identity] = frontier.size
            frontier.append(entry.leaf) { hashes.append(($0, $1)) }
        }
        tiles.append(hashes)
        guard frontier.root == record.rootAfter else { throw damage("entries up to \(frontier.size) do not lead to their root") }
        if frontier.size == published.size {
            guard frontier.root == published.root else {
                throw damage("the published checkpoint of \(published.size) entries has another root")
            }
            meetsPublished = true
        }
        notePartials()
    }

    /// Remembers the partial tiles that a checkpoint of the size so far asks for.
    private mutating func notePartials() {
        let size = frontier.size
        notePartial(.entries, count: size)
        for level in 0..<8 where size >> UInt64(8 * level) > 0 {
            notePartial(.hashes(level), count: size >> UInt64(8 * level))
        }
    }

    private mutating func notePartial(_ level: TilePath.Level, count: UInt64) {
        // Of tiles that are full by now nobody asks for a part.
        if let known = partials[level]?.first, known.number != count / 256 { partials[level] = [] }
        guard count % 256 != 0 else { return }
        partials[level, default: []].append(TilePath(level, count / 256, width: Int(count % 256)))
    }
}
