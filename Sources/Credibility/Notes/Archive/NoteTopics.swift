public import Daylight

/// Topics, and the words by which a note is known to be about one of them (reference section 3.3).
///
/// A line of the file has the topic's name, a tab, and words separated by commas. Several words in a row are looked for in a
/// row; a star at the end stands for any ending. Case and accents make no difference.
public struct NoteTopics: Sendable {
    /// Most topics: each note carries a set of them.
    static let topicLimit = 63
    /// Most entries of all topics together, and words of one.
    static let termLimit = 2000
    static let wordLimit = 8
    private static let nameLimit = 64

    private struct Term: Sendable {
        let words: [String]
        let isOpen: Bool
        let topic: Int
    }

    /// In the order in which they come.
    public private(set) var names: [String] = []
    /// By their first word; open terms of one word by what they begin with.
    private var whole: [String: [Term]] = [:]
    private var open: [String: Int64] = [:]
    private var openLengths: [Int] = []
    private var termCount = 0

    /// No topics.
    public init() {}

    /// - Throws: ``InputError`` naming the line that is no topic with words; a file without any topic is refused, too.
    public init(parsing bytes: [UInt8]) throws(InputError) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let lines = bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0)
        for (index, line) in lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            guard let text = String(validating: line, as: UTF8.self) else {
                throw Self.fault(index, "topic", "a line of UTF-8", "other bytes")
            }
            if text.allSatisfy({ $0.isWhitespace }) { continue }
            let fields = text.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 2 else {
                throw Self.fault(index, "topic", "a name, a tab, and words separated by commas", "\(fields.count) fields")
            }
            let topic = try number(String(fields[0]), line: index)
            guard fields[1].contains(where: { !$0.isWhitespace && $0 != "," }) else {
                throw Self.fault(index, "words", "words separated by commas behind the tab", "none")
            }
            for entry in fields[1].split(separator: ",") { try add(entry, to: topic, line: index) }
        }
        guard !names.isEmpty else { throw Self.fault(0, "topic", "at least one topic with words", "none") }
        openLengths = Set(open.keys.map(\.utf8.count)).sorted()
    }

    private mutating func number(_ name: String, line: Int) throws(InputError) -> Int {
        if let known = names.firstIndex(of: name) { return known }
        let isName =
            (1...Self.nameLimit).contains(name.utf8.count)
            && name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_" }
        guard isName else {
            throw Self.fault(line, "topic", "a name of letters, digits, - and _, at most \(Self.nameLimit) bytes", "\"\(name)\"")
        }
        guard names.count < Self.topicLimit else {
            throw Self.fault(line, "topic", "at most \(Self.topicLimit) topics", "more")
        }
        names.append(name)
        return names.count - 1
    }

    private mutating func add(_ entry: Substring, to topic: Int, line: Int) throws(InputError) {
        guard let last = entry.last(where: { !$0.isWhitespace }) else { return }
        guard Self.isPlain(entry) else {
            throw Self.fault(line, "words", "letters and digits, with a star only straight behind the last word", "\"\(entry)\"")
        }
        let words = SearchWords.of(String(entry), limit: Self.wordLimit + 1)
        guard (1...Self.wordLimit).contains(words.count) else {
            throw Self.fault(line, "words", "1 to \(Self.wordLimit) words between commas", "\"\(entry)\"")
        }
        termCount += 1
        guard termCount <= Self.termLimit else { throw Self.fault(line, "words", "at most \(Self.termLimit) entries", "more") }
        if last == "*", words.count == 1 {
            open[words[0], default: 0] |= 1 << Int64(topic)
        } else {
            whole[words[0], default: []].append(Term(words: words, isOpen: last == "*", topic: topic))
        }
    }

    /// Whether nothing stands in an entry that would be lost in silence: words may have marks, hyphens, apostrophes and points in
    /// and between them, and one star behind the last.
    private static func isPlain(_ entry: Substring) -> Bool {
        let scalars = entry.unicodeScalars.filter { !$0.properties.isWhitespace }
        let isOpen = scalars.last == "*"
        if isOpen {
            guard let star = entry.unicodeScalars.lastIndex(of: "*"), star > entry.unicodeScalars.startIndex,
                entry.unicodeScalars[entry.unicodeScalars.index(before: star)].isOfWord
            else { return false }
        }
        return (isOpen ? scalars.dropLast() : scalars[...]).allSatisfy { $0.isOfWord || "-'’.&!?".unicodeScalars.contains($0) }
    }

    private static func fault(_ line: Int, _ field: String, _ expected: String, _ found: String) -> InputError {
        InputError(place: .line(line + 1), field: field, expected: expected, found: found)
    }

    /// The topics whose words a text has, as a set of bits.
    func topics(of text: UnsafeRawBufferPointer) -> Int64 {
        guard !names.isEmpty else { return 0 }
        let words = SearchWords.of(String(decoding: text, as: UTF8.self))
        var found: Int64 = 0
        for place in words.indices {
            let word = words[place]
            for term in whole[word] ?? [] where Self.matches(term, words[place...]) { found |= 1 << Int64(term.topic) }
            for length in openLengths where length <= word.utf8.count {
                found |= open[String(decoding: word.utf8.prefix(length), as: UTF8.self)] ?? 0
            }
        }
        return found
    }

    private static func matches(_ term: Term, _ words: ArraySlice<String>) -> Bool {
        guard words.count >= term.words.count, let last = term.words.last else { return false }
        for (wanted, word) in zip(term.words.dropLast(), words) where wanted != word { return false }
        let word = words[words.startIndex + term.words.count - 1]
        return term.isOpen ? word.hasPrefix(last) : word == last
    }
}

extension Unicode.Scalar {
    /// A letter, a digit, or a mark on one.
    fileprivate var isOfWord: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber, .letterNumber,
            .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
            true
        default: false
        }
    }
}

extension NoteArchive {
    /// The topic of a note: the only one of which the notes on its post have words.
    func topic(ofNote note: Int) -> Int? {
        note < topicSets.count && topicSets[note].nonzeroBitCount == 1 ? topicSets[note].trailingZeroBitCount : nil
    }

    /// Takes over which words the notes have. What one note says of a post counts for all notes on it.
    mutating func take(_ names: [String], _ rows: [KeyedRows<Int64, NoteRow>.Row]) {
        guard !names.isEmpty else { return }
        topicNames = names
        topicSets = Array(repeating: 0, count: noteIDs.count)
        var ofPost: [Int64: Int64] = [:]
        for row in rows { if let post = row.value.post { ofPost[post, default: 0] |= row.value.topics } }
        for row in rows {
            guard let note = index(ofNote: row.key) else { continue }
            topicSets[note] = row.value.post.flatMap { ofPost[$0] } ?? row.value.topics
        }
    }
}
