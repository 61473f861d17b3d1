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

    /// Hands every sound record from the start to `body`, and returns where the sound part ends.
    ///
    /// What follows that place is the torn last record, or damage: only the published checkpoint can tell.
    func replay(_ body: (JournalRecord, UnsafeRawBufferPointer) throws(LogError) -> Void) throws(LogError) -> Int {
        var position = 0
        var buffer: [UInt8] = []
        while true {
            let length = try length(at: position)
            guard let length, position + length <= end else { return position }
            if buffer.count < length { buffer = [UInt8](repeating: 0, count: length) }
            let isSound = try buffer.withUnsafeMutableBufferPointer { all throws(LogError) -> Bool in
                let record = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: all[..<length]))
                guard try file.read(into: record, at: position) == length else { return false }
                let bytes = UnsafeRawBufferPointer(record)
                guard let parsed = JournalRecord(bytes) else { return false }
                try body(parsed, bytes)
                return true
            }
            guard isSound else { return position }
            position += length
        }
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
