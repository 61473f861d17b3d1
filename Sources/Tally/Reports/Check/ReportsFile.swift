import Daylight

/// A file of reports, of which the reports themselves are read one by one.
struct ReportsFile {
    let definition: ElectionDefinition
    let asOf: Timestamp?
    let aggregates: [Aggregate]
    let receipts: [Receipt]
    private let sections: JSONSections
    private let envelopes: [Range<Int>]

    init(_ bytes: [UInt8]) throws(InputError) {
        guard bytes.count <= CountCheck.byteLimit else {
            throw InputError(expected: "at most \(CountCheck.byteLimit) bytes", found: "\(bytes.count)")
        }
        sections = try JSONSections(bytes)
        guard let election = try sections.value("election") else {
            throw InputError(field: "/election", expected: "an object", found: "nothing")
        }
        definition = try ElectionDefinition(election)
        guard sections.members["reports"] != nil else {
            throw InputError(field: "/reports", expected: "an array", found: "nothing")
        }
        envelopes = try sections.elements("reports")
        guard envelopes.count <= CountCheck.envelopeLimit else {
            throw InputError(field: "/reports", expected: "at most \(CountCheck.envelopeLimit)", found: "\(envelopes.count)")
        }
        let moment: JSONObject = ["asOf": try sections.value("asOf") ?? .null]
        asOf = try MemberReader(moment, path: "/").optionalInstant("asOf")
        var aggregates: [Aggregate] = []
        var counts: [String: Int] = [:]
        for (index, range) in try sections.elements("aggregates").enumerated() {
            let aggregate = try Aggregate(try sections.parse(range), path: "/aggregates/\(index)/")
            counts[aggregate.unitId, default: 0] += 1
            guard counts[aggregate.unitId] ?? 0 <= CountCheck.aggregateLimit else {
                throw InputError(
                    field: "/aggregates/\(index)/unitId", expected: "at most \(CountCheck.aggregateLimit) sums of one unit",
                    found: "more")
            }
            aggregates.append(aggregate)
        }
        self.aggregates = aggregates
        var receipts: [Receipt] = []
        for (index, range) in try sections.elements("receipts").enumerated() {
            receipts.append(try Receipt(try sections.parse(range), path: "/receipts/\(index)/"))
        }
        self.receipts = receipts
        let known: Set = ["election", "reports", "asOf", "aggregates", "receipts"]
        for (name, range) in sections.members where !known.contains(name) { _ = try sections.parse(range) }
    }

    /// Another member of the file; `nil` when it is absent.
    func member(_ name: String) throws(InputError) -> JSONValue? { try sections.value(name) }

    /// Hands over the envelopes in order of arrival.
    ///
    /// - Throws: ``InputError`` when one is not JSON.
    func forEachEnvelope(
        _ body: (Int, Result<ReportEnvelope, ReportEnvelope.Rejection>) -> Void
    ) throws(InputError) {
        for (index, range) in envelopes.enumerated() {
            body(index, ReportEnvelope.read(try sections.parse(range), of: definition))
        }
    }
}
