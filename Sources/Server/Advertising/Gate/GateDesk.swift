import Daylight
import EvidenceLog
import Sponsorship
import Storage

/// The gate over HTTP: judges bids by a snapshot of the server's own notices and lists, and logs which snapshot was in force.
actor GateDesk {
    /// Name and version of what makes policies, as statements say it.
    private static let program = "daylight gate 1"
    /// A change of the policy is logged at most this often, in milliseconds.
    private static let loggingPause: Int64 = 60_000

    private let desk: NoticeDesk
    private let library: LibraryDesk
    private let gate = Gate()
    private var ready: Ready?
    /// The newest declaration or record of money that was seen.
    private var newest: AdRecord.ID?
    private var logged: (digest: Digest, at: Timestamp, statement: StatementRecord.ID)?

    /// A policy with what it was made of.
    private struct Ready {
        let basis: Basis
        let policy: GatePolicy
        let digest: Digest
        let noticeCount: Int
    }

    /// What a snapshot depends on.
    private struct Basis: Hashable {
        let sequence: UInt64
        let day: CivilDate
        /// The newest declaration or record of money.
        let newest: AdRecord.ID?
    }

    init(observatory: Observatory, configuration: ServerConfiguration, library: LibraryDesk) {
        desk = NoticeDesk(observatory: observatory, configuration: configuration)
        self.library = library
    }

    /// Judges one bid request with its response.
    ///
    /// - Parameter body: `{"request", "response", "context"?}`; without a context the server's own policy holds.
    /// - Returns: one line with a decision for each bid.
    func decide(_ body: [UInt8], now: Timestamp) async throws -> [UInt8] {
        // What cannot be parsed is judged as it stands, so that the answer names the byte.
        guard let object = try? JSONParser.parse(body, limits: .init(bytes: Gate.lineLimit, depth: 32)).objectValue,
            object["context"] == nil, let request = object["request"], let response = object["response"]
        else { return gate.decide(line: body, now: now) }
        let policy = try await policy(now: now)
        return gate.decide(
            request: Array(CanonicalJSON.line(request).utf8), response: Array(CanonicalJSON.line(response).utf8), policy: policy,
            now: now)
    }

    private func policy(now: Timestamp) async throws -> GatePolicy {
        newest = try await desk.store.adRecords(of: [.declaration, .money], after: newest).last?.id ?? newest
        let basis = Basis(
            sequence: try await library.current(now: now).sequence, day: desk.configuration.advertising.zone.day(of: now),
            newest: newest)
        if ready?.basis != basis {
            let snapshot = try await GateSnapshot.read(
                from: desk.store, desk: desk, advertising: desk.configuration.advertising, now: now)
            let bytes = Array(CanonicalJSON.line(.object(snapshot.json)).utf8)
            let policy: GatePolicy
            do { policy = try gate.policy(bytes, zone: desk.configuration.advertising.zone) } catch {
                throw Problem(.unavailable, "The gate has no policy: \(error.description)")
            }
            ready = Ready(basis: basis, policy: policy, digest: Digest(of: bytes), noticeCount: snapshot.noticeCount)
        }
        guard let ready else { throw Problem(.unavailable, "The gate has no policy.") }
        try await log(ready, now: now)
        return ready.policy
    }

    /// Says on the log which policy and rules are in force, when that has changed.
    private func log(_ ready: Ready, now: Timestamp) async throws {
        if logged == nil { logged = try await lastLogged() }
        guard logged?.digest != ready.digest,
            logged.map({ now.milliseconds - $0.at.milliseconds >= Self.loggingPause }) ?? true
        else { return }
        let supersedes = try await desk.store.reference(to: logged?.statement)
        var predicate: JSONObject = [
            "policySHA256": .string(ready.digest.hex), "rulesSHA256": .string(GateRules.digest.hex),
            "notices": .integer(ready.noticeCount), "program": .string(Self.program),
        ]
        predicate["supersedes"] = supersedes?.json
        let statement = try Statement(
            type: .gatePolicySet, subjects: [.init(name: "policy:\(ready.digest.hex.prefix(16))", sha256: ready.digest)],
            predicate: predicate)
        let id = try await desk.store.addStatement(
            NewStatement(
                envelope: try desk.observatory.signer.sign(statement.body()), predicateType: PredicateType.gatePolicySet.uri,
                title: "The policy of the gate for bids, with \(ready.noticeCount) notices", created: now,
                supersedes: supersedes))
        logged = (ready.digest, now, id)
        _ = try await desk.observatory.logPendingIfPossible()
    }

    /// The policy that was in force when the server stopped.
    private func lastLogged() async throws -> (digest: Digest, at: Timestamp, statement: StatementRecord.ID)? {
        guard let record = try await desk.store.newestStatement(ofType: PredicateType.gatePolicySet.uri) else { return nil }
        let statement = try JSONParser.parse(Envelope(parsing: record.envelope).payload)
        guard let digest = (statement["predicate"]?["policySHA256"]?.stringValue).flatMap({ Digest(hex: $0) }) else { return nil }
        return (digest, record.created, record.id)
    }

    /// How the statement of an earlier policy is named, once it is logged.
}
