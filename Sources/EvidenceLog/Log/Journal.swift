import Glibc

/// The append-only file that holds every entry and head. Used by one thread at a time.
struct Journal {
    private let file: OpenFile
    private(set) var end: Int

    /// Opens the journal; reading comes before writing.
    init(_ directory: LogDirectory) throws(LogError) {
        file = try OpenFile(directory.journal, O_RDWR | O_APPEND)
        end = try file.size
    }

    /// Hands every sound record from the start to `body`, and returns where the last one begins and the sound part ends.
    ///
    /// What follows that place is the torn last record.
    /// - Throws: ``LogError/damaged(path:reason:)`` if a sound record follows it, or too much for a torn one.
    func replay(
        _ body: (JournalRecord, UnsafeRawBufferPointer) throws(LogError) -> Void
    ) throws(LogError) -> (last: Int, end: Int) {
        var last = 0
        var position = 0
        var buffer: [UInt8] = []
        while true {
            let length = try length(at: position)
            guard let length, position + length <= end else {
                try checkTail(from: position)
                return (last, position)
            }
            if buffer.count < length { buffer = [UInt8](repeating: 0, count: length) }
            let isSound = try buffer.withUnsafeMutableBufferPointer { all throws(LogError) -> Bool in
                let record = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: all[..<length]))
                guard try file.read(into: record, at: position) == length else { return false }
                let bytes = UnsafeRawBufferPointer(record)
                guard let parsed = JournalRecord(bytes) else { return false }
                try body(parsed, bytes)
                return true
            }
            guard isSound else {
                try checkTail(from: position)
                return (last, position)
            }
            last = position
            position += length
        }
    }

    /// Only the last record can be torn: cutting it off must not take a sound one with it.
    private func checkTail(from position: Int) throws(LogError) {
        let damage = LogError.damaged(
            path: file.path, reason: "the record at byte \(position) is not sound, and more follows")
        guard end - position <= JournalRecord.lengthLimit else { throw damage }
        var rest = [UInt8](repeating: 0, count: end - position)
        let count = try rest.withUnsafeMutableBufferPointer { bytes throws(LogError) in
            try file.read(into: UnsafeMutableRawBufferPointer(bytes), at: position)
        }
        let hasSoundRecord = rest.withUnsafeBytes { bytes in
            (1..<max(1, count)).contains { start in
                guard bytes[start] == JournalRecord.magic[0] else { return false }
                let rest = UnsafeRawBufferPointer(rebasing: bytes[start..<count])
                guard let length = JournalRecord.length(header: rest), length <= rest.count else { return false }
                return JournalRecord(UnsafeRawBufferPointer(rebasing: rest[..<length])) != nil
            }
        }
        guard !hasSoundRecord else { throw damage }
    }

    /// Hands the entries of every record up to `end` over, unchecked: after ``replay(_:)`` has checked them.
    func forEachEntry(before end: Int, _ body: ([UnsafeRawBufferPointer]) throws(LogError) -> Void) throws(LogError) {
        var position = 0
        var buffer: [UInt8] = []
        while position < end, let length = try length(at: position) {
            if buffer.count < length { buffer = [UInt8](repeating: 0, count: length) }
            try buffer.withUnsafeMutableBufferPointer { all throws(LogError) in
                let record = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: all[..<length]))
                _ = try file.read(into: record, at: position)
                let bytes = UnsafeRawBufferPointer(record)
                try body(JournalRecord.entryRanges(in: bytes).map { UnsafeRawBufferPointer(rebasing: bytes[$0]) })
            }
            position += length
        }
    }

    /// Makes sure that what was read is on the disk and not only in memory: the writer before may have been killed between
    /// writing its last record and flushing it, or its flush may have failed and left pages that only look clean.
    func secure(from last: Int) throws(LogError) {
        let writer = try OpenFile(file.path, O_WRONLY)
        var buffer = [UInt8](repeating: 0, count: end - last)
        try buffer.withUnsafeMutableBufferPointer { all throws(LogError) in
            let bytes = UnsafeMutableRawBufferPointer(all)
            let count = try file.read(into: bytes, at: last)
            guard count == bytes.count, pwrite(writer.descriptor, bytes.baseAddress, count, off_t(last)) == count else {
                throw Disk.error("write", file.path)
            }
        }
        try writer.synchronizeData()
    }

    private func length(at position: Int) throws(LogError) -> Int? {
        var header = [UInt8](repeating: 0, count: JournalRecord.headerLength)
        let count = try header.withUnsafeMutableBufferPointer { buffer throws(LogError) in
            try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: position)
        }
        return count == header.count ? header.withUnsafeBytes { JournalRecord.length(header: $0) } : nil
    }

    /// Cuts a torn tail off.
    mutating func cut(to length: Int) throws(LogError) {
        guard length < end else { return }
        try file.truncate(to: length)
        try file.synchronize()
        end = length
    }

    /// Appends one record. After a failed write the journal is as before; after a failed flush nothing is known.
    ///
    /// - Throws: ``LogError/io(operation:path:code:reason:)`` if nothing was written, ``LogError/stopped(reason:)`` if the
    ///   state of the disk is unknown.
    mutating func append(_ record: [UInt8]) throws(LogError) {
        guard try file.size == end else { throw .stopped(reason: "another program changed the journal") }
        do {
            try file.write(record)
        } catch {
            // A full disk is no reason to stop, as long as the half-written record can be taken back.
            do {
                try file.truncate(to: end)
            } catch let second {
                throw .stopped(reason: "\(error); and then: \(second)")
            }
            throw error
        }
        do {
            try file.synchronizeData()
        } catch {
            throw .stopped(reason: error.description)
        }
        end += record.count
    }
}
