public import Daylight

/// Under which terms records are handed on, and by whom.
public struct FactCheckTerms: Hashable, Sendable {
    /// Creative Commons Attribution 4.0.
    public static let attribution = "https://creativecommons.org/licenses/by/4.0/"

    /// Address of the licence.
    public let license: String
    /// Who hands the records on; not who checked.
    public let publisher: String?

    public init(license: String = FactCheckTerms.attribution, publisher: String? = nil) {
        self.license = license
        self.publisher = publisher
    }

    var members: [JSONObject.Member] {
        var members = [JSONObject.Member("sdLicense", .string(license))]
        if let publisher { members.append(.init("sdPublisher", ["@type": "Organization", "name": .string(publisher)])) }
        return members
    }
}

/// Records as a feed for others: a DataFeed of schema.org (credibility reference, section 4.4).
public struct FactCheckFeed: Sendable {
    public let records: [FactCheck]
    public let terms: FactCheckTerms

    public init(_ records: [FactCheck], terms: FactCheckTerms) {
        self.records = records
        self.terms = terms
    }

    /// One item per record, with the article's address, in the order of the records.
    public var json: JSONValue {
        let items = records.map { record -> JSONValue in
            [
                "@type": "DataFeedItem", "dateCreated": .string((record.reviewDate ?? record.fetchedAt).description),
                "url": .string(record.url), "item": .array(record.linkedData(terms).map(JSONValue.object)),
            ]
        }
        return ["@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": .array(items)]
    }
}

/// Linked data as a script of a page.
public enum LinkedDataScript {
    /// The element with the value in it. No text of the value can end the script or open a comment.
    public static func element(_ value: JSONValue) -> String {
        let text = CanonicalJSON.line(value).replacing("<", with: #"\u003c"#)
        return #"<script type="application/ld+json">"# + text + "</script>"
    }
}
