import Daylight

/// Where in the file, or in what was rewritten of it, a text stands.
struct AdsTxtRange {
    var start: UInt32 = 0
    var count: UInt32 = 0
}

/// One authorised account as it is kept: 20 bytes.
struct AdsTxtEntry: Sendable {
    let line: UInt32
    /// Index of the account among all.
    let account: UInt32
    let relationship: AdsTxt.Relationship
    /// Empty when there is none.
    let certification: AdsTxtRange
}

extension AdsTxtRange: Sendable {}

/// The accounts of one file, found by advertising system and id.
struct AdsTxtAccounts: Sendable {
    struct Key: Sendable {
        let domain: AdsTxtRange
        let id: AdsTxtRange
        let hash: UInt32
        var relationships: AdsTxt.Relationships
    }

    private(set) var keys: [Key] = []
    /// Seven bits of the hash; 0 is free. Small enough to stay in the processor's cache, which is where the time goes.
    private var tags: [UInt8]
    /// Index of the key in each place that is not free.
    private var indices: [UInt32]
    /// The file's bytes are not copied while it is read; what had to be rewritten stands behind their end.
    private let sourceCount: Int
    /// Drawn for the process, so that nobody can write a file whose accounts all meet in one place.
    private let seed = UInt64(truncatingIfNeeded: Hasher().finalize())
    private var rewritten: [UInt8] = []
    private var source: [UInt8] = []

    /// Makes room for as many accounts as a file of this size has when each has a line of its own.
    init(sourceCount: Int) {
        self.sourceCount = sourceCount
        let expected = Self.usualLineCount(sourceCount)
        keys.reserveCapacity(expected)
        let placeCount = 1 << (Int.bitWidth - (2 * expected).leadingZeroBitCount)
        tags = [UInt8](repeating: 0, count: placeCount)
        indices = [UInt32](repeating: 0, count: placeCount)
    }

    /// How many lines a file of this size has when they are as long as most:
    /// `google.com, pub-1234567890123456, RESELLER, f08c47fec0942fa0`.
    static func usualLineCount(_ byteCount: Int) -> Int { byteCount / 50 + 1 }

    /// The same with the file's bytes, which the ranges speak of.
    func keeping(_ bytes: [UInt8]) -> AdsTxtAccounts {
        var copy = self
        copy.source = bytes
        return copy
    }

    /// Keeps a text that does not stand in the file like this.
    mutating func keep(_ text: some Collection<UInt8>) -> AdsTxtRange {
        let start = sourceCount + rewritten.count
        rewritten.append(contentsOf: text)
        return AdsTxtRange(start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: text.count))
    }

    func kept(_ range: AdsTxtRange) -> ArraySlice<UInt8> {
        let start = Int(range.start)
        return start >= sourceCount
            ? rewritten[start - sourceCount..<start - sourceCount + Int(range.count)]
            : source[start..<start + Int(range.count)]
    }

    private func withBytes<Result>(
        _ range: AdsTxtRange, in file: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        let (start, count) = (Int(range.start), Int(range.count))
        guard start >= sourceCount else { return body(UnsafeBufferPointer(rebasing: file[start..<start + count])) }
        return rewritten.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[start - sourceCount..<start - sourceCount + count]))
        }
    }

    /// The key of an account, new or known, and how it was authorised before.
    mutating func authorize(
        _ id: AdsTxtRange, at domain: AdsTxtRange, _ relationship: AdsTxt.Relationships, in file: UnsafeBufferPointer<UInt8>
    ) -> (index: Int, before: AdsTxt.Relationships) {
        let place = withBytes(domain, in: file) { domain in withBytes(id, in: file) { locate($0, at: domain, in: file) } }
        if let index = place.index {
            let before = keys[index].relationships
            keys[index].relationships.formUnion(relationship)
            return (index, before)
        }
        keys.append(Key(domain: domain, id: id, hash: place.hash, relationships: relationship))
        occupy(place.place, keys.count - 1, place.hash)
        if 2 * keys.count > tags.count { grow() }
        return (keys.count - 1, [])
    }

    private mutating func occupy(_ place: Int, _ index: Int, _ hash: UInt32) {
        tags[place] = Self.tag(hash)
        indices[place] = UInt32(truncatingIfNeeded: index)
    }

    private static func tag(_ hash: UInt32) -> UInt8 { UInt8(hash >> 25) | 0x80 }

    func relationships(of account: String, at system: Host) -> AdsTxt.Relationships {
        var (id, domain) = (account, system.text)
        let index = id.withUTF8 { id in
            domain.withUTF8 { domain in source.withUnsafeBufferPointer { locate(id, at: domain, in: $0).index } }
        }
        return index.map { keys[$0].relationships } ?? []
    }

    /// The index of an account's key, or the place where it would stand.
    private func locate(
        _ id: UnsafeBufferPointer<UInt8>, at domain: UnsafeBufferPointer<UInt8>, in file: UnsafeBufferPointer<UInt8>
    ) -> (place: Int, hash: UInt32, index: Int?) {
        let hash = hash(domain, id)
        let tag = Self.tag(hash)
        var place = Int(hash) & (tags.count - 1)
        while tags[place] != 0 {
            if tags[place] == tag {
                let index = Int(indices[place])
                let key = keys[index]
                if key.hash == hash, isEqual(key.id, id, in: file), isEqual(key.domain, domain, in: file) {
                    return (place, hash, index)
                }
            }
            place = (place + 1) & (tags.count - 1)
        }
        return (place, hash, nil)
    }

    private func isEqual(
        _ range: AdsTxtRange, _ bytes: UnsafeBufferPointer<UInt8>, in file: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        Int(range.count) == bytes.count && withBytes(range, in: file) { $0.elementsEqual(bytes) }
    }

    private mutating func grow() {
        tags = [UInt8](repeating: 0, count: 4 * tags.count)
        indices = [UInt32](repeating: 0, count: tags.count)
        for (index, key) in keys.enumerated() {
            var place = Int(key.hash) & (tags.count - 1)
            while tags[place] != 0 { place = (place + 1) & (tags.count - 1) }
            occupy(place, index, key.hash)
        }
    }

    private func hash(_ domain: UnsafeBufferPointer<UInt8>, _ id: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let both = Self.absorbed(id, Self.absorbed(domain, seed))
        return UInt32(truncatingIfNeeded: both ^ both >> 32)
    }

    /// Eight bytes at a time, the last eight perhaps in part again, and the length.
    private static func absorbed(_ bytes: UnsafeBufferPointer<UInt8>, _ start: UInt64) -> UInt64 {
        var state = folded(start ^ UInt64(truncatingIfNeeded: bytes.count))
        let raw = UnsafeRawBufferPointer(bytes)
        guard raw.count >= 8 else {
            return folded(state ^ raw.reduce(0) { $0 << 8 | UInt64($1) })
        }
        var position = 0
        while position + 8 < raw.count {
            state = folded(state ^ raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            position += 8
        }
        return folded(state ^ raw.loadUnaligned(fromByteOffset: raw.count - 8, as: UInt64.self))
    }

    /// Both halves of a product with an odd constant (the golden ratio's digits).
    private static func folded(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }
}
