import Glibc

/// Writes tiles and bundles: derived data, not flushed one by one, made again from the journal after a crash.
///
/// Used by one thread at a time.
struct TileWriter {
    /// Whether what is there already is compared first and kept when it is right.
    var comparesFirst = false

    private let directory: LogDirectory
    /// Entries of bundles that are not written as full ones yet, as bundles have them, and where each ends.
    private var pending: [UInt8] = []
    private var ends: [Int] = []
    private var count: UInt64 = 0

    init(_ directory: LogDirectory) {
        self.directory = directory
    }

    /// The number of the bundle that the first pending entry belongs to.
    private var bundle: UInt64 { (count - UInt64(ends.count)) / 256 }

    /// Takes the next entry; it is written with the next bundles.
    mutating func take(_ entry: UnsafeRawBufferPointer) {
        pending.append(UInt8(entry.count >> 8))
        pending.append(UInt8(entry.count & 255))
        pending.append(contentsOf: entry)
        ends.append(pending.count)
        count += 1
    }

    /// Writes the bundles that have become full. What could not be written stays pending.
    mutating func putFullBundles() throws(LogError) {
        var done = 0
        defer {
            if done > 0 {
                let length = ends[done - 1]
                pending.removeSubrange(..<length)
                ends.removeSubrange(..<done)
                for position in ends.indices { ends[position] -= length }
            }
        }
        let first = bundle
        while ends.count - done >= 256 {
            let start = done == 0 ? 0 : ends[done - 1]
            try put(TilePath(.entries, first + UInt64(done / 256)), Array(pending[start..<ends[done + 255]]))
            done += 256
        }
    }

    /// Writes what a checkpoint of the size so far asks for beyond the one of size `old`. Failed, it can be called again.
    mutating func publish(from old: UInt64, tiles: HashTiles) throws(LogError) {
        try putFullBundles()
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
        try put(TilePath(.entries, count / 256, width: width), Array(pending.prefix(ends[width - 1])))
    }

    /// No reader is sent to a tile before it is whole, so a new one is written in place; what a crash or an earlier try has
    /// left there is replaced.
    private func put(_ path: TilePath, _ bytes: [UInt8]) throws(LogError) {
        let file = directory.file(path)
        if comparesFirst, let present = try? Disk.read(file), present == bytes { return }
        do {
            try Disk.write(file, bytes)
        } catch .exists {
            try Disk.replace(file, temporary: directory.temporary, bytes, isDurable: false)
        } catch .missing {
            try Disk.makeDirectories(Disk.parent(of: file))
            try Disk.write(file, bytes)
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
