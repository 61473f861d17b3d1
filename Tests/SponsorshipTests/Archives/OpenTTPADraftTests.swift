import Daylight
import Sponsorship
import Testing

/// A notice made with OpenTTPA becomes a draft; what it does not tell is listed, never invented.
@Suite struct OpenTTPADraftTests {
    private static let file = """
        {"schema": "openttpa.transparency_notice.v1", "legal_basis": "…", "url": "https://notis.example/t/kust",
         "campaign": {"id": "c-7", "name": "Kust", "status": "active", "version": 2, "language": "sv", "published_at": null},
         "transparency_notice": {
           "sponsor": {"type": "juridisk_person", "name": "Kust", "registered_name": "Kustpartiet", "email": "a@kust.example",
             "address": "Box 1", "establishment": "Hamngatan 3", "registration_number": "802000-0000"},
           "controlling_entity": {"name": null, "email": null}, "payer": {"name": null},
           "publisher": {"name": "Norrvikens Tidning AB"}, "publication_period": {"start": "2026-08-17", "end": "2026-09-13"},
           "amounts": {"currency": "SEK", "message_amount": 10000, "campaign_amount": 50000.5, "message_in_kind_value": null,
             "campaign_in_kind_value": 7500, "calculation_method": "Enligt budget", "basis": "preliminär", "includes_vat": false},
           "funding": {"source_type": "offentlig_och_privat", "source_region": "inom_eu", "additional_information": "Partistöd"},
           "political_process": {"type": "val", "name": "Riksdagsvalet", "level": "nationell", "date": "2026-09-13",
             "region": "Sverige", "official_info_url": "https://www.val.example/"},
           "eu_database_url": null, "reporting": {"contact": "anmal@kust.example", "url": "https://kust.example/anmal"},
           "prior_non_compliance": {"occurred": false, "description": null},
           "targeting": {"used": false, "impressions": 4000, "clicks": 3}, "data_protection_rights": {}, "channels": ["print"]}}
        """

    private func draft(_ change: (inout JSONObject) -> Void = { _ in }) throws -> OpenTTPADraft {
        var object = try #require(try JSONParser.parse(Self.file.utf8).objectValue)
        change(&object)
        return try OpenTTPADraft(object)
    }

    @Test func whatIsToldIsTakenOver() throws {
        let members = try draft().members
        #expect(members["sponsor"]?["name"]?.stringValue == "Kustpartiet")
        #expect(members["sponsor"]?["kind"]?.stringValue == "legalPerson")
        #expect(members["amountsAd"] == ["amount": "10000", "currency": "SEK", "estimate": true])
        #expect(members["amountsCampaign"]?["amount"]?.stringValue == "50000.5")
        #expect(members["amountsMethod"]?.stringValue == "Enligt budget; basis: preliminär; VAT: not included")
        #expect(members["fundsOrigin"] == ["kind": "mixed", "place": "insideUnion"])
        #expect(members["linkedProcesses"]?.arrayValue?[0]["kind"]?.stringValue == "election")
        #expect(members["ext"]?["openttpa"]?["funding_additional_information"]?.stringValue == "Partistöd")
    }

    @Test func whatIsNotToldIsListedAndNotInvented() throws {
        let draft = try draft()
        let fields = draft.findings.map { "\($0.rule.rawValue) \($0.field)" }.sorted()
        #expect(
            fields == [
                "N00 adId", "N00 adLanguages", "N01 sponsor.country", "N02 controllingEntity", "N03 payer",
                "N11 repositoryLink", "N16 reach",
            ])
        for name in ["controllingEntity", "payer", "repositoryLink", "otherBenefits", "adId"] {
            #expect(draft.members[name] == nil)
        }
    }

    @Test func aDraftThatIsFilledInIsANotice() throws {
        var members = try draft().members
        for (name, value) in [
            ("adId", "a-1"), ("adLanguages", ["sv"]), ("controllingEntity", "none"), ("payer", "sameAsSponsor"),
            ("repositoryLink", "notOnline"),
        ] as [(String, JSONValue)] {
            members[name] = value
        }
        members["reach"] = nil
        members["sponsor"] = members["sponsor"]?.objectValue.map { sponsor in
            var sponsor = sponsor
            sponsor["country"] = "SE"
            return .object(sponsor)
        }
        let review = NoticeReview(members)
        #expect(review.findings.isEmpty)
        #expect(review.notice?.amountsAd.isEstimate == true)
    }

    @Test func anotherSchemaIsRefused() {
        #expect { try draft { $0["schema"] = "openttpa.transparency_notice.v2" } } throws: {
            ($0 as? InputError)?.field == "schema"
        }
        #expect { try draft { $0["transparency_notice"] = .null } } throws: {
            ($0 as? InputError)?.field == "transparency_notice"
        }
    }
}
