import Authenticity
import Crypto
import Daylight

/// Reads a share file and analyses it: the one way every command does it.
struct CoordinationRun {
    var parameters: CoordinationParameters
    var declared = DeclaredGroups()
    var format: ShareFormat?
    var memoryLimit: Int?

    /// - Parameter watched: accounts whose edges are wanted whether significant or not.
    /// - Throws: ``Failure`` with the exit code that fits.
    func network(of path: String, watched: Set<[UInt8]> = []) throws -> CoordinationNetwork {
        let input = try InputFile(path)
        return try network(of: input, watched: watched)
    }

    func network(of input: InputFile, watched: Set<[UInt8]> = []) throws -> CoordinationNetwork {
        let engine = CoordinationEngine(
            parameters: parameters, declared: declared, format: format ?? ShareFormat(fileName: input.path),
            memoryLimit: memoryLimit, scratch: memoryLimit == nil ? nil : ScratchDirectory(), seed: .random(in: .min ... .max))
        let progress = ProgressLine()
        defer { progress.clear() }
        do {
            let digest = try read(input, into: engine, progress)
            engine.onProgress = { stage, part in progress.update(stage.rawValue, part) }
            let network = try engine.analyse(inputDigest: digest, watched: watched)
            progress.clear()
            report(engine.badRows, path: input.path)
            return network
        } catch let error as InputError {
            throw Failure(.malformedInput, error.naming(input.path).description)
        } catch let error as CoordinationEngine.NoGoodRow {
            progress.clear()
            report(engine.badRows, path: input.path)
            throw Failure(.malformedInput, "\(input.path): not one good row among \(error.badRows)")
        }
    }

    private func read(_ input: InputFile, into engine: CoordinationEngine, _ progress: ProgressLine) throws -> Daylight.Digest {
        var hash = SHA256()
        var done = 0
        try input.forEachPiece { piece in
            hash.update(bufferPointer: piece)
            try engine.read(piece)
            done += piece.count
            progress.update("reading \(input.path)", input.byteCount.map { Double(done) / Double(max($0, 1)) })
        }
        return Daylight.Digest(hash.finalize())
    }

    private func report(_ badRows: (count: Int, samples: [RowFault]), path: String) {
        for fault in badRows.samples { StandardError.say(fault.error(in: path).description) }
        if badRows.count > badRows.samples.count { StandardError.say("… and \(badRows.count - badRows.samples.count) more") }
    }
}
