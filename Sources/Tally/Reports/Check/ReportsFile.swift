import Daylight

/// A file of reports, of which the reports themselves are read one by one.
struct ReportsFile {
    let definition: ElectionDefinition
    let asOf: Timestamp?
    let aggregates: [Aggregate]
    let receipts: [StationReceipt]
    /// Where whole receipts come from; `nil` when the file does not say.
    let log: ReceiptLog?
    private let sections: JSONSections
    private let envelopes: [Range<Int>]
    /// Where the elements of the other arrays lie.
    private let elements: [String: [Range<Int>]]

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
        let sums = try sections.elements("aggregates")
        guard sums.count <= CountCheck.aggregatesLimit else {
            throw InputError(field: "/aggregates", expected: "at most \(CountCheck.aggregatesLimit)", found: "\(sums.count)")
        }
        for (index, range) in sums.enumerated() {
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
        var receipts: [StationReceipt] = []
        let given = try sections.elements("receipts")
        elements = ["aggregates": sums, "receipts": given]
        for (index, range) in given.enumerated() {
            receipts.append(try StationReceipt(try sections.parse(range), path: "/receipts/\(index)/"))
        }
        self.receipts = receipts
        if let value = try sections.value("evidenceLog") { log = try ReceiptLog(value) } else { log = nil }
        let known: Set = ["election", "reports", "asOf", "aggregates", "receipts", "evidenceLog"]
        for (name, range) in sections.members where !known.contains(name) { _ = try sections.parse(range) }
    }

    /// Another member of the file; `nil` when it is absent.
    func member(_ name: String) throws(InputError) -> JSONValue? { try sections.value(name) }

    /// The definition as it stands in the file.
    func definitionObject() throws(InputError) -> JSONObject { try sections.value("election")?.objectValue ?? JSONObject() }

    /// An envelope as it stands in the file.
    func envelope(at index: Int) throws(InputError) -> JSONValue { try sections.parse(envelopes[index]) }

    /// A sum or a receipt as it stands in the file, by the array's name.
    ///
    /// - Throws: ``InputError`` when there is none.
    func element(_ index: Int, of name: String) throws(InputError) -> JSONValue {
        guard let elements = elements[name], elements.indices.contains(index) else {
            throw InputError(field: "/\(name)/\(index)", expected: "an element", found: "nothing")
        }
        return try sections.parse(elements[index])
    }

    /// How many bytes the definition and some envelopes have.
    func byteCount(ofEnvelopes indices: [Int]) -> Int {
        indices.reduce(sections.members["election"]?.count ?? 0) { $0 + envelopes[$1].count }
    }

    typealias Envelope = Result<ReportEnvelope, ReportEnvelope.Rejection>

    /// Hands over the envelopes in order of arrival.
    ///
    /// - Throws: ``InputError`` when one is not JSON.
    func forEachEnvelope(_ body: (Int, Envelope) -> Void) throws(InputError) {
        for (index, range) in envelopes.enumerated() {
            body(index, ReportEnvelope.read(try sections.parse(range), of: definition))
        }
    }

    /// The same with several read at a time, since reading one and verifying its signature asks for none of the others.
    func forEachEnvelopeInParallel(_ body: (Int, Envelope) -> Void) async throws(InputError) {
        let (batch, batches) = (128, 32)
        for start in stride(from: 0, to: envelopes.count, by: batch * batches) {
            let end = min(envelopes.count, start + batch * batches)
            let read = await withTaskGroup(of: (Int, Result<[Envelope], InputError>).self) { group in
                for first in stride(from: start, to: end, by: batch) {
                    group.addTask { (first, self.read(first..<min(end, first + batch))) }
                }
                var read: [Int: Result<[Envelope], InputError>] = [:]
                for await (first, envelopes) in group { read[first] = envelopes }
                return read
            }
            for first in stride(from: start, to: end, by: batch) {
                for (offset, envelope) in (try read[first]?.get() ?? []).enumerated() { body(first + offset, envelope) }
            }
        }
    }

    private func read(_ indices: Range<Int>) -> Result<[Envelope], InputError> {
        var read: [Envelope] = []
        for index in indices {
            do throws(InputError) {
                read.append(ReportEnvelope.read(try sections.parse(envelopes[index]), of: definition))
            } catch {
                return .failure(error)
            }
        }
        return .success(read)
    }
}
