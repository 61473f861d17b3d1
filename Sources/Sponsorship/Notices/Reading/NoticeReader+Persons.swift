import Daylight

extension NoticeReader {
    mutating func readPersons(_ parts: inout NoticeParts) {
        parts.sponsor = sponsor(notice.members("sponsor"), at: "sponsor")
        readCoSponsors(&parts)
        readControllingEntity(&parts)
        readPayer(&parts)
    }

    /// N01 for each member that is missing or wrong.
    private mutating func sponsor(_ members: NoticeMembers?, at path: String) -> PartyReading {
        let reading = party(members)
        for fault in reading.faults {
            let field = fault.member.isEmpty ? path : "\(path).\(fault.member)"
            let found = members.map { Found.words($0[fault.member]) } ?? Found.words(notice[path])
            findings.add(.n01, field, "Sponsor incomplete: expected \(fault.expected), found \(found).")
        }
        return reading
    }

    private mutating func readCoSponsors(_ parts: inout NoticeParts) {
        guard let list = notice.list("coSponsors") else { return }
        guard list.count <= Self.longestList else {
            return findings.add(.n01, "coSponsors", "Expected at most \(Self.longestList) sponsors, found \(list.count).")
        }
        parts.coSponsors = list.compactMap { sponsor($0.members, at: $0.path).party }
    }

    private mutating func party(_ members: NoticeMembers?) -> PartyReading {
        if let members {
            refuseUnknown(members, PartyReading.names)
            if let register = members.members("registerId") { refuseUnknown(register, PartyReading.registerNames) }
        }
        return PartyReading(members)
    }

    /// N02: nobody is told by "none", never by leaving it out.
    private mutating func readControllingEntity(_ parts: inout NoticeParts) {
        switch notice["controllingEntity"] {
        case .string("none")?:
            parts.controllingEntity = ControllingEntity.none
        case .object?:
            parts.controllingParty = party(notice.members("controllingEntity"))
            parts.controllingEntity = parts.controllingParty.party.map { .party($0) }
            refuse(.n02, "controllingEntity", parts.controllingParty)
        case let value:
            findings.add(
                .n02, "controllingEntity",
                """
                State who ultimately controls the sponsor: a person with kind, name, email and country, or "none" when nobody \
                does; found \(Found.words(value)).
                """)
        }
    }

    /// N03.
    private mutating func readPayer(_ parts: inout NoticeParts) {
        switch notice["payer"] {
        case .string("sameAsSponsor")?:
            parts.payer = .sameAsSponsor
        case .string("sameAsControllingEntity")?:
            guard notice["controllingEntity"] != .string("none") else {
                return findings.add(
                    .n03, "payer", "Nobody controls the sponsor, so say who pays: \"sameAsSponsor\" or the person who does.")
            }
            parts.payer = .sameAsControllingEntity
        case .object?:
            let reading = party(notice.members("payer"))
            parts.payer = reading.party.map { .party($0) }
            refuse(.n03, "payer", reading)
        case let value:
            findings.add(
                .n03, "payer",
                """
                Say who pays: "sameAsSponsor", "sameAsControllingEntity", or a person with kind, name, email and country; \
                found \(Found.words(value)).
                """)
        }
    }

    /// One finding for all that is wrong with a person.
    private mutating func refuse(_ rule: NoticeRule, _ field: String, _ reading: PartyReading) {
        guard !reading.faults.isEmpty else { return }
        let faults = reading.faults.map { "\($0.member): expected \($0.expected)" }
        findings.add(rule, field, "Incomplete: " + faults.joined(separator: "; ") + ".")
    }
}
