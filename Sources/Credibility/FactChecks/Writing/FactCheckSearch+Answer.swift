public import Daylight

extension FactCheckSearch {
    /// The page of claims that the records give, newest first; `{}` when there is none.
    ///
    /// - Parameter today: the day that ages are counted from.
    public func answer(from records: [FactCheck], today: CivilDate) -> JSONValue {
        let claims = grouped(records.filter { matches($0, today: today) })
        guard offset < claims.count else { return [:] }
        let end = min(offset + pageSize, claims.count)
        var answer: JSONObject = ["claims": .array(claims[offset..<end].map(Self.claim))]
        if end < claims.count { answer["nextPageToken"] = .string(token(after: end)) }
        return .object(answer)
    }

    private func matches(_ record: FactCheck, today: CivilDate) -> Bool {
        if let site, WebAddress(record.url)?.host?.isUnder(site) != true { return false }
        if let languageCode {
            let language = record.language?.lowercased() ?? ""
            guard language == languageCode || language.hasPrefix(languageCode + "-") else { return false }
        }
        if let maxAgeDays {
            guard let newest = record.newestDate, today.daysSinceEpoch - newest.daysSinceEpoch <= maxAgeDays else {
                return false
            }
        }
        guard !words.isEmpty else { return true }
        let texts = [record.claim, record.claimant, record.verdictText, record.publisherName].compactMap(\.self)
        let known = Set(SearchWords.of(texts.joined(separator: "\n")))
        return words.allSatisfy(known.contains)
    }

    /// What makes two checks checks of one claim.
    private struct ClaimGroup: Hashable {
        let claim: String
        let claimant: String?
        let date: CivilDate?
    }

    /// Checks of one claim together, the newest first, and so the claims.
    private func grouped(_ records: [FactCheck]) -> [[FactCheck]] {
        let ordered = records.sorted { one, other in
            (one.newestDate?.daysSinceEpoch ?? .min, other.id) > (other.newestDate?.daysSinceEpoch ?? .min, one.id)
        }
        var (groups, places): ([[FactCheck]], [ClaimGroup: Int]) = ([], [:])
        for record in ordered {
            let group = ClaimGroup(claim: record.claim, claimant: record.claimant, date: record.claimDate)
            if let place = places[group] {
                groups[place].append(record)
            } else {
                places[group] = groups.count
                groups.append([record])
            }
        }
        return groups
    }

    private static func claim(_ records: [FactCheck]) -> JSONValue {
        var claim: JSONObject = [:]
        if let first = records.first {
            claim["text"] = .string(first.claim)
            claim["claimant"] = first.claimant.map(JSONValue.string)
            claim["claimDate"] = first.claimDate.map(instant)
        }
        claim["claimReview"] = .array(records.map(review))
        return .object(claim)
    }

    private static func review(_ record: FactCheck) -> JSONValue {
        var (review, publisher): (JSONObject, JSONObject) = ([:], [:])
        publisher["name"] = record.publisherName.map(JSONValue.string)
        publisher["site"] = record.publisherDomain.map { .string($0.text) }
        if !publisher.members.isEmpty { review["publisher"] = .object(publisher) }
        review["url"] = .string(record.url)
        review["reviewDate"] = record.reviewDate.map(instant)
        review["textualRating"] = record.verdictText.map(JSONValue.string)
        review["languageCode"] = record.language.map(JSONValue.string)
        return .object(review)
    }

    /// The interface gives days as instants.
    private static func instant(_ day: CivilDate) -> JSONValue { .string("\(day)T00:00:00Z") }
}

extension FactCheck {
    /// The newer of the claim's and the review's day.
    var newestDate: CivilDate? { [claimDate, reviewDate].compactMap(\.self).max() }
}
