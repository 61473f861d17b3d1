import Daylight

/// Messages reduced to numbers: who, when, and which things are shared. Held in memory; texts and names only once each.
struct ToolkitMessages {
    /// One thing that one message shares.
    private struct Entry: BitwiseCopyable {
        var time: Int64
        var object: UInt32
        var message: UInt32
    }

    let parameters: ToolkitNetwork.Parameters
    private var seen: Set<[UInt8]> = []
    private var objects: [[UInt8]: UInt32] = [:]
    private var accounts: [[UInt8]: UInt32] = [:]
    private var accountOfMessage: [UInt32] = []
    private var entries: [Entry] = []
    /// The words of each message, where texts are compared.
    private var tokens: [[UInt32]] = []
    private var tokenizer = MessageTokens()
    /// By account, where they are wanted.
    private(set) var descriptions: [[UInt8]: AccountDescription] = [:]

    init(_ parameters: ToolkitNetwork.Parameters) { self.parameters = parameters }

    /// Messages that counted: of those with one id, the first.
    var count: Int { seen.count }

    mutating func add(_ post: Post) {
        guard seen.insert(Array(post.id.utf8)).inserted else { return }
        if parameters.describesAccounts {
            descriptions[Array(post.account.utf8), default: AccountDescription()].add(post)
        }
        let shared = parameters.relation.objects(of: post, linksEmptyAddresses: parameters.linksEmptyAddresses)
        guard !shared.isEmpty else { return }
        let message = UInt32(accountOfMessage.count)
        accountOfMessage.append(Self.number(post.account, &accounts))
        if parameters.relation == .coSimilarTweet { tokens.append(tokenizer.numbers(of: post.text)) }
        for object in shared {
            entries.append(
                Entry(time: post.time.milliseconds, object: Self.number(object, &objects), message: message))
        }
    }

    private static func number(_ name: String, _ numbers: inout [[UInt8]: UInt32]) -> UInt32 {
        let key = Array(name.utf8)
        if let number = numbers[key] { return number }
        let number = UInt32(numbers.count)
        numbers[key] = number
        return number
    }

    /// The edges of the minimum weight and above, sorted bytewise by first and second account.
    mutating func edges() -> [ToolkitNetwork.Edge] {
        let weights = weights()
        var names = [[UInt8]](repeating: [], count: accounts.count)
        for (name, number) in accounts { names[Int(number)] = name }
        var ranks = [Int](repeating: 0, count: names.count)
        let order = names.indices.sorted { names[$0].lexicographicallyPrecedes(names[$1]) }
        for (rank, number) in order.enumerated() { ranks[number] = rank }
        return
            weights
            .filter { $0.weight >= parameters.minimumWeight && (parameters.keepsLoops || $0.from != $0.to) }
            .sorted { (ranks[Int($0.from)], ranks[Int($0.to)]) < (ranks[Int($1.from)], ranks[Int($1.to)]) }
            .map { edge in
                ToolkitNetwork.Edge(
                    from: String(decoding: names[Int(edge.from)], as: UTF8.self),
                    to: String(decoding: names[Int(edge.to)], as: UTF8.self), weight: edge.weight)
            }
    }

    private func areSimilar(_ one: UInt32, _ other: UInt32) -> Bool {
        guard parameters.relation == .coSimilarTweet else { return true }
        let similarity = MessageTokens.similarity(
            tokens[Int(one)], tokens[Int(other)], minimum: parameters.minimumTokens)
        return similarity >= parameters.similarity
    }

    /// How many messages of one account have a message of the other beside them.
    private mutating func weights() -> [(from: UInt32, to: UInt32, weight: Int)] {
        entries.sort { ($0.object, $0.time, $0.message) < ($1.object, $1.time, $1.message) }
        var beside = DistinctWords()
        for first in entries.indices {
            var second = first
            while second < entries.count, entries[second].object == entries[first].object,
                entries[second].time - entries[first].time <= parameters.windowMilliseconds
            {
                let (one, other) = (entries[first].message, entries[second].message)
                second += 1
                guard areSimilar(one, other) else { continue }
                beside.insert(UInt64(one) << 32 | UInt64(accountOfMessage[Int(other)]))
                beside.insert(UInt64(other) << 32 | UInt64(accountOfMessage[Int(one)]))
            }
        }
        // A message and an account beside it counts once, however many things they share.
        var edges = beside.sorted().map { UInt64(accountOfMessage[Int($0 >> 32)]) << 32 | $0 & 0xFFFF_FFFF }
        edges.sort()
        var weights: [(from: UInt32, to: UInt32, weight: Int)] = []
        var start = 0
        while start < edges.count {
            var end = start + 1
            while end < edges.count, edges[end] == edges[start] { end += 1 }
            weights.append((UInt32(edges[start] >> 32), UInt32(truncatingIfNeeded: edges[start]), end - start))
            start = end
        }
        return weights
    }
}

/// A growing set of words that are wanted sorted in the end: eight bytes each, and at most twice as many as are distinct.
private struct DistinctWords {
    private var words: [UInt64] = []
    private var limit = 1 << 20

    mutating func insert(_ word: UInt64) {
        if words.count == limit {
            compact()
            limit = max(limit, 2 * words.count)
        }
        words.append(word)
    }

    private mutating func compact() {
        words.sort()
        var kept = 0
        for word in words where kept == 0 || words[kept - 1] != word {
            words[kept] = word
            kept += 1
        }
        words.removeLast(words.count - kept)
    }

    mutating func sorted() -> [UInt64] {
        compact()
        return words
    }
}
