import Glibc

/// Writes tiles and bundles: derived data, not flushed one by one, made again from the journal after a crash.
///
/// Used by one thread at a time.
struct TileWriter {
    /// Whether what is there already is compared first and kept when it is right.
    var comparesFirst = false

    private let directory: LogDirectory
    /// The bundle that is being filled, and where each of its entries ends.
    private var bundle: [UInt8] = []
    private var ends: [Int] = []
    private var count: UInt64 = 0

    init(_ directory: LogDirectory) {
        self.directory = directory
        bundle.reserveCapacity(1 << 16)
    }

    /// Takes the next entry into its bundle, and writes the bundle when it is full.
    mutating func add(_ entry: UnsafeRawBufferPointer) throws(LogError) {
        bundle.append(UInt8(entry.count >> 8))
        bundle.append(UInt8(entry.count & 255))
        bundle.append(contentsOf: entry)
        ends.append(bundle.count)
        count += 1
        guard count % 256 == 0 else { return }
        try put(TilePath(.entries, count / 256 - 1), bundle)
        bundle.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Writes what a checkpoint of the size so far asks for beyond the one of size `old`.
    func publish(from old: UInt64, tiles: HashTiles) throws(LogError) {
        if !ends.isEmpty { try putBundle(width: ends.count) }
        for level in 0..<8 {
            let (before, now) = (old >> UInt64(8 * level), count >> UInt64(8 * level))
            if before == now { break }
            for number in before / 256...(now - 1) / 256 {
                let path = TilePath(.hashes(level), number, width: Int(min(now - number * 256, 256)))
                try put(path, tiles.content(path))
            }
        }
    }

    /// Writes the partial tile or bundle of an earlier published size, if its full one is still to come.
    func restore(_ path: TilePath, tiles: HashTiles) throws(LogError) {
        switch path.level {
        case .entries:
            if path.number == count / 256 { try putBundle(width: path.width) }
        case .hashes(let level):
            if path.number == (count >> UInt64(8 * level)) / 256 { try put(path, tiles.content(path)) }
        }
    }

    private func putBundle(width: Int) throws(LogError) {
        try put(TilePath(.entries, count / 256, width: width), Array(bundle.prefix(ends[width - 1])))
    }

    private func put(_ path: TilePath, _ bytes: [UInt8]) throws(LogError) {
        let file = directory.file(path)
        if comparesFirst, let present = try? Disk.read(file), present == bytes { return }
        do {
            try Disk.replace(file, temporary: directory.temporary, bytes, isDurable: false)
        } catch {
            guard case .missing = error else { throw error }
            try Disk.makeDirectories(Disk.parent(of: file))
            try Disk.replace(file, temporary: directory.temporary, bytes, isDurable: false)
        }
    }

    /// Clears partial tiles away once the next tile is full too; until then a slow client may still ask for them.
    ///
    /// What cannot be removed stays: it does no harm.
    func clear(from old: UInt64) {
        clear(.entries, before: old >> 8, now: count >> 8)
        for level in 0..<7 {
            let shift = UInt64(8 * (level + 1))
            if old >> shift == count >> shift { break }
            clear(.hashes(level), before: old >> shift, now: count >> shift)
        }
    }

    private func clear(_ level: TilePath.Level, before: UInt64, now: UInt64) {
        guard now > before, now > 1 else { return }
        for number in max(before, 1) - 1..<now - 1 {
            let folder = directory.file(TilePath(level, number)) + ".p"
            for name in Disk.names(in: folder) ?? [] { unlink("\(folder)/\(name)") }
            rmdir(folder)
        }
    }
}
