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
    private var partials: Set<TilePath> = []
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
        let end = try replay()
        guard meetsPublished else {
            throw damage("it ends at \(frontier.size) entries, but \(published.size) were published")
        }
        guard generation < limit else {
            throw damage("a later writer (generation \(generation)) has been here: is this an old copy?")
        }
        try journal.cut(to: end)
        for path in partials { try writer.restore(path, tiles: tiles) }
        try writer.publish(from: 0, tiles: tiles)
        writer.comparesFirst = false
        if committed.size > published.size, !settings.needsCosignatures {
            try Disk.replace(directory.checkpoint, temporary: directory.temporary, committed.note, isDurable: true)
            published = committed
        }
    }

    private func damage(_ reason: String) -> LogError { .damaged(path: directory.journal, reason: reason) }

    private mutating func replay() throws(LogError) -> Int {
        var last: (note: [UInt8], root: Digest)?
        let end = try journal.replay { record, bytes throws(LogError) in
            try take(record, bytes)
            last = (record.checkpoint, record.rootAfter)
        }
        guard let last else { return end }
        do {
            committed = try Checkpoint(opening: last.note, key: settings.verifierKey, origin: settings.origin)
        } catch {
            throw damage("the last head is not signed by the log's key: \(error.reason)")
        }
        guard committed.size == frontier.size, committed.root == last.root else {
            throw damage("the last head is of another tree")
        }
        return end
    }

    private mutating func take(_ record: JournalRecord, _ bytes: UnsafeRawBufferPointer) throws(LogError) {
        guard record.first == frontier.size, record.generation >= generation,
            record.sizeAfter == record.first + UInt64(record.entries.count), !record.entries.isEmpty
        else { throw damage("the record of entry \(record.first) does not follow the one before") }
        generation = record.generation
        var hashes: [(level: Int, hash: TreeHash)] = []
        for entry in record.entries {
            let content = UnsafeRawBufferPointer(rebasing: bytes[entry.range])
            identities[entry.identity] = frontier.size
            frontier.append(entry.leaf) { hashes.append(($0, $1)) }
            writer.take(content)
        }
        try writer.putFullBundles()
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
        if size % 256 != 0 { partials.insert(TilePath(.entries, size / 256, width: Int(size % 256))) }
        for level in 0..<8 {
            let count = size >> UInt64(8 * level)
            if count == 0 { break }
            if count % 256 != 0 { partials.insert(TilePath(.hashes(level), count / 256, width: Int(count % 256))) }
        }
    }
}
