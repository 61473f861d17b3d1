public import Daylight

extension LeakCase {
    /// The case file as it is stored, hashed and published; members are sorted by ``CanonicalJSON``.
    public var json: JSONValue {
        [
            "format": .integer(Self.format), "id": .string(id), "title": .string(title),
            "firstSeen": firstSeen?.json ?? .null, "holders": .array(holders.map(JSONValue.string)),
            "purportedOrigin": .optional(purportedOrigin), "election": election.json, "items": .array(items.map(\.json)),
            "claims": .array(claims.map(JSONValue.string)),
            "techniques": .array(LeakTechnique.allCases.filter(techniques.contains).map { .string($0.rawValue) }),
            "redaction": redactionJSON, "campaign": .array(campaign.map { .string($0.description) }),
            "advice": .optional(advice), "status": .string(state.status.rawValue), "state": .string(state.rawValue),
            "decisions": .array(decisions.map(\.json)), "demotions": .array(demotions.map(\.json)),
        ]
    }

    /// Version of the file's shape.
    static let format = 1

    private var redactionJSON: JSONValue {
        var object = JSONObject()
        for matter in LeakPrivateMatter.allCases { object[matter.rawValue] = redaction[matter]?.json ?? ["state": "open"] }
        return .object(object)
    }
}

extension LeakCase.Sighting {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "time": .string(time.description), "address": nil, "addressSha256": .string(place.digest.hex),
            "archiveSha256": .optional(archive?.hex),
        ]
        if case .address(let address) = place { object["address"] = .string(address.text) }
        return .object(object)
    }
}

extension LeakCase.Election {
    fileprivate var json: JSONValue {
        switch self {
        case .none: ["linked": false, "votingDay": nil, "votingStarts": nil]
        case .vote(let day, let opens):
            [
                "linked": true, "votingDay": .string(day.description), "votingStarts": .optional(opens?.description),
            ]
        }
    }
}

extension LeakItem {
    /// As it stands in a case file.
    public var json: JSONValue {
        var answers = JSONObject()
        for aspect in LeakAspect.allCases { answers[aspect.rawValue] = findings[aspect]?.json ?? .null }
        return [
            "file": .string(file), "sha256": .string(sha256.hex), "size": .integer(size), "type": .string(type.rawValue),
            "mail": mail?.json ?? .null, "findings": .object(answers),
        ]
    }
}

extension LeakMail {
    fileprivate var json: JSONValue {
        [
            "verdict": .string(verdict.name), "domain": .optional(domain),
            "headersNotCovered": .array(headersNotCovered.map(JSONValue.string)),
            "bodyCovered": bodyCovered.map { .integer($0) } ?? .null, "bodyTotal": bodyTotal.map { .integer($0) } ?? .null,
            "warnings": .array(warnings.map { .string($0.rawValue) }),
        ]
    }
}

extension LeakFinding {
    fileprivate var json: JSONValue {
        [
            "level": .string(level.rawValue), "sentence": .string(sentence),
            "evidence": .array(evidence.map { .string($0.text) }), "by": .string(by), "at": .string(at.description),
        ]
    }
}

extension LeakRedaction {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["state": .string(outcome.name)]
        if case .notApplicable(let reason) = outcome { object["reason"] = .string(reason) }
        object["by"] = .string(by)
        object["at"] = .string(at.description)
        return .object(object)
    }
}

extension LeakCase.Decision {
    fileprivate var json: JSONValue {
        [
            "event": .string(event.rawValue), "by": .string(by), "at": .string(at.description), "reason": .string(reason),
        ]
    }
}

extension LeakDemotion {
    /// As it stands in a case file.
    public var json: JSONValue {
        [
            "reason": .string(reason), "by": .string(by), "since": .string(since.description),
            "until": .string(until.description),
            "ended": ended.map {
                ["cause": .string($0.cause.rawValue), "by": .string($0.by), "at": .string($0.at.description)]
            } ?? .null,
        ]
    }
}
