import Credibility
import Daylight
import Storage

/// What is known here about a source, when somebody asks: whether it is bound by a code of principles, and how often claims on
/// its pages were checked. Each thing is said with who says it; there is no score.
struct SourceAnswers: Sendable {
    let store: Store
    let configuration: FactCheckConfiguration

    /// Most fact-checks that are looked through, and that an answer names.
    private static let readLimit = 10_000
    private static let namedLimit = 10

    /// The answer to "can I trust it?" about a host; `nil` when nothing is known or the name is none.
    func answer(about name: String) async throws -> Answer? {
        guard let host = Host(name), let own = configuration.suffixes.registrableDomain(of: host) else { return nil }
        var sentences = configuration.signatories.signatories(for: host).map(Self.sentence)
        var evidence: [Answer.Evidence] = []
        let checks = try await checks()
        let about = checks.filter { isChecked($0.check, on: own) }
        if !about.isEmpty {
            let disputed = about.count { $0.check.verdict.isDisputed }
            sentences.append(
                "\(Self.counted(about.count, "fact-check")) by signatories \(about.count == 1 ? "is" : "are") about claims on its pages; \(disputed) of them found the claim false, misleading, altered or without its context."
            )
        }
        let by = checks.filter { $0.check.publisherDomain == own }
        if !by.isEmpty {
            sentences.append("\(Self.counted(by.count, "fact-check")) of its own \(by.count == 1 ? "is" : "are") known here.")
        }
        guard !sentences.isEmpty else { return nil }
        for published in (about + by).prefix(Self.namedLimit) {
            evidence.append(
                Answer.Evidence(
                    label: "Fact-check by \(published.check.publisher)", path: SitePath.factCheck(published.check.id.hex)))
        }
        return Answer(
            .canITrustIt, standing: .stated, sentence: sentences.joined(separator: " "), evidence: evidence,
            date: (about + by).map(\.created).max())
    }

    /// Those that count: by signatories, not withdrawn.
    private func checks() async throws -> [FactCheckDesk.Published] {
        try await store.newestRecords(.factCheck, limit: Self.readLimit).map { try Self.published($0) }.filter(\.counts)
    }

    @inline(never)
    private static func published(_ record: StoredRecord) throws(InputError) -> FactCheckDesk.Published {
        try FactCheckDesk.Published(record)
    }

    private func isChecked(_ check: FactCheck, on own: Host) -> Bool {
        check.appearances.contains { address in
            WebAddress(address)?.host.flatMap(configuration.suffixes.registrableDomain) == own
        }
    }

    private static func sentence(_ row: SignatoryList.Signatory) -> String {
        let standing =
            switch row.status {
            case .verified: "a verified signatory"
            case .underRenewal: "a signatory under renewal"
            case .expired: "a former signatory"
            case nil: "listed with a status that is not known"
            }
        var bounds = ""
        if case .day(let day) = row.since { bounds += " since \(day)" }
        if case .day(let day) = row.until { bounds += " until \(day)" }
        let link = row.evidence.isEmpty ? "" : " (\(row.evidence))"
        return "The operator's list has it as \(standing) of \(row.network)\(bounds)\(link)."
    }

    private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
