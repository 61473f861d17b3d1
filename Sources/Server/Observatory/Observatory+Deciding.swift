public import Daylight
import EvidenceLog
public import Storage

extension Observatory {
    /// Makes a reviewer's decision on a finding a signed statement in the log.
    ///
    /// The log gets a salted commitment (``PredicateType/coordinationDecision`` or, about an ad, ``PredicateType/adDecision``); the words stay in the store, where they
    /// can be erased. The statement names the decision it supersedes. When this returns, the decision is durable; its
    /// receipt is there unless the log is closed or damaged, and then follows when it opens again.
    ///
    /// - Throws: ``ObservatoryError`` noFinding or unfitVerdict, or an error of store or log.
    public func decide(
        finding id: Finding.ID, verdict: Verdict, reasons: DecisionReasons, by reviewer: String, now: Timestamp,
        entropy: Entropy = .system
    ) async throws -> Decision {
        try await decisionTurn.run { [self] in
            guard let record = try await store.finding(id) else { throw ObservatoryError.noFinding(id) }
            guard record.finding.question.verdicts.contains(verdict) else {
                throw ObservatoryError.unfitVerdict(verdict, on: id)
            }
            try await logPendingStatements()
            let isAboutAd = AdFindingKind(rawValue: record.finding.kind) != nil
            let type = isAboutAd ? PredicateType.adDecision : .coordinationDecision
            let previous = try await store.decisions(of: id).first
            let message = try DecisionBody(
                finding: record.finding, verdict: verdict, reasons: reasons, reviewer: reviewer, decided: now
            ).bytes()
            let salt = entropy.bytes(Commitment.saltByteCount)
            let commitment = Commitment(salt: salt, message: message)
            let supersedes = previous?.statement.logged.map { StatementReference(index: $0.index, leafHash: $0.leafHash) }
            let statement = try Statement(committing: commitment, type: type, supersedes: supersedes)
            let envelope = try signer.sign(statement.body())
            let decision = try await store.recordDecision(
                finding: id, verdict: verdict, reasons: reasons.text, reviewer: reviewer, decided: now, salt: salt,
                message: message, commitment: commitment.digest,
                statement: NewStatement(
                    envelope: envelope, predicateType: type.uri,
                    title: isAboutAd ? "A decision on a finding about a political ad" : "A decision on a finding of coordination",
                    created: now, supersedes: supersedes))
            do {
                try await logPendingStatements()
            } catch is LogError {
                // The decision is stored and will be logged; saying that it failed would make the reviewer decide twice.
                return decision
            }
            return try await store.decisions(of: id).first { $0.id == decision.id } ?? decision
        }
    }
}

/// The private words behind a logged commitment: canonical JSON, kept in the store.
struct DecisionBody {
    let finding: Finding
    let verdict: Verdict
    let reasons: DecisionReasons
    let reviewer: String
    let decided: Timestamp

    func bytes() throws(InputError) -> [UInt8] {
        try CanonicalJSON.bytes(
            of: [
                "finding": .string(finding.id.text),
                "evidenceSHA256": .string(Digest(of: finding.evidence).hex),
                "verdict": .string(verdict.rawValue),
                "reasons": .string(reasons.text),
                "reviewer": .string(reviewer),
                "decided": .string(decided.description),
            ])
    }
}
