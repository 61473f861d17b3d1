public import Daylight

/// Crawled ads held against an operator's lists: which of those that declare nothing look political, and why.
///
/// It only proposes: that an ad is political a person says, never the score (sponsorship reference, sections 1, 7.6 and D06).
public struct CrawlReview: Sendable {
    /// Largest crawl, in bytes.
    public static let byteLimit = 256 << 20
    /// Most ads of a crawl.
    public static let adLimit = 1_000_000
    private static let lineLimit = 1 << 20

    /// An ad with what speaks for its being political.
    public struct Proposal: Sendable {
        public let ad: CrawledAd
        public let proposal: PoliticalProposal
        /// Those behind the ad, by name or site, whom the lists know as political actors; nobody else is named in public.
        public let actors: [String]

        /// To six digits, the same on every machine.
        public var score: Double { (proposal.score * 1e6).rounded() / 1e6 }
    }

    /// Ads in the crawl.
    public private(set) var adCount = 0
    /// Ads that were labelled, and so are not judged.
    public private(set) var declaredCount = 0
    /// Ads that look political and declare nothing, the highest score first, then in the order of their ids.
    public private(set) var proposals: [Proposal] = []

    /// - Parameters:
    ///   - bytes: JSON Lines, an ad each; empty lines are passed over.
    /// - Throws: ``InputError`` with the line.
    public init(_ bytes: [UInt8], lists: PoliticalLists) throws(InputError) {
        guard bytes.count <= Self.byteLimit else {
            throw InputError(expected: "at most \(Self.byteLimit) bytes", found: "\(bytes.count)")
        }
        var seen: Set<String> = []
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
            do throws(InputError) {
                let ad = try Self.ad(line)
                guard seen.insert(ad.id).inserted else { throw InputError(field: "id", expected: "another one", found: ad.id) }
                guard seen.count <= Self.adLimit else { throw InputError(expected: "at most \(Self.adLimit) ads", found: "more") }
                take(ad, lists)
            } catch {
                throw InputError(place: .line(index + 1), field: error.field, expected: error.expected, found: error.found)
            }
        }
        sort()
    }

    private static func ad(_ line: ArraySlice<UInt8>) throws(InputError) -> CrawledAd {
        try CrawledAd(try MemberReader(try JSONParser.parse(Array(line), limits: .init(bytes: lineLimit, depth: 32))))
    }

    private mutating func take(_ ad: CrawledAd, _ lists: PoliticalLists) {
        adCount += 1
        guard !ad.isDeclared else {
            declaredCount += 1
            return
        }
        let proposal = lists.proposal(for: ad)
        if proposal.looksPolitical {
            proposals.append(Proposal(ad: ad, proposal: proposal, actors: lists.actors(behind: ad)))
        }
    }

    private mutating func sort() {
        proposals.sort { ($1.score, $0.ad.id) < ($0.score, $1.ad.id) }
    }
}

extension PoliticalLists {
    /// What the identification test says about a crawled ad.
    public func proposal(for ad: CrawledAd) -> PoliticalProposal {
        let noon = ad.date.map { Timestamp(milliseconds: zone.start(of: $0).milliseconds + 12 * 3_600_000) }
        let known = PoliticalLexicon.Ad(
            text: ad.text, sponsor: ad.sponsor ?? ad.advertiser ?? "", advertiser: ad.advertiser, landing: ad.landing,
            landingWasFactChecked: ad.hasClaimReview)
        return proposal(for: known, language: ad.language, at: noon)
    }

    fileprivate func actors(behind ad: CrawledAd) -> [String] {
        let matcher = matcher(for: ad.language)
        let sites = ad.landing.map { [$0.host] } ?? []
        return ad.names.filter(matcher.isActor) + sites.filter(matcher.isPolitical)
    }

    /// What it says about an ad.
    ///
    /// - Parameters:
    ///   - language: a language tag; the words of all languages count without one.
    ///   - instant: when it runs; `nil`: no vote's last months count.
    public func proposal(for ad: PoliticalLexicon.Ad, language: String? = nil, at instant: Timestamp?) -> PoliticalProposal {
        var ad = ad
        ad.windows += votes.filter { vote in instant.map(vote.window.contains) ?? false }.map(\.name)
        return matcher(for: language).proposal(for: ad)
    }
}

extension CrawlReview {
    /// The answer of `daylight ads undeclared --json`.
    public var json: JSONObject {
        [
            "ads": .integer(adCount), "declared": .integer(declaredCount), "threshold": .real(Law.looksPoliticalScore),
            "proposed": .array(proposals.map(\.json)),
        ]
    }
}

extension CrawlReview.Proposal {
    /// The ad with its score and, feature by feature, the reasons; features without any stand there, too.
    public var json: JSONValue {
        [
            "id": .string(ad.id), "score": .real(score), "sponsors": .array(ad.names.map { .string($0) }),
            "landing": ad.landing.map { .string($0.host) } ?? .null,
            "features": .array(
                proposal.byFeature.map { feature, reasons in
                    [
                        "feature": .string(feature.rawValue),
                        "reasons": .array(reasons.map { ["text": .string($0.text), "weight": .real($0.weight)] }),
                    ]
                }),
        ]
    }
}
