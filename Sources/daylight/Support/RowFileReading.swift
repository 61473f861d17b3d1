import Authenticity
import Crypto
import Daylight

/// Goes through a file of rows once: progress on a terminal, the digest of the bytes, and bad rows in words.
struct RowFileReading {
    let progress = ProgressLine()
    private let input: InputFile

    init(_ input: InputFile) { self.input = input }

    /// Runs work that reads the file, then names its bad rows on standard error.
    ///
    /// - Throws: ``Failure`` with the exit code that fits.
    func run<Result>(
        badRows: () -> (count: Int, samples: [RowFault]), _ work: (RowFileReading) throws -> Result
    ) throws -> Result {
        defer { progress.clear() }
        do {
            let result = try work(self)
            progress.clear()
            report(badRows())
            return result
        } catch let error as InputError {
            throw Failure(.malformedInput, error.naming(input.path).description)
        } catch let error as NoGoodRow {
            progress.clear()
            report(badRows())
            throw Failure(.malformedInput, "\(input.path): not one good row among \(error.badRows)")
        }
    }

    /// Hands over the whole file, piece by piece.
    ///
    /// - Returns: the SHA-256 of its bytes.
    func forEachPiece(_ take: (UnsafeRawBufferPointer) throws -> Void) throws -> Daylight.Digest {
        var hash = SHA256()
        var done = 0
        try input.forEachPiece { piece in
            hash.update(bufferPointer: piece)
            try take(piece)
            done += piece.count
            progress.update("reading \(input.path)", input.byteCount.map { Double(done) / Double(max($0, 1)) })
        }
        return Daylight.Digest(hash.finalize())
    }

    private func report(_ badRows: (count: Int, samples: [RowFault])) {
        for fault in badRows.samples { StandardError.say(fault.error(in: input.path).description) }
        if badRows.count > badRows.samples.count { StandardError.say("… and \(badRows.count - badRows.samples.count) more") }
    }
}
