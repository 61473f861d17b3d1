public import Daylight

extension FactCheck {
    /// Reads a record as ``json`` writes it.
    ///
    /// - Throws: ``InputError`` naming the member.
    public init(_ value: JSONValue) throws(InputError) {
        let reader = try MemberReader(value)
        let domain = reader.optional("publisherDomain")?.stringValue
        let problems = try reader.array("problems").compactMap { $0.stringValue.flatMap(FactCheckProblem.init) }
        guard let verdict = FactCheckVerdict(rawValue: try reader.string("verdict")) else {
            throw reader.fault("verdict", "a kind of verdict", reader.object["verdict"])
        }
        guard let source = Source(rawValue: try reader.string("source")) else {
            throw reader.fault("source", "how the record came here", reader.object["source"])
        }
        self.init(
            url: try reader.string("url"), publisherDomain: domain.flatMap { Host($0) },
            publisherName: reader.optional("publisherName")?.stringValue, claim: try reader.string("claim"),
            claimant: reader.optional("claimant")?.stringValue, claimDate: try reader.optionalDay("claimDate"),
            appearances: try reader.array("appearances").compactMap(\.stringValue),
            reviewDate: try reader.optionalDay("reviewDate"), language: reader.optional("language")?.stringValue,
            verdictText: reader.optional("verdictText")?.stringValue, verdict: verdict,
            score: reader.optional("score")?.doubleValue,
            media: try reader.optional("media").map { value throws(InputError) in try ReviewedMedia(value) }, source: source,
            fetchedAt: try reader.date("fetchedAt"), problems: Set(problems))
    }
}

extension ReviewedMedia {
    /// Reads what ``json`` writes.
    fileprivate init(_ value: JSONValue) throws(InputError) {
        let reader = try MemberReader(value, path: "media.")
        self.init(
            category: reader.optional("category")?.stringValue.flatMap { Category(rawValue: $0) },
            context: reader.optional("context")?.stringValue,
            originals: try reader.array("originals").compactMap(\.stringValue),
            items: try reader.array("items").map { Item(url: $0["url"]?.stringValue, sha256: $0["sha256"]?.stringValue) })
    }
}

extension MemberReader {
    fileprivate func optionalDay(_ name: String) throws(InputError) -> CivilDate? {
        optional(name) == nil ? nil : try date(name)
    }
}
