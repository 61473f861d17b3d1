public import Daylight

/// One fact-check in one shape, whatever page or feed it came from (credibility reference, section 4.2).
public struct FactCheck: Hashable, Sendable {
    /// SHA-256 of the address, a line feed and the claim as ``TextKey`` writes it.
    public let id: Digest
    /// The article: http or https, as written.
    public let url: String
    /// The registrable domain of the article's host; `nil` where there is none.
    public let publisherDomain: Host?
    public let publisherName: String?
    /// What was checked, without markup.
    public let claim: String
    /// Who said it.
    public let claimant: String?
    public let claimDate: CivilDate?
    /// Where it was said: addresses, each once.
    public let appearances: [String]
    public let reviewDate: CivilDate?
    /// As the publisher writes it, usually a tag of BCP 47.
    public let language: String?
    /// The publisher's own words.
    public let verdictText: String?
    public let verdict: FactCheckVerdict
    /// From 0 for false to 1 for true on the publisher's own scale.
    public let score: Double?
    public let media: ReviewedMedia?
    public let source: Source
    /// The day on which it was read.
    public let fetchedAt: CivilDate
    /// In the order of ``FactCheckProblem``.
    public let problems: [FactCheckProblem]

    /// How the record came here.
    public enum Source: String, Hashable, Sendable, CaseIterable {
        case page
        case feed
        case api
        case manual
    }

    /// Whether anything may follow from the record.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        case accepted
        /// Kept and shown, but nothing is demoted on it.
        case unverified
    }

    /// ``Status/unverified`` as soon as one problem is about trust.
    public var status: Status { problems.contains(where: \.isAboutTrust) ? .unverified : .accepted }

    /// - Parameters:
    ///   - publisherDomain: registrable domain of the address.
    ///   - problems: in any order, each once or more often.
    public init(
        url: String, publisherDomain: Host?, publisherName: String?, claim: String, claimant: String?, claimDate: CivilDate?,
        appearances: [String], reviewDate: CivilDate?, language: String?, verdictText: String?, verdict: FactCheckVerdict,
        score: Double?, media: ReviewedMedia?, source: Source, fetchedAt: CivilDate, problems: Set<FactCheckProblem>
    ) {
        id = Self.id(url: url, claim: claim)
        self.url = url
        self.publisherDomain = publisherDomain
        self.publisherName = publisherName
        self.claim = claim
        self.claimant = claimant
        self.claimDate = claimDate
        self.appearances = appearances
        self.reviewDate = reviewDate
        self.language = language
        self.verdictText = verdictText
        self.verdict = verdict
        self.score = score
        self.media = media
        self.source = source
        self.fetchedAt = fetchedAt
        self.problems = FactCheckProblem.allCases.filter(problems.contains)
    }

    /// The id of the check of a claim at an address.
    public static func id(url: String, claim: String) -> Digest {
        Digest(of: Array((url + "\n" + TextKey(claim).description).utf8))
    }
}

extension FactCheck {
    /// The record as `daylight claims import --json` prints it (credibility reference, section 11.4).
    public var json: JSONValue {
        [
            "id": .string(id.hex), "url": .string(url), "publisherDomain": .optional(publisherDomain?.text),
            "publisherName": .optional(publisherName), "claim": .string(claim), "claimant": .optional(claimant),
            "claimDate": .optional(claimDate?.description), "appearances": .array(appearances.map(JSONValue.string)),
            "reviewDate": .optional(reviewDate?.description), "language": .optional(language),
            "verdictText": .optional(verdictText), "verdict": .string(verdict.rawValue),
            "score": score.map(JSONValue.real) ?? .null, "media": media?.json ?? .null, "source": .string(source.rawValue),
            "fetchedAt": .string(fetchedAt.description), "status": .string(status.rawValue),
            "problems": .array(problems.map { .string($0.rawValue) }),
        ]
    }
}

extension JSONValue {
    /// The text, or `null`.
    static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
