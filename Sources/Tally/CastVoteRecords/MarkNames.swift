import Daylight

/// What the words of one source's records mean: candidates by name or alias, and its labels.
struct MarkNames: Sendable {
    enum Meaning: Hashable, Sendable {
        /// A candidate's number.
        case candidate(Int)
        case overvote
        case skipped
    }

    private var words = ByteTable()
    private var meanings: [Meaning] = []
    /// The number of undeclared write-ins, if they are counted.
    let undeclared: Int?

    init(_ candidates: CandidateList, _ source: CastVoteRecordSource) {
        undeclared = candidates.undeclared
        // The first meaning of a word counts.
        add(source.skippedRankLabel, .skipped)
        add(source.overvoteLabel, .overvote)
        if let undeclared { add(source.undeclaredLabel, .candidate(undeclared)) }
        for (number, candidate) in candidates.declared.enumerated() {
            for name in [candidate.name] + candidate.aliases { add(name, .candidate(number)) }
        }
    }

    private mutating func add(_ word: String, _ meaning: Meaning) {
        guard !word.isEmpty else { return }
        if words.insert(word.utf8) == meanings.count { meanings.append(meaning) }
    }

    /// The meaning of a word; space around it does not count.
    subscript(_ word: UnsafeRawBufferPointer) -> Meaning? {
        let word = word.trimmingSpace
        if let index = words.index(of: word) { return meanings[index] }
        guard word.contains(where: { $0 >= 0x80 }) else { return nil }
        return words.index(of: word.text.utf8).map { meanings[$0] }
    }

    subscript(_ word: String) -> Meaning? { Array(word.utf8).withUnsafeBytes { self[$0] } }
}

extension UnsafeRawBufferPointer {
    /// Without spaces and tabs at both ends.
    var trimmingSpace: UnsafeRawBufferPointer {
        var (start, end) = (0, count)
        while start < end, self[start] == 0x20 || self[start] == 0x09 { start += 1 }
        while end > start, self[end - 1] == 0x20 || self[end - 1] == 0x09 { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: self[start..<end])
    }

    /// The bytes as UTF-8, or else as Windows-1252.
    var text: String { String(validating: self, as: UTF8.self) ?? WindowsText.decode(self) }
}
