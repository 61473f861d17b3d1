public import Daylight

/// A notice of OpenTTPA (`openttpa.transparency_notice.v1`) as the draft of one of ours.
///
/// What it does not tell is left out and shows as a finding; nothing is filled in. Its `null` for the controlling entity, for
/// instance, may mean "nobody" or "not asked": the draft has neither.
public struct OpenTTPADraft: Sendable {
    /// Value of the member `schema`.
    public static let schema = "openttpa.transparency_notice.v1"

    /// Members of reference 14.1.
    public let members: JSONObject
    /// What keeps the draft from being a notice.
    public let findings: [NoticeFinding]

    /// - Throws: ``InputError`` for an object of another schema.
    public init(_ object: JSONObject) throws(InputError) {
        guard object["schema"]?.stringValue == Self.schema else {
            throw InputError(field: "schema", expected: Self.schema, found: Found.words(object["schema"]))
        }
        guard let notice = object["transparency_notice"]?.objectValue else {
            throw InputError(
                field: "transparency_notice", expected: "an object", found: Found.words(object["transparency_notice"]))
        }
        members = OpenTTPAMapping(campaign: object["campaign"] ?? .null, notice: .object(notice), url: object["url"]).members
        findings = NoticeReview(members).findings
    }

    /// The object that `daylight ads import openttpa --json` prints.
    public var json: JSONValue {
        ["source": "openttpa", "notice": .object(members), "missing": .array(findings.map(\.json))]
    }
}

/// From their members to ours.
private struct OpenTTPAMapping {
    let campaign: JSONValue
    let notice: JSONValue
    let url: JSONValue?

    var members: JSONObject {
        var draft = JSONObject()
        for (name, value) in identity + persons + money + processes + statements + targeting {
            draft[name] = value?.present
        }
        draft["ext"] = .object(["openttpa": .object(rest)])
        return draft
    }

    private typealias Members = [(String, JSONValue?)]

    private var identity: Members {
        [
            ("noticeId", campaign["id"]), ("version", campaign["version"]), ("language", campaign["language"]),
            ("publisher", notice["publisher"]?["name"]), ("campaignId", campaign["id"]),
        ]
    }

    private var persons: Members {
        [
            ("sponsor", person(notice["sponsor"])), ("controllingEntity", person(notice["controlling_entity"])),
            ("payer", person(notice["payer"])),
        ]
    }

    /// `nil` when not even a name is told.
    private func person(_ person: JSONValue?) -> JSONValue? {
        guard let person, let name = person["registered_name"]?.present ?? person["name"]?.present else { return nil }
        return object([
            ("kind", Choice.kind(person["type"])), ("name", name), ("email", person["email"]),
            ("postalAddress", person["address"]), ("establishment", person["establishment"]),
            (
                "registerId",
                person["registration_number"]?.present.map { ["register": "registration_number", "number": $0] }
            ),
        ])
    }

    private var money: Members {
        let amounts = notice["amounts"]
        let isEstimate = Choice.isEstimate(amounts?["basis"])
        func amount(_ name: String) -> JSONValue? {
            guard let value = amounts?[name]?.present else { return nil }
            return object([
                ("amount", .string(value.stringValue ?? value.numberValue?.text ?? "")), ("currency", amounts?["currency"]),
                ("estimate", isEstimate ? true : nil),
            ])
        }
        return [
            ("amountsAd", amount("message_amount")),
            ("otherBenefits", amount("message_in_kind_value").map { ["value": $0] }),
            ("amountsCampaign", amount("campaign_amount")), ("fundsOrigin", Choice.origin(notice["funding"])),
            ("amountsMethod", method(amounts)),
        ]
    }

    private func method(_ amounts: JSONValue?) -> JSONValue? {
        guard let method = amounts?["calculation_method"]?.present?.stringValue else { return nil }
        var parts = [method]
        if let basis = amounts?["basis"]?.present?.stringValue { parts.append("basis: \(basis)") }
        if let vat = amounts?["includes_vat"]?.boolValue { parts.append("VAT: \(vat ? "included" : "not included")") }
        return .string(parts.joined(separator: "; "))
    }

    private var processes: Members {
        let process = notice["political_process"]
        let names = ["type", "name", "level", "date", "region"]
        let isTold = names.contains { process?[$0]?.present != nil }
        let entry = object([
            ("kind", Choice.process(process?["type"])), ("level", Choice.level(process?["level"])),
            ("name", process?["name"]), ("territory", process?["region"]), ("date", process?["date"]),
        ])
        return [
            ("linkedProcesses", isTold ? .array([entry]) : nil),
            ("officialInfoLinks", process?["official_info_url"]?.present.map { .array([$0]) }),
        ]
    }

    private var statements: Members {
        let period = notice["publication_period"]
        let reporting = notice["reporting"]
        let earlier = notice["prior_non_compliance"]
        return [
            ("period", object([("start", period?["start"]), ("end", period?["end"])])),
            ("repositoryLink", notice["eu_database_url"]),
            ("notificationMechanism", object([("url", reporting?["url"]), ("text", reporting?["contact"])])),
            (
                "priorSuspension",
                object([("suspendedOrDiscontinued", earlier?["occurred"]), ("reason", earlier?["description"])])
            ),
        ]
    }

    private var targeting: Members {
        let targeting = notice["targeting"]
        let views = targeting?["impressions"]?.present
        let engagements = object([
            ("clicks", targeting?["clicks"]), ("reactions", targeting?["likes"]), ("comments", targeting?["comments"]),
        ])
        return [
            ("techniquesUsed", targeting?["used"]),
            ("techniques", targeting?["used"]?.boolValue == true ? techniques(targeting) : nil),
            ("reach", views.map { object([("views", $0), ("engagements", engagements)]) }),
        ]
    }

    /// Groups are one text there and cannot be told apart here; the text goes into the explanation.
    private func techniques(_ targeting: JSONValue?) -> JSONValue {
        let rights = notice["data_protection_rights"]
        let texts = ["audience_groups", "analysis_methods", "logic", "ai_systems", "description", "delivery_description"]
            .compactMap { targeting?[$0]?.present?.stringValue }
        let period = object([("start", targeting?["period_start"]), ("end", targeting?["period_end"])])
        return object([
            ("dataCategories", targeting?["personal_data_categories"]?.present.map { .array([$0]) }),
            ("goalsMechanismsLogic", texts.isEmpty ? nil : .string(texts.joined(separator: "\n"))),
            ("disseminationPeriod", period), ("policyLink", targeting?["policy_url"]),
            ("rightsLink", rights?["rights_url"]?.present ?? rights?["consent_withdrawal_url"]),
        ])
    }

    /// What has no place in a notice of ours but belongs to theirs.
    private var rest: JSONObject {
        var rest = JSONObject()
        rest["url"] = url?.present
        for name in ["name", "status", "published_at", "archived_at", "replaces_url", "replaced_by_url"] {
            rest[name] = campaign[name]?.present
        }
        rest["funding_additional_information"] = notice["funding"]?["additional_information"]?.present
        rest["process_summary"] = notice["political_process"]?["summary"]?.present
        rest["campaign_in_kind_value"] = notice["amounts"]?["campaign_in_kind_value"]?.present
        rest["channels"] = notice["channels"]?.present
        return rest
    }

    /// An object of the members that are there.
    private func object(_ members: Members) -> JSONValue {
        var object = JSONObject()
        for (name, value) in members { object[name] = value?.present }
        return .object(object)
    }
}

/// Their codes, which are Swedish words, and the English ones.
private enum Choice {
    private static func code(_ value: JSONValue?, _ codes: [(String, [String])]) -> JSONValue? {
        guard let text = value?.present?.stringValue?.lowercased() else { return nil }
        // A code that is not known stays, and shows as a fault.
        return .string(codes.first { $0.1.contains { text.hasPrefix($0) } }?.0 ?? text)
    }

    static func kind(_ value: JSONValue?) -> JSONValue? {
        code(
            value,
            [
                ("naturalPerson", ["fysisk", "privatperson", "natural", "person"]),
                ("legalPerson", ["juridisk", "legal", "organi", "parti", "party", "förening", "företag", "company"]),
            ])
    }

    static func origin(_ funding: JSONValue?) -> JSONValue? {
        let kind = code(
            funding?["source_type"],
            [("mixed", ["offentlig_och", "public_and", "mixed"]), ("public", ["offentlig", "public"]), ("private", ["privat"])])
        let place = code(
            funding?["source_region"],
            [("both", ["inom_och", "both"]), ("insideUnion", ["inom", "inside"]), ("outsideUnion", ["utanför", "outside"])])
        guard let kind, let place else { return nil }
        return ["kind": kind, "place": place]
    }

    static func process(_ value: JSONValue?) -> JSONValue? {
        code(
            value,
            [
                ("election", ["val", "election"]), ("referendum", ["folkomröstning", "referendum"]),
                ("legislative", ["lagstift", "legislat"]), ("regulatory", ["regler", "regulat"]),
            ])
    }

    static func level(_ value: JSONValue?) -> JSONValue? {
        code(
            value,
            [
                ("Union", ["eu", "union"]), ("national", ["nation"]), ("regional", ["region"]),
                ("local", ["lokal", "local", "kommun", "municip"]),
            ])
    }

    static func isEstimate(_ basis: JSONValue?) -> Bool {
        guard let text = basis?.present?.stringValue?.lowercased() else { return false }
        return ["prelim", "uppskatt", "budget", "estimat"].contains { text.contains($0) }
    }
}
