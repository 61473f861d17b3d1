extension ClaimWording {
    /// The claim as a post of the kind has it.
    func text(as kind: TextKind, using random: inout SeededGenerator) -> String {
        switch kind {
        case .letterCase: text.uppercased().filter { $0 != "." } + "!!!"
        case .lookAlikes: Self.withLookAlikes(text)
        case .spacing: Self.spaced(text, using: &random)
        case .grouping: text(number: String(number.map { $0 == "," ? random.pick([" ", "."]) : $0 }))
        case .emoji: "\u{1F631}\u{1F525} \(text) \u{1F449} https://short.example/\(random.integer(in: 1_000...9_999))"
        case .quoted: "\(random.pick(Self.openings)) \(text) \(random.pick(Self.closings))"
        case .oneWord: Self.withOtherWord(text, using: &random)
        case .number: text(number: Self.spelled(random.integer(in: 11_000...98_000)))
        case .truncated: Self.cut(text, to: random.uniform(0.6...0.9))
        case .sameTopic: sameTopic(using: &random)
        case .paraphrase: paraphrase
        }
    }

    /// One Cyrillic letter in every word that also has a letter without a twin.
    private static func withLookAlikes(_ text: String) -> String {
        let twins: [Character: Character] = ["a": "\u{430}", "e": "\u{435}", "o": "\u{43E}", "c": "\u{441}", "p": "\u{440}"]
        let words = text.split(separator: " ").map { word -> String in
            let hasOther = word.contains { $0.isASCII && $0.isLetter && !"aeopcxyiAEOPCXYI".contains($0) }
            guard hasOther, let place = word.firstIndex(where: { twins[$0] != nil }), let twin = twins[word[place]] else {
                return String(word)
            }
            return word[..<place] + String(twin) + word[word.index(after: place)...]
        }
        return words.joined(separator: " ")
    }

    /// Runs of spaces between words, and inside some a soft hyphen or a space of no width.
    private static func spaced(_ text: String, using random: inout SeededGenerator) -> String {
        var words: [String] = []
        for word in text.split(separator: " ") {
            let isLong = word.count > 5 && word.allSatisfy(\.isLetter)
            let hidden = isLong && random.chance(0.6) ? random.pick(["\u{AD}", "\u{200B}"]) : ""
            words.append(word.prefix(3) + hidden + word.dropFirst(3) + String(repeating: " ", count: random.integer(in: 0...2)))
        }
        return words.joined(separator: " ")
    }

    private static func withOtherWord(_ text: String, using random: inout SeededGenerator) -> String {
        var words = text.split(separator: " ").map(String.init)
        let long = words.indices.dropLast().filter { words[$0].count > 3 && words[$0].allSatisfy(\.isLetter) }
        words[random.pick(Array(long))] = random.pick(["quietly", "lantern", "twelfth", "window"])
        return words.joined(separator: " ")
    }

    /// Ends with a whole word.
    private static func cut(_ text: String, to part: Double) -> String {
        let kept = text.prefix(Int(Double(text.count) * part))
        return String(kept[..<(kept.lastIndex(of: " ") ?? kept.endIndex)])
    }

    private static let openings = [
        "I was standing in the queue at the bakery this morning when the woman in front of me turned round, lowered her voice "
            + "and told me that she had it from her cousin, who always hears such things first:",
        "My brother-in-law sends me five messages like this a day and I have stopped answering most of them, but what do you "
            + "all make of this one, which has been going round since breakfast:",
        "Long post, sorry. We talked about it for the whole evening in the choir and nobody could say where it comes from, so "
            + "here it is as I received it:",
    ]
    private static let closings = [
        "I have no idea whether there is anything in it and would be glad about a link to somebody who looked at the papers.",
        "Before you pass it on: has anybody asked the people concerned, or found a source that has a name and an address?",
        "That is all I know, and I am going to bed now. Tomorrow is another day, and the kettle is broken as well.",
    ]

    private func sameTopic(using random: inout SeededGenerator) -> String {
        let topic = random.pick(Topic.all)
        return random.pick([
            "When do the doors open in \(place) on Sunday? My neighbour has moved and still waits for her card.",
            "Reminder: \(place) looks for \(random.integer(in: 20...90)) more helpers for the count, lunch is included.",
            "Does the council of \(place) speak about the \(topic.name) before the vote, or only after?",
            "Observers are welcome at the town hall in \(place); the returning officer explains the seals at nine.",
            "The mayor answered questions on the \(topic.name) for two hours yesterday. \(place) can be proud of that.",
            "Postal votes in \(place) must arrive by Friday noon, so take the ferry rather than the slow bus.",
        ])
    }
}
