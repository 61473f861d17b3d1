import Daylight

/// The steps of ``AuditVerification``, in the order of the audit.
struct AuditCheck {
    private let folder: AuditFolder
    let audited: AuditedContest
    private let manifest: BallotManifest
    private let seed: AuditSeed
    /// What the machines read, for ballot comparison.
    private let records: BallotReadings?
    private(set) var rounds: [AuditVerification.Round] = []
    private(set) var findings: [AuditVerification.Finding] = []

    init(_ folder: AuditFolder) throws(InputError) {
        self.folder = folder
        let audited = try folder.read(.contest) { reader throws(InputError) in try AuditedContest(reader) }
        self.audited = audited
        manifest = try folder.read(.manifest) { reader throws(InputError) in try BallotManifest(reader) }
        seed = try folder.read(.seed) { reader throws(InputError) in try AuditSeed(reader) }
        records =
            audited.method == .superSimple
            ? try folder.read(.records) { reader throws(InputError) in try BallotReadings(reader, "records", audited) } : nil
    }

    private mutating func report(_ code: AuditVerification.Code, _ file: AuditFolder.File, _ message: String) {
        findings.append(.init(code: code, file: file.name, message: message))
    }

    mutating func run() throws(InputError) {
        try checkCommitments()
        checkManifest()
        checkRecords()
        try checkRounds()
    }

    private mutating func checkCommitments() throws(InputError) {
        let commitments = try folder.read(.commitments) { reader throws(InputError) in try AuditCommitments(reader) }
        let committed: [AuditFolder.File] = [.contest, .manifest] + (records == nil ? [] : [.records])
        for file in committed {
            guard let digest = commitments.digests[file.name] else {
                report(.commitment, file, "nothing was committed to")
                continue
            }
            if let bytes = folder.contents[file], Digest(of: bytes) != digest {
                report(.commitment, file, "is not the file whose digest was committed to")
            }
        }
        if seed.drawnAt <= commitments.committedAt {
            report(.seedEarly, .seed, "drawn at \(seed.drawnAt), but committed at \(commitments.committedAt)")
        }
        if !seed.isLongEnough { report(.seedShort, .seed, "fewer than \(AuditSeed.shortest) digits") }
    }

    private mutating func checkManifest() {
        guard manifest.ballots != audited.contest.ballots else { return }
        report(.manifest, .manifest, "\(manifest.ballots) ballots, but the contest has \(audited.contest.ballots)")
    }

    /// The records have to give the reported votes, and belong to ballots of the manifest.
    private mutating func checkRecords() {
        guard let records else { return }
        var votes = Array(repeating: 0, count: audited.contest.names.count)
        for marks in records.marks.values { for mark in marks ?? [] { votes[mark] += 1 } }
        for (index, name) in audited.contest.names.enumerated() where votes[index] != audited.contest.votes[index] {
            report(.records, .records, "\(name): \(votes[index]) votes, but \(audited.contest.votes[index]) were reported")
        }
        let sizes = Dictionary(manifest.batches.map { ($0.name, $0.ballots) }) { first, _ in first }
        let stray = records.marks.keys.filter { $0.position > sizes[$0.batch] ?? 0 }
        if let example = stray.min(by: { ($0.batch, $0.position) < ($1.batch, $1.position) }) {
            report(
                .records, .records, "\(stray.count) records of ballots that the manifest does not have, such as \(example.text)"
            )
        }
    }

    private mutating func checkRounds() throws(InputError) {
        var earlier = 0
        for number in 1...AuditFolder.roundLimit {
            let file = AuditFolder.File.round(number)
            guard folder.contents[file] != nil else { break }
            let audited = self.audited
            let round = try folder.read(file) { reader throws(InputError) in try AuditRound(reader, audited) }
            checkSample(round, file, earlier: earlier)
            earlier = round.sample.count
            let risk = audited.risk(of: round, records: records)
            rounds.append(.init(number: number, draws: round.sample.count, risk: risk, statedRisk: round.statedRisk))
            if abs(risk.p - round.statedRisk) > 1e-9 * max(risk.p, round.statedRisk) {
                report(.risk, file, "p is \(risk.p), but \(round.statedRisk) was announced")
            }
        }
        guard let last = rounds.last else { return report(.notConfirmed, .round(1), "no round was audited") }
        if !last.risk.isConfirmed {
            report(.notConfirmed, .round(last.number), "p is \(last.risk.p), above the risk limit \(audited.limit.value)")
        }
    }

    private mutating func checkSample(_ round: AuditRound, _ file: AuditFolder.File, earlier: Int) {
        guard seed.withReplacement || round.sample.count <= manifest.ballots else {
            return report(.sample, file, "more draws than ballots")
        }
        if round.sample.count <= earlier { report(.sample, file, "no more draws than in the round before") }
        let due = ConsistentSampler.sample(
            seed: seed.text, manifest: manifest, size: round.sample.count, withReplacement: seed.withReplacement)
        if let place = zip(round.sample, due).enumerated().first(where: { $1.0 != $1.1 })?.offset {
            report(.sample, file, "draw \(place + 1) is not the one that the seed gives")
        }
        let drawn = Set(round.sample.map { BallotPlace(batch: $0.batch, position: $0.position) })
        let read = Set(round.readings.marks.keys)
        let missing = drawn.subtracting(read).count
        if missing > 0 { report(.interpretation, file, "\(missing) ballots were drawn but not interpreted") }
        let extra = read.subtracting(drawn).count
        if extra > 0 { report(.interpretation, file, "\(extra) ballots were interpreted but not drawn") }
    }
}
