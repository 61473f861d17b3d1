public import Daylight

/// What people are asked to believe in an invented election, and what is known about it: notes, fact-checks, repeated claims,
/// copied pictures, a leak and served feeds, with planted attacks and their truth; decided by parameters and a seed alone.
///
/// Nothing is signed here. Whoever uses it makes the keys of the leak's mails and signs.
public struct ClaimsSimulation: Sendable {
    public let seed: UInt64
    public let notes: SimulatedNotes
    public let texts: SimulatedTexts
    public let checks: SimulatedChecks
    public let pictures: SimulatedPictures
    public let leak: SimulatedLeak
    public let feeds: SimulatedFeeds

    public init(_ parameters: ClaimsParameters = .demo, seed: UInt64) {
        self.seed = seed
        var random = SeededGenerator(seed: seed)
        var branches: [SeededGenerator] = []
        for _ in 0..<6 { branches.append(random.branch()) }
        notes = SimulatedNotes(parameters, seed: seed, using: &branches[0])
        texts = SimulatedTexts(parameters, using: &branches[1])
        checks = SimulatedChecks(parameters, texts.claims.map(\.text), using: &branches[2])
        pictures = SimulatedPictures(parameters, using: &branches[3])
        leak = SimulatedLeak(parameters, seed: seed, using: &branches[4])
        feeds = SimulatedFeeds(parameters, seed: seed, using: &branches[5])
    }
}

extension ClaimsSimulation {
    /// The truth file: what each note, document, post, picture, mail and feed really is, and what it is to be found as.
    public var truthJSON: JSONValue {
        [
            "seed": .string(String(seed)), "today": .string(checks.today.description),
            "brigade": .array(notes.raters.filter(\.isBrigade).map { .string($0.id) }),
            "notes": .array(notes.notes.map { Self.told("note", "\($0.id)", $0.kind) }),
            "checks": .array(
                checks.documents.map { check in
                    Self.told(
                        "file", check.file, check.kind,
                        [
                            "address": .string(check.address), "url": .string(check.url), "verdict": .string(check.verdict),
                            "problems": Self.list(check.kind.problems),
                        ])
                }),
            "texts": .array(
                texts.posts.map { post in
                    Self.told(
                        "post", post.id, post.kind,
                        ["claim": post.claim.map(JSONValue.string) ?? .null, "decisions": Self.list(post.kind.decisions)])
                }),
            "pictures": .array(
                pictures.pictures.map { picture in
                    Self.told(
                        "file", picture.file, picture.kind, ["original": picture.original.map(JSONValue.string) ?? .null])
                }),
            "mails": .array(
                leak.mails.map { mail in
                    let (verdict, warnings) = mail.kind.expected
                    return Self.told(
                        "file", mail.file, mail.kind, ["verdict": .string(verdict), "warnings": Self.list(warnings)])
                }),
            "feeds": .array(
                feeds.feeds.map { feed in
                    Self.told(
                        "folder", feed.folder, feed.kind, ["departure": feed.departure.map { .integer($0) } ?? .null])
                }),
        ]
    }

    private static func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

    private static func told(
        _ name: String, _ id: String, _ kind: some SimulatedKind, _ more: JSONObject = [:]
    ) -> JSONValue {
        var object: JSONObject = [name: .string(id), "kind": .string(kind.rawValue), "role": .string(kind.role.rawValue)]
        for member in more.members { object[member.name] = member.value }
        return .object(object)
    }
}
