public import Daylight

extension AuditSetup {
    /// Reads the members of the files `contest.json` (`audit`, `method`, `riskLimit`, `contests`, `gamma`, `errorRate`),
    /// `manifest.json` (`manifest`) and `records.json` (`records`) or `batches.json` (`batches`), all in one object.
    ///
    /// - Throws: ``InputError`` naming the member by its JSON pointer.
    public init(_ object: JSONObject) throws(InputError) {
        let reader = MemberReader(object, path: "/")
        let method = try AuditFile.choice(reader, "method", Method.self)
        let manifest = try BallotManifest(reader)
        guard !method.comparesRecords || manifest.ballots <= Self.recordLimit else {
            throw reader.fault("manifest", "at most \(Self.recordLimit) ballots with records", .integer(manifest.ballots))
        }
        var places: [String: Int] = [:]
        for (index, batch) in manifest.batches.enumerated() {
            guard places.updateValue(index, forKey: batch.name) == nil else {
                throw InputError(field: "/manifest/\(index)/batch", expected: "each batch once", found: batch.name)
            }
        }
        let elements = try reader.array("contests")
        guard (1...Self.contestLimit).contains(elements.count) else {
            throw reader.fault("contests", "1 to \(Self.contestLimit) contests", .integer(elements.count))
        }
        let (contests, records) = try Self.contests(elements, reader, method, manifest, places)
        let batches = method == .macro ? try Self.batches(reader, contests, manifest, places) : []
        let bounds = BatchBounds(sharedBy: batches)
        if let bounds { _ = try StarkSampler.Batches(bounds: bounds.quotients) }
        name = try reader.string("audit")
        self.method = method
        limit = try RiskLimit(reader)
        self.contests = contests
        self.manifest = manifest
        jurisdictions = try Self.jurisdictions(reader)
        gamma = try reader.gamma()
        errorRate =
            reader.optional("errorRate") == nil
            ? ListSeatsAudit.defaultErrorRate : try reader.figure("errorRate", "a rate from 0 to 1") { (0...1).contains($0) }
        self.records = records
        self.batches = batches
        self.bounds = bounds
        self.places = places
        var contestJSON = object
        for part in Part.allCases { contestJSON[part.rawValue] = nil }
        self.contestJSON = contestJSON
        var files = [File(name: Self.contestFile, digest: Digest(of: try CanonicalJSON.bytes(of: .object(contestJSON))))]
        for part in Part.allCases where part.isUsed(by: method) {
            let json = Self.json(of: part, manifest, jurisdictions, contests, records, batches)
            files.append(File(name: part.file, digest: Digest(of: try CanonicalJSON.bytes(of: json))))
        }
        self.files = files
    }

    /// The same from the bytes of one JSON object.
    public init(parsing bytes: [UInt8]) throws(InputError) { try self.init(AuditFile.reader(bytes).object) }

    private static func jurisdictions(_ reader: MemberReader) throws(InputError) -> [String] {
        var jurisdictions: [String] = []
        for (index, element) in try reader.array("manifest").enumerated() {
            let batch = try MemberReader(element, path: "/manifest/\(index)/")
            let name = batch.optional("jurisdiction") == nil ? "" : try batch.string("jurisdiction")
            guard name.utf8.count <= nameLimit, try batch.string("batch").utf8.count <= nameLimit else {
                throw batch.fault("batch", "names of at most \(nameLimit) bytes", .string("a longer one"))
            }
            jurisdictions.append(name)
        }
        return jurisdictions
    }

    private static func contests(
        _ elements: [JSONValue], _ reader: MemberReader, _ method: Method, _ manifest: BallotManifest,
        _ places: [String: Int]
    ) throws(InputError) -> ([AuditedContest], RecordTable?) {
        var names: [ContestNames] = []
        for (index, element) in elements.enumerated() {
            let contest = try ContestNames(MemberReader(element, path: "/contests/\(index)/"), method)
            guard !names.contains(where: { $0.id == contest.id }) else {
                throw InputError(field: "/contests/\(index)/id", expected: "each contest once", found: "\"\(contest.id)\" again")
            }
            names.append(contest)
        }
        let records = method.comparesRecords ? try records(reader, names, manifest, places) : nil
        let counts = records?.counts ?? []
        var contests: [AuditedContest] = []
        for (index, element) in elements.enumerated() {
            let path = "/contests/\(index)"
            do throws(InputError) {
                contests.append(
                    try AuditedContest(MemberReader(element, path: "/"), ballots: manifest.ballots) { _ in
                        zip(records?.kinds ?? [], counts).map { .init($0[index], count: $1) }
                    })
            } catch { throw error.inside(path) }
            if let records { try check(contests[index], index, records, counts) }
        }
        return (contests, records)
    }

    /// The records have to give the reported votes.
    private static func check(
        _ contest: AuditedContest, _ index: Int, _ records: RecordTable, _ counts: [Int]
    ) throws(InputError) {
        guard !contest.isRanked else { return }
        var votes = Array(repeating: 0, count: contest.contest.names.count)
        for (kind, count) in zip(records.kinds, counts) { for mark in kind[index] { votes[mark] += count } }
        guard let wrong = votes.indices.first(where: { votes[$0] != contest.contest.votes[$0] }) else { return }
        let name = contest.contest.names[wrong]
        throw InputError(
            field: "/contests/\(index)/votes/\(pointerStep(name))", expected: "the \(votes[wrong]) votes of the records",
            found: "\(contest.contest.votes[wrong])")
    }

    private static func records(
        _ reader: MemberReader, _ contests: [ContestNames], _ manifest: BallotManifest, _ places: [String: Int]
    ) throws(InputError) -> RecordTable {
        var records = RecordTable(manifest)
        for (index, element) in try reader.array("records").enumerated() {
            let record = try MemberReader(element, path: "/records/\(index)/")
            guard let batch = places[try record.string("batch")], manifest.batches[batch].ballots > 0 else {
                throw record.fault("batch", "a batch of the manifest with ballots", record.object["batch"])
            }
            let position = Int(try record.integer("position", in: 1...Int64(manifest.batches[batch].ballots)))
            let votes = MemberReader(try record.object("votes"), path: "/records/\(index)/votes/")
            let marks = try contests.map { contest throws(InputError) in try contest.marks(votes) }
            guard records.add(batch: batch, position: position, marks) else {
                throw record.fault("position", "one record of each ballot", .string("\(position) again"))
            }
        }
        return records
    }

    private static func batches(
        _ reader: MemberReader, _ contests: [AuditedContest], _ manifest: BallotManifest, _ places: [String: Int]
    ) throws(InputError) -> [BatchAudit] {
        guard manifest.batches.count <= AuditFile.batchLimit else {
            throw reader.fault("manifest", "at most \(AuditFile.batchLimit) batches", .integer(manifest.batches.count))
        }
        var votes: [[[Int]]?] = Array(repeating: nil, count: manifest.batches.count)
        for (index, element) in try reader.array("batches").enumerated() {
            let row = try MemberReader(element, path: "/batches/\(index)/")
            guard let place = places[try row.string("batch")], votes[place] == nil else {
                throw row.fault("batch", "each batch of the manifest once", row.object["batch"])
            }
            guard case .batch(let counts) = try PaperReading(row) else {
                throw row.fault("votes", "numbers of votes", row.object["votes"])
            }
            do throws(InputError) {
                votes[place] = try contests.map { contest throws(InputError) in
                    try contest.votes(counts[contest.id] ?? [:], ballots: manifest.batches[place].ballots)
                }
            } catch { throw error.inside("/batches/\(index)/votes") }
        }
        if let missing = votes.firstIndex(where: { $0 == nil }) {
            throw reader.fault("batches", "every batch of the manifest", .string("\(manifest.batches[missing].name) missing"))
        }
        return try contests.indices.map { index throws(InputError) in
            let contest = contests[index]
            let batches = manifest.batches.indices.map { place in
                BatchAudit.Batch(
                    name: manifest.batches[place].name, ballots: manifest.batches[place].ballots,
                    votes: votes[place]?[index] ?? [])
            }
            for name in contest.contest.names.indices {
                let sum = batches.reduce(0) { $0 + $1.votes[name] }
                guard sum == contest.contest.votes[name] else {
                    throw InputError(
                        field: "/contests/\(index)/votes/\(pointerStep(contest.contest.names[name]))",
                        expected: "the \(sum) votes of the batches", found: "\(contest.contest.votes[name])")
                }
            }
            let claims = contest.audit.assertions.compactMap(\.claim)
            guard claims.count * batches.count <= AuditFile.workLimit else {
                throw reader.fault("batches", "fewer batches or candidates", .integer(batches.count))
            }
            return BatchAudit(contest.contest, claims: claims, batches: batches)
        }
    }
}

/// What has to be known of a contest before its records are read.
private struct ContestNames {
    let id: String
    let names: [String]
    let marksAllowed: Int
    let isRanked: Bool

    init(_ reader: MemberReader, _ method: AuditSetup.Method) throws(InputError) {
        id = try reader.string("id")
        let outcome = try AuditFile.choice(reader, "outcome", AuditedContest.Outcome.self)
        guard method.takes(outcome) else {
            throw reader.fault("outcome", "an outcome that \(method.rawValue) audits", .string(outcome.rawValue))
        }
        isRanked = outcome == .irv
        names =
            isRanked
            ? try reader.names("candidates", limit: EliminationSearch.candidateLimit) : try reader.votes("votes").map(\.name)
        marksAllowed = isRanked ? names.count : try reader.small("votesAllowed", default: 1)
    }

    func marks(_ reader: MemberReader) throws(InputError) -> [Int] {
        guard reader.optional(id) != nil else { return [] }
        let marks = try reader.marks(id, of: names) ?? []
        guard marks.count <= marksAllowed else {
            throw reader.fault(pointerStep(id), "at most \(marksAllowed) names", .integer(marks.count))
        }
        return isRanked ? marks : marks.sorted()
    }
}

extension InputError {
    /// The same error about a part of the input: its field lies within the path.
    func inside(_ path: String) -> InputError {
        var copy = self
        copy.field = field.hasPrefix("/") ? path + field : "\(path)/\(field)"
        return copy
    }
}
