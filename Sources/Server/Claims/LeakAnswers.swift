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
        var evidence: [Answer.Evidence] = []
        for (record, name) in found.prefix(Self.limit) {
            evidence.append(Answer.Evidence(label: "Case file \(name.title)", path: SitePath.leak(record.key)))
            if let id = record.statement, let logged = try await store.statement(id)?.logged {
                evidence.append(
                    Answer.Evidence(
                        label: "Receipt of statement \(logged.number)", path: SitePath.receipt(Int(logged.number)),
                        isReceipt: true))
            }
        }
        return Answer(
            .canITrustIt, standing: .decided,
            sentence: found.prefix(Self.limit).map { Self.sentence($0.record, $0.name) }.joined(separator: " "),
            evidence: evidence, date: found.map(\.record.created).max())
    }

    /// The digest itself where the identifier is one, and that of the identifier, which may be an address.
    private static func digests(_ identifier: String) -> [Digest] {
        let hex = identifier.hasPrefix("sha256:") ? identifier.dropFirst(7) : identifier[...]
        return [Digest(hex: hex), Digest(of: Array(identifier.utf8))].compactMap { $0 }
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
