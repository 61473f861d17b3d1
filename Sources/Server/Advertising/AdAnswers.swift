import Daylight
import Exposure
import Sponsorship
import Storage

/// What can be said about an ad: who paid, who gains, and why it is shown.
struct AdAnswers: Sendable {
    let shelf: NoticeShelf

    /// Answers about the ad of a notice, by its short code; none when there is no such notice.
    ///
    /// - Parameter identifier: the code, perhaps with `ad-` before it, and behind a colon a person's delivery token.
    func answers(about identifier: String) async throws -> [Answer] {
        let parts = identifier.split(separator: ":", maxSplits: 1).map(String.init)
        guard let code = Self.code(in: identifier), let published = try await shelf.notice(code) else { return [] }
        let statement = try await statement(of: published.record)
        var facts = AdFacts(published)
        if parts.count > 1 { facts.delivery = try await delivery(token: parts[1], of: published) }
        let why = WhyThisAd(facts)
        let evidence = Self.evidence(published, statement)
        return [
            Answer(
                .whoPaid, standing: .stated, sentence: Self.whoPaid(published.notice), evidence: evidence,
                date: published.record.created),
            Answer(.whyAmISeeingIt, standing: .stated, sentence: why.text(), evidence: evidence, date: published.record.created),
        ]
    }

    /// The short code of the notice that an ad's identifier names.
    static func code(in identifier: String) -> ShortCode? {
        let name = identifier.prefix { $0 != ":" }
        return ShortCode(name.hasPrefix("ad-") ? name.dropFirst("ad-".count) : name)
    }

    /// The exact sum, by when, where it comes from, and who gains; what the notice does not say is not said.
    private static func whoPaid(_ notice: TransparencyNotice) -> String {
        let sponsors = ([notice.sponsor] + notice.coSponsors).map(\.name).joined(separator: " and ")
        let payer =
            switch notice.payer {
            case .sameAsSponsor: "the sponsor pays"
            case .sameAsControllingEntity: "who controls the sponsor pays"
            case .party(let party): "\(party.name) pays"
            }
        let control =
            if case .party(let party) = notice.controllingEntity { "\(party.name) controls the sponsor" } else {
                "nobody else controls the sponsor"
            }
        let amount =
            "\(notice.amountsAd.amount) \(notice.amountsAd.currency)\(notice.amountsAd.isEstimate ? " (an estimate)" : "")"
        let origin = "\(notice.fundsOrigin.kind.rawValue) money from \(place(notice.fundsOrigin.place))"
        return "The notice says: the sponsor is \(sponsors), \(payer), \(control). Providers receive \(amount) for this ad until "
            + "\(notice.period.end), \(origin)."
    }

    private static func place(_ place: FundsOrigin.Place) -> String {
        switch place {
        case .insideUnion: "inside the Union"
        case .outsideUnion: "outside the Union"
        case .both: "inside and outside the Union"
        }
    }

    private func statement(of record: AdRecord) async throws -> StatementRecord.Logged? {
        guard let id = record.statement else { return nil }
        return try await shelf.store.statement(id)?.logged
    }

    private static func evidence(_ published: PublishedNotice, _ logged: StatementRecord.Logged?) -> [Answer.Evidence] {
        var evidence = [Answer.Evidence(label: "Notice \(published.code)", path: SitePath.notice(published.code))]
        if let logged {
            evidence.append(
                Answer.Evidence(
                    label: "Receipt of statement \(logged.number)", path: SitePath.receipt(Int(logged.number)), isReceipt: true,
                    standing: .current))
        }
        return evidence
    }

    /// What was recorded about the delivery to the person who holds the token; the store keeps only the token's digest.
    private func delivery(token: String, of published: PublishedNotice) async throws -> AdFacts.Delivery? {
        let key = Digest(of: Array(token.utf8)).hex
        guard let record = try await shelf.store.adRecord(.deliveryToken, key),
            let body = try JSONParser.parse(record.body).objectValue, body["code"]?.stringValue == published.code.text,
            let time = body["time"]?.stringValue
        else { return nil }
        let groups = (body["groups"]?.arrayValue ?? []).compactMap(\.integerValue).compactMap { Int(exactly: $0) }
        return AdFacts.Delivery(time: time, matchedGroups: groups, variant: body["variant"]?.stringValue)
    }
}

extension AdFacts {
    /// What a notice says, and nothing else.
    init(_ published: PublishedNotice) {
        self.init()
        let notice = published.notice
        sponsor = .known(notice.sponsor.name)
        if case .party(let party) = notice.controllingEntity {
            controllingEntity = .known(party.name)
        } else {
            controllingEntity = .none
        }
        payer =
            switch notice.payer {
            case .sameAsSponsor: sponsor
            case .sameAsControllingEntity: controllingEntity
            case .party(let party): .known(party.name)
            }
        period = .known(ClosedPeriod(start: notice.period.start.description, end: notice.period.end.description))
        reach = notice.reach.map { .known($0.views) } ?? .unknown
        noticeLink = SitePath.notice(published.code)
        notificationLink = SitePath.reportAd(published.code)
        guard case .used(let techniques) = notice.techniques else {
            aiming = .notTargeted
            aiSystem = .none
            return
        }
        aiming = .targeted(techniques.groups.map(Group.init))
        reasons = .known(techniques.goalsMechanismsLogic)
        aiSystem = techniques.aiSystem.used ? .known(techniques.aiSystem.description ?? "not described") : .none
        rightsLink = techniques.rightsLink
    }
}

extension AdFacts.Group {
    fileprivate init(_ group: Techniques.Group) {
        self.init(
            isIncluded: group.mode == .include, parameter: group.parameter, comparison: group.comparison,
            values: group.values.map { $0.stringValue ?? CanonicalJSON.line($0) }, dataCategory: group.dataCategory,
            dataSource: group.dataSource)
    }
}
