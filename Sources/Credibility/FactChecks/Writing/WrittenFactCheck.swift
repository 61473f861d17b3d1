public import Daylight

/// A fact-check as a fact-checker types it.
public struct WrittenFactCheck: Hashable, Sendable {
    /// The article.
    public var url: WebAddress
    public var publisherName: String?
    public var claim: String
    public var claimant: String?
    public var claimDate: CivilDate?
    public var appearances: [WebAddress]
    public var reviewDate: CivilDate
    public var language: String?
    /// The fact-checker's own words.
    public var verdictText: String

    public init(
        url: WebAddress, publisherName: String?, claim: String, claimant: String?, claimDate: CivilDate?,
        appearances: [WebAddress], reviewDate: CivilDate, language: String?, verdictText: String
    ) {
        self.url = url
        self.publisherName = publisherName
        self.claim = claim
        self.claimant = claimant
        self.claimDate = claimDate
        self.appearances = appearances
        self.reviewDate = reviewDate
        self.language = language
        self.verdictText = verdictText
    }
}

extension FactCheckPolicy {
    /// The record of what was typed: the verdict is read from its words, and the article's publisher has to be a signatory
    /// (credibility reference, section 4.2).
    public func record(of written: WrittenFactCheck) -> FactCheck {
        let verdict = VerdictMatcher.verdict(in: written.verdictText)
        var problems = signatoryProblems(of: written.url)
        if verdict == nil { problems.insert(.unknownVerdict) }
        var seen: Set<ExactText> = []
        return FactCheck(
            url: written.url.text, publisherDomain: domains.domain(of: written.url.host), publisherName: written.publisherName,
            claim: HTMLText.cleaned(written.claim) ?? written.claim, claimant: written.claimant, claimDate: written.claimDate,
            appearances: written.appearances.map(\.text).filter { seen.insert(ExactText($0)).inserted },
            reviewDate: written.reviewDate,
            language: written.language, verdictText: written.verdictText, verdict: verdict ?? .other, score: nil, media: nil,
            source: .manual, fetchedAt: today, problems: problems)
    }
}
