import BigInt
public import Daylight

/// The answer of `daylight count audit sample`: what to fetch from the storage.
public enum AuditSample: Sendable {
    case ballots([ConsistentSampler.Draw])
    /// Numbers from 1 to the population.
    case items([Int])
    /// Names of batches.
    case batches([String])

    /// Most draws with replacement for each ballot of the manifest.
    private static let drawsPerBallot = 1000

    private enum Sampler: String, CaseIterable {
        case rivest, stark, ppeb
    }

    /// Reads the question and answers it.
    ///
    /// - Throws: ``InputError`` naming the member by its JSON pointer.
    public init(parsing bytes: [UInt8]) throws(InputError) {
        let reader = try AuditFile.reader(bytes)
        let sampler = try AuditFile.choice(reader, "sampler", Sampler.self)
        let seed = try reader.string("seed")
        let size = Int(try reader.integer("size", in: 0...AuditFile.drawLimit))
        switch sampler {
        case .rivest:
            let manifest = try BallotManifest(reader)
            let withReplacement = try Self.withReplacement(reader)
            guard withReplacement || size <= manifest.ballots else {
                throw reader.fault("size", "at most the \(manifest.ballots) ballots of the manifest", .integer(size))
            }
            // Tickets of a ballot that is drawn again and again grow by a digit every few draws.
            let most = manifest.ballots * Self.drawsPerBallot
            guard size <= most else {
                throw reader.fault("size", "at most \(most) draws from \(manifest.ballots) ballots", .integer(size))
            }
            self = .ballots(
                ConsistentSampler.sample(seed: seed, manifest: manifest, size: size, withReplacement: withReplacement))
        case .stark:
            let population = Int(try reader.integer("population", in: 1...Int64.max))
            self = .items(StarkSampler.items(seed: seed, population: population, size: size))
        case .ppeb:
            let batches = try Self.bounds(reader)
            let indices = try StarkSampler.Batches(bounds: batches.map(\.bound)).indices(seed: seed, size: size)
            self = .batches(indices.map { batches[$0].name })
        }
    }

    private static func withReplacement(_ reader: MemberReader) throws(InputError) -> Bool {
        guard let value = reader.optional("withReplacement")?.boolValue else {
            throw reader.fault("withReplacement", "true or false", reader.object["withReplacement"])
        }
        return value
    }

    private static func bounds(_ reader: MemberReader) throws(InputError) -> [(name: String, bound: Quotient)] {
        let elements = try reader.array("batches")
        guard (1...AuditFile.batchLimit).contains(elements.count) else {
            throw reader.fault("batches", "1 to \(AuditFile.batchLimit) batches", .integer(elements.count))
        }
        var batches: [(name: String, bound: Quotient)] = []
        var seen: Set<String> = []
        for (index, element) in elements.enumerated() {
            let batch = try MemberReader(element, path: "/batches/\(index)/")
            let name = try batch.string("batch")
            guard seen.insert(name).inserted else { throw batch.fault("batch", "each batch once", .string(name)) }
            batches.append((name, try batch.rate("u", "a fraction such as 6/5, as a text") { _ in true }))
        }
        guard batches.contains(where: { !$0.bound.numerator.isZero }) else {
            throw reader.fault("batches", "at least one bound above 0", .string("none"))
        }
        return batches
    }

    /// The answer as JSON.
    public var json: JSONValue {
        switch self {
        case .ballots(let draws):
            let rows = draws.map { draw -> JSONValue in
                [
                    "ticket": .string(draw.ticket), "batch": .string(draw.batch), "position": .integer(draw.position),
                    "draw": .integer(draw.generation),
                ]
            }
            return ["sampler": .string(Sampler.rivest.rawValue), "draws": .array(rows)]
        case .items(let items):
            return [
                "sampler": .string(Sampler.stark.rawValue), "draws": .array(items.map { ["item": .integer($0)] }),
            ]
        case .batches(let names):
            return [
                "sampler": .string(Sampler.ppeb.rawValue), "draws": .array(names.map { ["batch": .string($0)] }),
            ]
        }
    }
}

extension BallotManifest {
    /// Reads the member `manifest`.
    init(_ reader: MemberReader) throws(InputError) {
        var batches: [Batch] = []
        for (index, element) in try reader.array("manifest").enumerated() {
            let batch = try MemberReader(element, path: "/manifest/\(index)/")
            batches.append(
                Batch(
                    name: try batch.string("batch"), ballots: Int(try batch.integer("ballots", in: 0...Int64(Self.ballotLimit)))
                ))
        }
        try self.init(batches)
    }
}
