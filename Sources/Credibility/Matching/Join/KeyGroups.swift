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

    /// The key at hand.
    private var encoded: [UInt8] = []

    var count: Int { hashes.count }

    /// The index of a key, and whether it is new.
    mutating func insert(_ scalars: [UInt32]) -> (index: Int, isNew: Bool) {
        var hash = seed
        for scalar in scalars {
            let product = (hash ^ UInt64(scalar)).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            hash = product.high ^ product.low
        }
        encode(scalars)
        var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
        while places[place] != 0 {
            let index = Int(places[place]) - 1
            if hashes[index] == hash, bytes[ends[index]..<ends[index + 1]].elementsEqual(encoded) { return (index, false) }
            place = (place + 1) & (places.count - 1)
        }
        bytes.append(contentsOf: encoded)
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

    private mutating func grow() {
        places = [UInt32](repeating: 0, count: places.count * 2)
        for (index, hash) in hashes.enumerated() {
            var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
            while places[place] != 0 { place = (place + 1) & (places.count - 1) }
            places[place] = UInt32(index + 1)
        }
    }

    /// Writes the scalars as UTF-8.
    private mutating func encode(_ scalars: [UInt32]) {
        encoded = [UInt8](unsafeUninitializedCapacity: 4 * scalars.count) { target, count in
            for scalar in scalars {
                if scalar < 0x80 {
                    target[count] = UInt8(truncatingIfNeeded: scalar)
                    count += 1
                } else if let valid = Unicode.Scalar(scalar), let units = UTF8.encode(valid) {
                    for unit in units {
                        target[count] = unit
                        count += 1
                    }
                }
            }
        }
    }
}
