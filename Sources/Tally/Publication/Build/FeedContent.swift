import Daylight

/// The files of one publication while they are made.
struct FeedContent {
    let input: ResultsInput
    let seq: Int64
    /// The reports by the index of their unit.
    private(set) var reports: [Int: CollectedReport] = [:]
    private(set) var aggregates: [Int: AggregateDocument] = [:]
    private(set) var files: [ResultsFeed.File] = []
    private(set) var listed: [FeedFile] = []
    private(set) var reported = 0
    private(set) var total = 0
    private(set) var table = Digest(of: [])

    init(_ input: ResultsInput, seq: Int64) {
        self.input = input
        self.seq = seq
    }

    /// Holds every report to a unit of its own.
    mutating func checkReports() throws(InputError) {
        let tree = input.definition.units
        for (index, collected) in input.reports.enumerated() {
            let id = collected.report.unitId
            guard let unit = tree.index(of: id) else {
                throw InputError(field: "/reports/\(index)/unitId", expected: "a unit of the definition", found: "\"\(id)\"")
            }
            guard reports.updateValue(collected, forKey: unit) == nil else {
                throw InputError(field: "/reports/\(index)/unitId", expected: "one report of a unit", found: "\"\(id)\" again")
            }
        }
        total = tree.units.count { $0.level == .station }
        reported = reports.keys.count { tree.units[$0].level == .station }
    }

    func checkStatus() throws(InputError) {
        let status = input.status
        if input.definition.facts.isTest, status != .test {
            throw InputError(field: "/status", expected: "test: the definition is of a rehearsal", found: status.rawValue)
        }
        if status.needsAllUnits, reported < total {
            throw InputError(
                field: "/status", expected: "reports of all \(total) stations for \(status.rawValue)", found: "\(reported)")
        }
        guard let previous = input.previous?.manifest else { return }
        guard previous.electionId == input.definition.id else {
            throw InputError(
                field: "/electionId", expected: "\(previous.electionId), which was published here before",
                found: input.definition.id)
        }
        guard previous.status.mayBeFollowed(by: status, with: input.corrections) else {
            let allowed = ResultsStatus.allCases.filter { previous.status.mayBeFollowed(by: $0, with: []) }
            var words = allowed.map(\.rawValue).joined(separator: " or ")
            if previous.status == .certified { words += ", or certified with corrections ordered by a court" }
            throw InputError(field: "/status", expected: "\(words) after \(previous.status.rawValue)", found: status.rawValue)
        }
        guard input.generatedAt >= previous.generatedAt else {
            throw InputError(
                field: "/generatedAt", expected: "no moment before \(previous.generatedAt)", found: "\(input.generatedAt)")
        }
    }

    /// A report that is not published any more needs a correction with its reason, and a correction such a report.
    func checkCorrections() throws(InputError) {
        let current = Set(reports.values.map(\.digest))
        var replaced = Set(input.previous?.manifest.reportDigests ?? []).subtracting(current)
        for (index, correction) in input.corrections.enumerated() {
            let path = "/corrections/\(index)/"
            guard let unit = input.definition.units.index(of: correction.unit) else {
                throw InputError(field: path + "unit", expected: "a unit of the definition", found: correction.unit)
            }
            guard replaced.remove(correction.oldSha256) != nil else {
                throw InputError(
                    field: path + "oldSha", expected: "a published report that goes, once", found: correction.oldSha256.hex
                )
            }
            guard correction.newSha256 == reports[unit]?.digest else {
                throw InputError(
                    field: path + "newSha", expected: reports[unit]?.digest.hex ?? "null: the unit has no report now",
                    found: correction.newSha256?.hex ?? "null")
            }
            let known = Set(input.definition.facts.publishers.map(\.id))
            for signer in correction.signedBy where !known.contains(signer) {
                throw InputError(field: path + "signedBy", expected: "ids of publishers", found: signer)
            }
        }
        guard let left = replaced.min() else { return }
        throw InputError(
            field: "/corrections", expected: "a correction for each replaced report",
            found: "none for \(left.hex.prefix(16))…")
    }

    mutating func addData() throws(InputError) {
        let definition = try CanonicalReport.bytes(of: .object(input.definitionObject))
        add("definitions/\(Digest(of: definition).hex).json", definition, .json)
        let published = Dictionary(
            (input.previous?.manifest.files ?? []).lazy.filter { $0.path.hasPrefix("envelopes/") }.map { ($0.path, $0.sha256) },
            uniquingKeysWith: { first, _ in first })
        for collected in reports.values {
            let name = collected.digest.hex
            add("reports/\(name).json", collected.bytes, .json, digest: collected.digest)
            let path = "envelopes/\(name).json"
            // What was published is never overwritten: a receipt that came later gets a file of its own.
            let isOther = published[path].map { $0 != collected.envelopeDigest } ?? false
            add(
                isOther ? "envelopes/\(name)-\(seq).json" : path, collected.envelope, .json,
                digest: collected.envelopeDigest)
        }
        aggregates = AggregateDocument.all(of: input.definition, from: input.reports, treeSize: input.treeSize)
        for aggregate in aggregates.values {
            add("aggregates/\(aggregate.digest.hex).json", aggregate.bytes, .json, digest: aggregate.digest)
        }
        let csv = StationTable.bytes(of: input.definition, reports)
        table = Digest(of: csv)
        add("csv/\(table.hex).csv", csv, .csv, digest: table)
    }

    mutating func addPages() {
        let pages = ResultsPages(self)
        for (path, bytes) in pages.all() { add(path, bytes, .html) }
    }

    mutating func sort() {
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        listed.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private enum MediaType: String {
        case json = "application/json"
        case csv = "text/csv; charset=utf-8"
        case html = "text/html; charset=utf-8"
    }

    private mutating func add(_ path: String, _ bytes: [UInt8], _ type: MediaType, digest: Digest? = nil) {
        files.append(ResultsFeed.File(path: path, bytes: bytes))
        listed.append(
            FeedFile(path: path, sha256: digest ?? Digest(of: bytes), byteCount: bytes.count, mediaType: type.rawValue))
    }
}
