/// What posts say: short, plausible, about nothing real.
enum Phrases {
    private static let openings = [
        "Just read this", "Worth a look", "Nobody talks about this", "So it is official", "I did not expect that",
        "Could somebody explain", "My neighbour sent me this", "Finally", "Here we go again", "Good question",
        "Important for everyone voting on Sunday", "Sharing because it matters", "Make up your own mind",
    ]
    private static let closings = [
        "What do you think?", "See you at the town hall.", "I will ask on Saturday.", "Not sure yet.", "Read to the end.",
        "Thanks for digging this out.", "Someone should answer that.", "", "", "",
    ]
    private static let cheers = [
        "best thing today", "on repeat since breakfast", "I was there!", "new favourite", "see you at the concert",
        "they never miss", "crying in the tram",
    ]
    private static let gasps = [
        "Did you hear that?!", "WHAT a line", "Goal!!!", "That was really said", "Wow", "Here it comes", "Yes!!",
    ]
    private static let slogans = [
        "They hoped you would not see this about the {topic} in {place}.",
        "{place} deserves the truth about the {topic}. Pass it on before it is deleted.",
        "Ask the {party} why {worry}. Share if you agree.",
        "The {topic} in {place}: what the {party} will not tell you.",
    ]

    static func comment(on object: SharedObject, using random: inout SeededGenerator) -> String {
        let topic = Topic.all[object.topic]
        let closing = random.pick(closings)
        let body = "\(random.pick(openings)): \(topic.name) in \(Names.places[object.place]), \(random.pick(topic.worries))."
        return joined([body, closing, reference(object)])
    }

    static func headline(on object: SharedObject, using random: inout SeededGenerator) -> String {
        let topic = Topic.all[object.topic]
        return joined(["\(Names.places[object.place]): \(topic.name)", random.pick(topic.worries), reference(object)])
    }

    static func cheer(idol: String, using random: inout SeededGenerator) -> String {
        "@\(idol) \(random.pick(cheers))"
    }

    static func gasp(on object: SharedObject, using random: inout SeededGenerator) -> String {
        joined([random.pick(gasps), reference(object)])
    }

    static func slogan(on object: SharedObject, using random: inout SeededGenerator) -> String {
        let topic = Topic.all[object.topic]
        let words = [
            "topic": topic.name, "place": Names.places[object.place], "party": random.pick(Names.parties),
            "worry": random.pick(topic.worries),
        ]
        return joined([filled(random.pick(slogans), with: words), reference(object)])
    }

    /// Puts words in the place of `{name}`.
    private static func filled(_ template: String, with words: [String: String]) -> String {
        var result = ""
        for (position, part) in template.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
            guard position > 0, let end = part.firstIndex(of: "}") else {
                result += part
                continue
            }
            result += (words[String(part[..<end])] ?? "") + part[part.index(after: end)...]
        }
        return result
    }

    private static func joined(_ parts: [String]) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// A reshare carries no reference: the object is the post it repeats.
    private static func reference(_ object: SharedObject) -> String {
        object.kind == .post ? "" : object.id
    }
}
