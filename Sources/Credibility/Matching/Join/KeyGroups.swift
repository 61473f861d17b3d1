import Daylight

/// The different keys among many texts, each kept once, in the order in which they first appeared.
struct KeyGroups: Sendable {
    /// The keys' scalars as UTF-8, one after another.
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]
    private var hashes: [UInt64] = []
    /// Index + 1 in each place that is taken; at most half of them are.
    private var places = [UInt32](repeating: 0, count: 1 << 12)
    /// Drawn for the process, so that nobody can write texts that all meet in one place.
    private let seed = UInt64(truncatingIfNeeded: Hasher().finalize())

    var count: Int { hashes.count }

    /// The index of a key, and whether it is new.
    mutating func insert(_ scalars: [UInt32]) -> (index: Int, isNew: Bool) {
        var hash = seed
        for scalar in scalars { hash = MinHash.mix(hash ^ UInt64(scalar)) &+ 0x9E37_79B9_7F4A_7C15 }
        let start = bytes.count
        for scalar in scalars { Self.append(scalar, to: &bytes) }
        var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
        while places[place] != 0 {
            let index = Int(places[place]) - 1
            if hashes[index] == hash, isEqual(index, to: start) {
                bytes.removeSubrange(start...)
                return (index, false)
            }
            place = (place + 1) & (places.count - 1)
        }
        hashes.append(hash)
        ends.append(bytes.count)
        places[place] = UInt32(count)
        if count * 2 > places.count { grow() }
        return (count - 1, true)
    }

    /// The key, for the few that are looked at again.
    func key(_ index: Int) -> TextKey {
        TextKey(normalised: String(decoding: bytes[ends[index]..<ends[index + 1]], as: UTF8.self))
    }

    private func isEqual(_ index: Int, to start: Int) -> Bool {
        let count = ends[index + 1] - ends[index]
        guard bytes.count - start == count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            (0..<count).allSatisfy { bytes[ends[index] + $0] == bytes[start + $0] }
        }
    }

    private mutating func grow() {
        places = [UInt32](repeating: 0, count: places.count * 2)
        for (index, hash) in hashes.enumerated() {
            var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
            while places[place] != 0 { place = (place + 1) & (places.count - 1) }
            places[place] = UInt32(index + 1)
        }
    }

    private static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        if scalar < 0x80 { return bytes.append(UInt8(scalar)) }
        if let valid = Unicode.Scalar(scalar) { bytes.append(contentsOf: UTF8.encode(valid) ?? UTF8.encodedReplacementCharacter) }
    }
}
