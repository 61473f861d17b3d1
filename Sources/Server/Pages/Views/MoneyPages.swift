import Daylight
import Sponsorship

/// Where advertisers' money went, as far as payments, placements and supplied lists tell.
struct MoneyPage: Page {
    /// What was recorded last; `nil` when nothing was.
    struct Content: Sendable {
        let answer: MoneyAnswer
        let recorded: Timestamp
        /// `nil` when no money was followed.
        let picture: Drawing?
    }

    var content: Content?
}

/// What parties promised about their advertising, held against the library.
struct PledgesPage: Page {
    /// By party.
    var pledges: [CheckedPledge]
}
