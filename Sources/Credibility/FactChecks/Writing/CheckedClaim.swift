import Daylight

/// The checks of one claim, as the Fact Check Tools interface answers them (v1alpha1; credibility reference, section 4.4).
struct CheckedClaim {
    /// At least one, the newest first.
    let records: [FactCheck]

    /// What makes two checks checks of one claim.
    private struct Key: Hashable {
        let claim: String
        let claimant: String?
        let date: CivilDate?
    }

    /// Checks of one claim together, the newest first, and so the claims.
    static func grouped(_ records: [FactCheck]) -> [CheckedClaim] {
        let ordered = records.sorted { one, other in
            (one.newestDate?.daysSinceEpoch ?? .min, other.id) > (other.newestDate?.daysSinceEpoch ?? .min, one.id)
        }
        var (groups, places): ([[FactCheck]], [Key: Int]) = ([], [:])
        for record in ordered {
            let key = Key(claim: record.claim, claimant: record.claimant, date: record.claimDate)
            if let place = places[key] {
                groups[place].append(record)
            } else {
                places[key] = groups.count
                groups.append([record])
            }
        }
        return groups.map(CheckedClaim.init)
    }

    /// Fields that nobody filled are left out.
    var json: JSONValue {
        var claim: JSONObject = [:]
        if let first = records.first {
            claim["text"] = .string(first.claim)
            claim["claimant"] = first.claimant.map(JSONValue.string)
            claim["claimDate"] = first.claimDate.map(Self.instant)
        }
        claim["claimReview"] = .array(records.map(Self.review))
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
