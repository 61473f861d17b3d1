import Credibility
import Daylight
import Storage

/// What released case files say about a file or an address, when somebody asks.
struct LeakAnswers: Sendable {
    let store: Store

    /// Most cases that an answer names.
    private static let limit = 3

    /// The answer to "can I trust it?" about an address, or about a file by its SHA-256. `nil` when no released case names it.
    func answer(about subject: Subject) async throws -> Answer? {
        guard [.object, .picture, .post].contains(subject.kind) else { return nil }
        var found: [(record: StoredRecord, name: LeakName)] = []
        for digest in Self.digests(subject.identifier) {
            for record in try await store.records(.leakCase, scope: LeakDesk.Scope.naming(digest), limit: Self.limit) {
                found.append((record, try LeakName(record)))
            }
        }
        guard !found.isEmpty else { return nil }
        let demotions = LeakDemotions(store: store)
        var (evidence, sentences): ([Answer.Evidence], [String]) = ([], [])
        for (record, name) in found.prefix(Self.limit) {
            evidence.append(Answer.Evidence(label: "Case file \(name.title)", path: SitePath.leak(record.key)))
            sentences.append(Self.sentence(record, name))
            if let id = record.statement, let logged = try await store.statement(id)?.logged {
                evidence.append(
                    Answer.Evidence(
                        label: "Receipt of statement \(logged.number)", path: SitePath.receipt(Int(logged.number)),
                        isReceipt: true))
            }
            if let decided = try await demotions.standing(record.key) {
                let day = decided.demotion.until.day
                sentences.append("It was decided to place posts with it lower, as unverified, until \(day).")
                evidence.append(Answer.Evidence(label: "Decision to place posts with it lower", path: decided.path))
            }
        }
        return Answer(
            .canITrustIt, standing: .decided,
            sentence: sentences.joined(separator: " "),
            evidence: evidence, date: found.map(\.record.created).max())
    }

    /// The digest itself where the identifier is one, that of the place which an address names, and that of the identifier, by
    /// which addresses were kept before.
    private static func digests(_ identifier: String) -> [Digest] {
        let hex = identifier.hasPrefix("sha256:") ? identifier.dropFirst(7) : identifier[...]
        let texts = [WebAddress(identifier)?.place, identifier].compactMap(\.self)
        let digests = [Digest(hex: hex)].compactMap(\.self) + texts.map { Digest(of: Array($0.utf8)) }
        // An address that is written as its place has one digest only.
        return digests.indices.filter { digests[..<$0].allSatisfy { [digest = digests[$0]] in $0 != digest } }.map { digests[$0] }
    }

    private static func sentence(_ record: StoredRecord, _ name: LeakName) -> String {
        let start = "It is part of a leak whose case file was released on \(record.created.day)."
        let own = name.level.map { " Of this file itself: \($0.phrase)." } ?? ""
        return "\(start)\(own) \(name.label)"
    }
}

extension LeakLevel {
    /// In a sentence about one file's authenticity.
    fileprivate var phrase: String {
        switch self {
        case .verifiedPart: "verified in part"
        case .consistent: "nothing speaks against it"
        case .unknown: "not verified"
        case .contradicted: "something speaks against it"
        case .fabricated: "made up"
        }
    }
}
