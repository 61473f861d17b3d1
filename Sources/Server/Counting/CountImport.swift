public import Daylight
import Storage
import Tally

/// Records a whole count at once, as its offices would over the server: for the demo election and for moving a count here.
public struct CountImport: Sendable {
    private let desk: CountDesk
    private let author: String

    /// - Parameter author: who is said to have recorded it.
    public init(into observatory: Observatory, author: String) {
        desk = CountDesk(observatory: observatory)
        self.author = author
    }

    /// This server's publisher keys, as the member `publishers` of a definition.
    public var publishers: JSONValue {
        .array(
            ReleaseDesk(counts: desk).publishers.map {
                ["keyId": .string($0.id), "publicKey": .string(Base64.encode($0.publicKey))]
            })
    }

    /// Defines an election.
    ///
    /// - Returns: whether there was none of this id.
    /// - Throws: ``InputError`` for a malformed definition, or an error of store or log.
    public func define(_ definition: JSONObject, now: Timestamp) async throws -> Bool {
        guard let id = definition["id"]?.stringValue, try await desk.state(id) == nil else { return false }
        do {
            _ = try await desk.define(.object(definition), by: author, now: now)
            return true
        } catch CountDesk.DefinitionRefusal.malformed(let error) { throw error }
    }

    /// Takes envelopes in that stations signed.
    ///
    /// - Returns: how many count.
    @discardableResult
    public func take(_ envelopes: [JSONValue], of election: String, now: Timestamp) async throws -> Int {
        let intakes = try await desk.take(envelopes, of: election, from: .station, now: now) ?? []
        return intakes.count { if case .accepted = $0.outcome { true } else { false } }
    }

    /// Publishes what there is, in the names of two people.
    ///
    /// - Throws: ``InputError`` when it may not be published like this.
    public func publish(_ election: String, status: String, by people: (String, String), now: Timestamp) async throws {
        let release = ReleaseDesk(counts: desk)
        guard let status = ResultsStatus(rawValue: status) else {
            throw InputError(field: "status", expected: "a status of results", found: status)
        }
        do {
            try await release.propose(election, status: status, reason: nil, text: "", by: people.0, now: now)
            guard let proposal = try await release.proposal(election) else { return }
            try await release.confirm(election, digest: proposal.digest, by: people.1, now: now)
        } catch ReleaseDesk.Refusal.malformed(let error) { throw error }
    }
}
