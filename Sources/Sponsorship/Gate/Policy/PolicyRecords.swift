import Daylight

/// What a sponsor declared about its place in the Union (TTPA Art. 5(2)).
enum Eligibility: String, CaseIterable, Sendable {
    case unionCitizen, residentThirdCountryVoter, unionLegalPersonNotThirdCountryControlled, notEligible, notDeclared
}

/// A notice of the policy, ready to be compared with.
struct NoticeRecord {
    let hash: Text?
    let sponsor: PartyName?
    let payer: PartyName?
    let firstDay: CivilDate?
    let lastDay: CivilDate?
    /// Milliseconds from the first day's start to the start of the day behind the last; empty without a period.
    let period: Range<Int64>
    /// In the policy's list of texts, canonical.
    let domains: Range<Int>
    let isLabelComplete: Bool
    let eligibility: Eligibility
    /// Where the controlling entity is, if there is one.
    let controllerCountry: Text?
    let isControlledFromOutside: Bool
    /// In the policy's list of links.
    let elections: Range<Int>
}

/// An election of the policy.
struct ElectionRecord {
    let id: Text
    let date: CivilDate
    /// The three months before it, in milliseconds, both ends included; empty when the vote was announced after it.
    let window: (start: Int64, end: Int64)
    let votingAge: Double?

    func windowContains(_ now: Int64) -> Bool { window.start <= now && now <= window.end }
}

/// A published list of domains that the publisher subscribed to.
struct ListRecord {
    let name: Text
    let date: CivilDate?
    let effect: Effect
}

/// An entry of a list; entries with the same text hang together.
struct ListEntry {
    let list: Int
    let next: Int?
}
