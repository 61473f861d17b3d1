import Daylight
import Sponsorship

/// The library of political ads: words and filters, what was found, counted and summed, and how it went over time.
struct LibraryPage: Page {
    var query: LibraryQuery
    var answer: LibraryAnswer
    var ads: [LibraryAd]
    /// `nil` when nothing was found.
    var trend: Drawing?
    /// Whether the visitor may publish notices.
    var canPublish: Bool
    /// What is wrong with the query, in words; then it is not heeded.
    var problem: String?
}

/// Everything a sponsor said: to whom, for how much, and who controls it.
struct SponsorPage: Page {
    var name: String
    var answer: LibraryAnswer
    var ads: [LibraryAd]
    var trend: Drawing?
    /// What the party that advertises under this name promised.
    var pledges: [CheckedPledge]
}
