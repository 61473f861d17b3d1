public import Daylight

extension TransparencyNotice {
    /// The media type of ``linkedData``.
    public static let linkedDataType = "application/ld+json"

    /// The notice as JSON-LD 1.1: the members of ``json``, amounts and processes with their types, behind a context that gives
    /// each its meaning.
    ///
    /// Words of schema.org are used where they fit (reference 3.8); the others are named by the Regulation. A program that
    /// knows no JSON-LD reads the same members as in ``json``; `daylight ads validate` reads ``json``, where `@context` has no
    /// place.
    public var linkedData: JSONObject {
        var object: JSONObject = [
            "@context": Self.linkedDataContext,
            "@id": .string("urn:daylight:notice:\(noticeID.text):\(version)"),
            "@type": "DigitalDocument",
        ]
        for member in json.members { object[member.name] = Self.types[member.name].map(member.value.typed(as:)) ?? member.value }
        return object
    }

    /// Members whose objects, or lists of objects, are things that schema.org knows.
    private static let types = ["amountsAd": "MonetaryAmount", "amountsCampaign": "MonetaryAmount", "linkedProcesses": "Event"]

    /// The context: a word of schema.org, or a term of the Regulation.
    static let linkedDataContext: JSONValue = [
        "@version": .number(JSONNumber(spelling: "1.1")),
        "@vocab": "http://data.europa.eu/eli/reg/2024/900/oj#",
        "schema": "https://schema.org/",
        "DigitalDocument": "schema:DigitalDocument",
        "Event": "schema:Event",
        "MonetaryAmount": "schema:MonetaryAmount",
        "noticeId": "schema:identifier",
        "version": "schema:version",
        "language": "schema:inLanguage",
        "publisher": "schema:publisher",
        "createdAt": ["@id": "schema:dateCreated", "@type": "schema:DateTime"],
        "modifiedAt": ["@id": "schema:dateModified", "@type": "schema:DateTime"],
        "sponsor": "schema:sponsor",
        "coSponsors": "schema:sponsor",
        "payer": "schema:funder",
        "name": "schema:name",
        "email": "schema:email",
        "postalAddress": "schema:address",
        "establishment": "schema:location",
        "country": "schema:addressCountry",
        "period": "schema:temporalCoverage",
        "start": ["@id": "schema:startDate", "@type": "schema:Date"],
        "end": ["@id": "schema:endDate", "@type": "schema:Date"],
        "amountsAd": ["@id": "amountsAd", "@context": monetaryAmount],
        "amountsCampaign": ["@id": "amountsCampaign", "@context": monetaryAmount],
        "otherBenefits": [
            "@id": "otherBenefits", "@context": ["value": ["@id": "schema:estimatedCost", "@context": monetaryAmount]],
        ],
        "linkedProcesses": ["@id": "linkedProcesses", "@container": "@set", "@context": event],
        "officialInfoLinks": ["@id": "officialInfoLinks", "@type": "@id"],
        "url": ["@id": "schema:url", "@type": "@id"],
        "text": "schema:description",
        "description": "schema:description",
        "ext": ["@id": "ext", "@type": "@json"],
        "values": ["@id": "values", "@container": "@list"],
    ]

    private static let monetaryAmount: JSONValue = ["amount": "schema:value", "currency": "schema:currency"]
    private static let event: JSONValue = [
        "date": ["@id": "schema:startDate", "@type": "schema:Date"], "territory": "schema:location",
    ]
}

extension JSONValue {
    /// The object with a type in front, or the list with each of its objects so.
    fileprivate func typed(as type: String) -> JSONValue {
        switch self {
        case .object(let object):
            var typed: JSONObject = ["@type": .string(type)]
            for member in object.members { typed[member.name] = member.value }
            return .object(typed)
        case .array(let list): return .array(list.map { $0.typed(as: type) })
        default: return self
        }
    }
}
