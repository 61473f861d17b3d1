import Daylight
import Sponsorship

/// What the system adds to the answers.
struct NoticeSystemFields: Sendable {
    /// Identifies notice and ad; the same for all versions.
    let code: ShortCode
    let publisher: String
    /// How readers reach the notice; always https, as the law's links are.
    let origin: String

    var address: String { "\(origin)/t/\(code)" }
}

extension NoticeAnswers {
    /// The notice that the answers make, as far as they go, with the members that ``NoticeReview`` judges.
    func members(_ system: NoticeSystemFields) -> JSONObject {
        var notice: JSONObject = [
            "noticeId": .string("notice-\(system.code)"), "adId": .string("ad-\(system.code)"), "version": 1,
            "publisher": .string(system.publisher),
        ]
        notice["language"] = text("language")
        notice["adLanguages"] = text("language").map { .array([$0]) }
        notice["sponsor"] = party("sponsor")
        if self["cosponsor"] == "yes" { notice["coSponsors"] = .array([party("cosponsor")]) }
        notice["controllingEntity"] = self["control"] == "person" ? party("controller") : text("control")
        notice["payer"] = self["payment"] == "person" ? party("payer") : text("payment")
        notice["period"] = period
        addMoney(to: &notice)
        addProcess(to: &notice)
        notice["repositoryLink"] = .string(self["medium"] == "online" ? "notYetAvailable" : "notOnline")
        notice["notificationMechanism"] = [
            "url": .string("\(system.address)/report"), "text": "Form on the page of this notice",
        ]
        addPast(to: &notice)
        addTechniques(to: &notice)
        notice["ext"] = .object(ext)
        return notice
    }

    private func text(_ name: String) -> JSONValue? { self[name].map { .string(Self.trimmed($0)) } }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }

    private static func object(_ members: [(String, JSONValue?)]) -> JSONValue {
        var object = JSONObject()
        for (name, value) in members { object[name] = value }
        return .object(object)
    }

    private func party(_ name: String) -> JSONValue {
        Self.object([
            ("kind", text("\(name)-kind")), ("name", text("\(name)-name")), ("email", text("\(name)-email")),
            ("establishment", text("\(name)-establishment")),
            ("country", self["\(name)-country"].map { .string(Self.trimmed($0).uppercased()) }),
        ])
    }

    private var period: JSONValue { Self.object([("start", text("start")), ("end", text("end"))]) }

    private func money(_ name: String) -> JSONValue? {
        guard let amount = self[name] else { return nil }
        return Self.object([
            ("amount", .string(AmountText.plain(amount))), ("currency", text("currency")),
            ("estimate", self["final"] == "estimate" ? true : nil),
        ])
    }

    private func addMoney(to notice: inout JSONObject) {
        notice["amountsAd"] = money("amount")
        if self["benefits"] != nil || self["benefits-what"] != nil {
            notice["otherBenefits"] = Self.object([("value", money("benefits")), ("description", text("benefits-what"))])
        }
        if let campaign = self["campaign"] {
            notice["campaignId"] = .string(Self.trimmed(campaign))
            notice["amountsCampaign"] = money("campaign-amount")
        }
        notice["fundsOrigin"] = Self.object([("kind", text("funds-kind")), ("place", text("funds-place"))])
        notice["amountsMethod"] = text("method")
    }

    private func addProcess(to notice: inout JSONObject) {
        guard let process = self["process"] else { return }
        guard process != "none" else {
            notice["linkedProcesses"] = []
            return
        }
        notice["linkedProcesses"] = .array([
            Self.object([
                ("kind", .string(process)), ("level", text("level")), ("name", text("process-name")),
                ("territory", text("territory")), ("date", text("process-date")),
            ])
        ])
        notice["officialInfoLinks"] = text("official").map { .array([$0]) }
    }

    private func addPast(to notice: inout JSONObject) {
        guard let suspended = self["suspended"] else { return }
        notice["priorSuspension"] = Self.object([
            ("suspendedOrDiscontinued", .bool(suspended == "yes")),
            ("reason", suspended == "yes" ? text("suspension-reason") : nil),
            ("date", suspended == "yes" ? text("suspension-date") : nil),
        ])
        if self["views"] != nil || self["views-date"] != nil {
            notice["reach"] = Self.object([("views", number("views")), ("asOf", text("views-date"))])
        }
    }

    /// A whole number, or the text itself for the rules to refuse.
    private func number(_ name: String) -> JSONValue? {
        guard let text = self[name] else { return nil }
        return AmountText.plain(text).contains(".")
            ? .string(text) : Int64(AmountText.plain(text)).map { .integer($0) } ?? .string(text)
    }

    private func addTechniques(to notice: inout JSONObject) {
        guard let used = self["techniques"] else { return }
        notice["techniquesUsed"] = .bool(used == "yes")
        guard used == "yes" else { return }
        notice["techniques"] = Self.object([
            ("groups", .array([group("include", "included"), group("exclude", "excluded")].compactMap { $0 })),
            ("dataCategories", text("category").map { .array([$0]) }), ("goalsMechanismsLogic", text("goals")),
            ("aiSystem", self["ai"].map { Self.object([("used", .bool($0 == "yes")), ("description", text("ai-what"))]) }),
            ("disseminationPeriod", period), ("individualsReached", number("reached")), ("policyLink", text("policy")),
            ("rightsLink", text("rights")), ("riskAssessmentLink", text("risk")),
        ])
    }

    /// People the ad was shown to, or kept from, in the publisher's words.
    private func group(_ mode: String, _ name: String) -> JSONValue? {
        guard let words = text(name) else { return nil }
        return Self.object([
            ("mode", .string(mode)), ("parameter", text("category")), ("operator", "in"), ("values", .array([words])),
            ("dataCategory", text("category")), ("dataSource", text("source")),
        ])
    }

    /// What the law does not ask for and the library shows.
    private var ext: JSONObject {
        var ext = JSONObject()
        for name in ["title", "medium", "words"] { ext[name] = text(name) }
        if let sites = self["sites"] { ext["domains"] = .array(SiteNames(sites).hosts.map { .string($0.text) }) }
        if let creatives = self["creatives"] { ext["creatives"] = .array(Self.digests(creatives).map { .string($0) }) }
        return ext
    }

    /// One a line, or however people part them; what is no digest stays, for the rules to refuse.
    private static func digests(_ text: String) -> [String] {
        text.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map { $0.lowercased() }
    }
}

/// Amounts as people type them.
enum AmountText {
    /// `12 500,50` and `12.500,50` and `12,500.50` as `12500.50`; anything else as it is, for the rules to refuse.
    static func plain(_ text: String) -> String {
        let marks = text.filter { !$0.isWhitespace && $0 != "'" && $0 != "’" }
        guard !marks.isEmpty, marks.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }) else { return text }
        let separators = marks.filter { !$0.isNumber }
        guard let last = separators.last else { return marks }
        let tail = marks.reversed().prefix { $0.isNumber }.count
        // Three digits behind the only kind of mark there is: "12.500" is a thousand in one country and a half in another.
        let isThousands = tail == 3 && Set(separators).count == 1
        if isThousands, separators.count == 1 { return text }
        let digits = marks.filter(\.isNumber)
        if isThousands { return digits }
        guard separators.filter({ $0 == last }).count == 1 else { return text }
        return "\(digits.dropLast(tail)).\(digits.suffix(tail))"
    }
}
