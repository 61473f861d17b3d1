import Daylight

@testable import Authenticity

/// A whole run over text in memory, as tests need it.
struct Run {
    var parameters = CoordinationParameters(.daylight)
    var declared = DeclaredGroups()
    var format = ShareFormat.csv
    var memoryLimit: Int?
    /// How many bytes are fed at a time: cutting anywhere must change nothing.
    var pieceSize = 1 << 16
    var seed: UInt64 = 1

    init(_ semantics: CoordinationParameters.Semantics = .daylight, window: Int64? = nil, minimum: Int? = nil) {
        parameters = CoordinationParameters(semantics)
        if let window { parameters.windowMilliseconds = window * 1000 }
        if let minimum { parameters.minimumParticipation = minimum }
    }

    func network(_ text: String, watched: Set<[UInt8]> = []) throws -> CoordinationNetwork {
        try network(Array(text.utf8), watched: watched)
    }

    func network(_ bytes: [UInt8], watched: Set<[UInt8]> = []) throws -> CoordinationNetwork {
        let engine = CoordinationEngine(
            parameters: parameters, declared: declared, format: format, memoryLimit: memoryLimit,
            scratch: memoryLimit == nil ? nil : MemoryScratch(), seed: seed)
        var start = 0
        while start < bytes.count {
            let end = min(start + pieceSize, bytes.count)
            try Array(bytes[start..<end]).withUnsafeBytes { try engine.read($0) }
            start = end
        }
        return try engine.analyse(inputDigest: Digest(of: bytes), watched: watched)
    }
}

extension CoordinationNetwork {
    var edgesTable: String { get throws { try collected(writeEdges) } }
    var pairsTable: String { get throws { try collected(writePairs) } }
    var flaggedTable: String { get throws { try collected(writeFlagged) } }

    private func collected(_ write: (@escaping ByteSink) throws -> Void) rethrows -> String {
        var bytes: [UInt8] = []
        try write { bytes.append(contentsOf: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Scratch files that are arrays: the room itself never touches a disk.
final class MemoryScratch: ScratchSpace {
    func makeFile() -> any ScratchFile { File() }

    private final class File: ScratchFile {
        private var content: [UInt8] = []
        var byteCount: Int { content.count }

        func append(_ bytes: UnsafeRawBufferPointer) { content.append(contentsOf: bytes) }

        func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
            let piece = content[min(offset, content.count)..<min(offset + buffer.count, content.count)]
            buffer.copyBytes(from: piece)
            return piece.count
        }
    }
}

/// SplitMix64: a small generator whose numbers follow from its seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
