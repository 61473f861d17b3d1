public import Daylight

/// Finds accounts that share the same things at the same time: reads shares as they come, then analyses them.
///
/// Time O(n log n + k) for n rows and k in-window pairs; memory O(n + flagged), or bounded with the rest on disk.
/// ```swift
/// let engine = CoordinationEngine(parameters: .init(.daylight), format: .csv, seed: seed)
/// try engine.read(bytes)
/// let network = try engine.analyse(inputDigest: digest)
/// ```
public final class CoordinationEngine {
    /// How far a run has got; for a progress bar.
    public enum Stage: String, Sendable {
        case looking = "looking for shares at the same time"
        case joining = "adding up edges"
        case explaining = "collecting evidence"
    }

    let parameters: CoordinationParameters
    let declared: DeclaredGroups
    let memoryLimit: Int?
    let scratch: (any ScratchSpace)?
    let seed: UInt64
    private var reader: ShareReader<ShareStore>
    /// Called with the stage and the part of it that is done, 0...1.
    public var onProgress: ((Stage, Double) -> Void)?

    var store: ShareStore { reader.sink }
    var faults: FaultLog { reader.faults }

    /// - Parameters:
    ///   - declared: accounts that openly belong together.
    ///   - memoryLimit: bound on working memory in bytes; needs `scratch`.
    ///   - seed: any random number; it protects the hash tables and changes no result.
    public init(
        parameters: CoordinationParameters, declared: DeclaredGroups = DeclaredGroups(), format: ShareFormat,
        memoryLimit: Int? = nil, scratch: (any ScratchSpace)? = nil, seed: UInt64
    ) {
        self.parameters = parameters
        self.declared = declared
        self.memoryLimit = memoryLimit
        self.scratch = scratch
        self.seed = seed
        reader = ShareReader(
            format: format,
            sink: ShareStore(
                memoryLimit: memoryLimit, scratch: scratch, seed: seed, keepsLoops: !parameters.removesLoops))
    }

    /// Takes the next piece of the file, cut anywhere.
    ///
    /// - Throws: ``InputError`` for a file that cannot be read as shares at all.
    public func read(_ bytes: UnsafeRawBufferPointer) throws { try reader.read(bytes) }

    /// The bad rows seen so far: how many, and the first of them.
    public var badRows: (count: Int, samples: [RowFault]) { (faults.count, faults.samples) }

    /// Ends the reading and does the work.
    ///
    /// - Parameters:
    ///   - inputDigest: SHA-256 of the file, for the evidence.
    ///   - watched: accounts whose edges are kept even if they are not significant, for checking evidence.
    /// - Throws: ``InputError`` for an empty or unusable file, ``NoGoodRow``; whatever the scratch space throws.
    public func analyse(inputDigest: Digest, watched: Set<[UInt8]> = []) throws -> CoordinationNetwork {
        try reader.finish()
        try store.finishReading()
        if store.rowCount == 0, faults.count > 0 { throw NoGoodRow(badRows: faults.count) }
        let names = NameOrder.sorted(store.accounts)
        var ranks = [UInt32](repeating: 0, count: names.count)
        for (rank, number) in names.enumerated() { ranks[Int(number)] = UInt32(rank) }
        try store.finish(ranks: ranks)
        let analysis = Analysis(engine: self, names: names, ranks: ranks)
        return try analysis.run(inputDigest: inputDigest, watched: watched)
    }
}
