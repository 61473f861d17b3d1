import Authenticity

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
        let network = try RowFileReading(input).run(badRows: { engine.badRows }) { reading in
            let digest = try reading.forEachPiece(engine.read)
            engine.onProgress = { stage, part in reading.progress.update(stage.rawValue, part) }
            return try engine.analyse(inputDigest: digest, watched: watched)
        }
        warnOfCoarseClock(network, path: input.path)
        return network
    }

    /// Times cut to whole minutes make shares up to a minute apart look simultaneous, whatever the window.
    private func warnOfCoarseClock(_ network: CoordinationNetwork, path: String) {
        guard network.counts.areTimesWholeMinutes, parameters.windowMilliseconds < 60_000 else { return }
        StandardError.say(
            "\(path): WARNING: every time is a whole minute, so a window of \(Double(parameters.windowMilliseconds) / 1000) s "
                + "means nothing: shares up to 60 s apart look simultaneous. Use --window 60 or more.")
    }
}
