/// What readers are shown (reference section 2.10, without the rules that need a clock).
enum PublishedStatus {
    /// Fewest ratings that tick a reason, and fewest such reasons.
    private static let tagRatings = 2
    private static let tagCount = 2

    /// - Parameters:
    ///   - core: what the rules say.
    ///   - published: what readers see now.
    ///   - counts: how many ratings tick each tag.
    static func of(_ core: NoteStatus, published: NoteStatus?, tags counts: TagCounts) -> NoteStatus {
        let status: NoteStatus =
            switch core {
            case .needsMoreRatings, .firmReject: .needsMoreRatings
            case .needsYourHelp: published == .helpful ? .helpful : .needsMoreRatings
            case .helpful, .notHelpful: core
            }
        return isExplained(status, tags: counts) ? status : .needsMoreRatings
    }

    /// Whether enough raters give reasons for a status. One that asks for more raters would become "helpful".
    static func isExplained(_ status: NoteStatus, tags counts: TagCounts) -> Bool {
        switch status {
        case .needsMoreRatings, .firmReject: true
        case .helpful, .needsYourHelp: counts.explained(by: ExplanationTag.helpful, atLeast: tagRatings) >= tagCount
        case .notHelpful: counts.explained(by: ExplanationTag.notHelpful, atLeast: tagRatings) >= tagCount
        }
    }
}

/// How many of a note's ratings tick each reason.
struct TagCounts: Sendable {
    private var counts = [Int](repeating: 0, count: ExplanationTag.allCases.count)

    init() {}

    init(_ ratings: [NoteRating]) {
        for rating in ratings { add(rating.marks.tags) }
    }

    mutating func add(_ tags: TagSet, count: Int = 1) {
        var rest = tags.rawValue
        while rest != 0 {
            counts[rest.trailingZeroBitCount] += count
            rest &= rest - 1
        }
    }

    /// How many of some tags were ticked by enough ratings.
    func explained(by tags: [ExplanationTag], atLeast least: Int) -> Int {
        tags.count { counts[TagSet($0).rawValue.trailingZeroBitCount] >= least }
    }
}
