import Daylight

/// `round-N.json`: the whole sample so far, what was found on each of its ballots, and the risk that was announced.
struct AuditRound {
    let sample: [ConsistentSampler.Draw]
    let readings: BallotReadings
    let statedRisk: Double

    init(_ reader: MemberReader, _ contest: AuditedContest) throws(InputError) {
        var sample: [ConsistentSampler.Draw] = []
        for (index, element) in try reader.array("sample").enumerated() {
            let draw = try MemberReader(element, path: "/sample/\(index)/")
            let place = try BallotPlace(draw)
            sample.append(
                ConsistentSampler.Draw(
                    ticket: try draw.string("ticket"), batch: place.batch, position: place.position,
                    generation: Int(try draw.integer("draw", in: 1...AuditFile.drawLimit))))
        }
        self.sample = sample
        readings = try BallotReadings(reader, "interpretations", contest)
        statedRisk = try reader.figure("p", "a number from 0 to 1") { (0...1).contains($0) }
    }
}

/// `seed.json`: what was drawn in public, and how the sample follows from it.
struct AuditSeed {
    /// Fewest digits: twenty throws of a die with ten sides.
    static let shortest = 20

    let text: String
    let drawnAt: Timestamp
    let withReplacement: Bool

    init(_ reader: MemberReader) throws(InputError) {
        text = try reader.string("seed")
        drawnAt = try reader.instant("drawnAt")
        guard let flag = reader.optional("withReplacement")?.boolValue else {
            throw reader.fault("withReplacement", "true or false", reader.object["withReplacement"])
        }
        withReplacement = flag
    }

    var isLongEnough: Bool { text.utf8.count { (0x30...0x39).contains($0) } >= Self.shortest }
}

/// `commitments.json`: the digests of the files that were fixed before the seed was drawn.
struct AuditCommitments {
    let committedAt: Timestamp
    /// By file name.
    let digests: [String: Digest]

    init(_ reader: MemberReader) throws(InputError) {
        committedAt = try reader.instant("committedAt")
        var digests: [String: Digest] = [:]
        for member in try reader.object("files").members {
            guard let digest = member.value.stringValue.flatMap({ Digest(hex: $0) }) else {
                throw reader.fault("files/\(pointerStep(member.name))", "64 lower-case hexadecimal digits", member.value)
            }
            digests[member.name] = digest
        }
        self.digests = digests
    }
}
