import Daylight
import Sponsorship

/// A notice without a fault, and ways to make faults in it.
enum NoticeSamples {
    static let sponsor: JSONValue = [
        "kind": "legalPerson", "name": "Kustpartiet", "email": "info@kustpartiet.example",
        "establishment": "Hamngatan 3, 111 11 Norrviken", "country": "SE",
    ]

    static let good: JSONObject = [
        "noticeId": "01KA0000000000000000000001", "adId": "01KA0000000000000000000002", "version": 1, "language": "sv",
        "adLanguages": ["sv"], "publisher": "Norrvikens Tidning AB", "sponsor": sponsor, "controllingEntity": "none",
        "payer": "sameAsSponsor", "period": ["start": "2026-08-17", "end": "2026-09-13"],
        "amountsAd": ["amount": "12500.00", "currency": "SEK"], "fundsOrigin": ["kind": "mixed", "place": "insideUnion"],
        "amountsMethod": "Fakturerat belopp utan moms, slutligt",
        "linkedProcesses": [
            [
                "kind": "election", "level": "national", "name": "Riksdagsvalet 2026", "date": "2026-09-13", "territory": "SE",
            ]
        ],
        "officialInfoLinks": ["https://val.myndighet.example/rosta"], "repositoryLink": "notYetAvailable",
        "notificationMechanism": ["url": "https://norrviken.example/anmal", "text": "Formulär"],
        "priorSuspension": ["suspendedOrDiscontinued": false], "techniquesUsed": false,
        "reach": ["views": 40211, "asOf": "2026-09-01"],
    ]

    static let techniques: JSONValue = [
        "groups": [
            [
                "mode": "include", "parameter": "age", "operator": "between", "values": [25, 40], "dataCategory": "age",
                "dataSource": "declared",
            ]
        ],
        "dataCategories": ["age"], "goalsMechanismsLogic": "Young parents, because the pledge concerns them.",
        "aiSystem": ["used": false], "disseminationPeriod": ["start": "2026-08-17", "end": "2026-09-13"],
        "individualsReached": 40000, "policyLink": "https://norrviken.example/policy",
        "rightsLink": "https://norrviken.example/rights", "riskAssessmentLink": "https://norrviken.example/risks",
    ]

    /// The good notice with members replaced, or taken out where the value is `nil`. A dot leads into an object, a number into
    /// a list: `linkedProcesses.0.kind`.
    static func notice(_ changes: KeyValuePairs<String, JSONValue?>) -> JSONObject {
        changes.reduce(good) { notice, change in
            set(.object(notice), change.key.split(separator: ".").map(String.init)[...], change.value).objectValue!
        }
    }

    private static func set(_ value: JSONValue, _ path: ArraySlice<String>, _ new: JSONValue?) -> JSONValue {
        guard let name = path.first else { return new ?? .null }
        if var list = value.arrayValue, let index = Int(name) {
            list[index] = set(list[index], path.dropFirst(), new)
            return .array(list)
        }
        var object = value.objectValue ?? JSONObject()
        object[name] = path.count == 1 ? new : set(object[name] ?? .object(JSONObject()), path.dropFirst(), new)
        return .object(object)
    }

    /// `rule field severity` of each finding, sorted.
    static func found(_ notice: JSONObject, _ context: NoticeContext = NoticeContext()) -> [String] {
        NoticeReview(notice, context: context).findings.map { "\($0.rule.rawValue) \($0.field) \($0.effect.rawValue)" }.sorted()
    }
}
