import Daylight
import HTTPTypes
import Sponsorship
import Storage

extension Site {
    /// The finding that an address names.
    func finding(of call: Call) async throws -> FindingRecord {
        guard let id = Finding.ID(try call.parameter("id")), let record = try await store.finding(id) else {
            throw Problem.notFound("This finding")
        }
        return record
    }

    /// The findings of a data set, newest first.
    func findings(in dataset: Dataset.ID) async throws -> [FindingRecord] {
        try await Listing.all { try await store.findings(FindingQuery(dataset: dataset), after: $0, limit: $1) }
    }

    /// The decision form as a visitor meets it.
    func decisionForm(for visitor: Visitor, filled: DecisionForm? = nil) -> FindingPage.Form {
        guard let user = visitor.user else { return .signInFirst }
        guard user.role >= .reviewer else { return .notAllowed }
        return .open(filled ?? .empty(key: Base64URL.encode(entropy.bytes(16))))
    }

    /// Everything the page of a finding shows.
    func findingPage(_ record: FindingRecord, form: FindingPage.Form) async throws -> FindingPage {
        let evidence = try CoordinationEvidence(of: record)
        let decisions = try await decisions(on: record, form: form)
        let dataset = if let id = record.dataset { try await store.dataset(id) } else { Dataset?.none }
        return FindingPage(
            id: record.finding.id, summary: record.finding.summary, created: record.finding.created,
            dataFile: dataset?.name ?? "posts.csv",
            dataPath: dataset.map { SitePath.dataSet($0.id.text) } ?? SitePath.data,
            evidence: evidence, network: await networks.drawing(of: record.finding.id, evidence, pages.words),
            timeline: TimelinePicture(evidence, pages.words).drawing(),
            decisions: decisions, form: form)
    }

    /// The page of any finding as an answer.
    func findingReply(
        _ record: FindingRecord, form: FindingPage.Form, for call: Call, status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        guard let evidence = AdEvidence(try JSONParser.parse(record.finding.evidence)) else {
            return try await page(findingPage(record, form: form), for: call, status: status)
        }
        let notice = if let code = ShortCode(evidence.ad) { try await notices.notice(code) } else { PublishedNotice?.none }
        let page = AdFindingPage(
            summary: record.finding.summary, created: record.finding.created, evidence: evidence, hasNotice: notice != nil,
            deciding: FindingDecisions(
                id: record.finding.id, verdicts: record.finding.question.verdicts,
                decisions: try await decisions(on: record, form: form), form: form))
        return try await self.page(page, for: call, status: status)
    }

    private func decisions(on record: FindingRecord, form: FindingPage.Form) async throws -> [FindingPage.DecisionRow] {
        let decisions = try await store.decisions(of: record.finding.id)
        let standings = try await store.standings(ofStatements: decisions.compactMap(\.statement.logged?.number))
        return decisions.compactMap { $0.row(standings, isSignedIn: form != .signInFirst) }
    }
}

extension Decision {
    /// The decision as the page of its finding lists it; `nil` until its statement is logged.
    ///
    /// - Parameter isSignedIn: the reviewer's name and words are for colleagues; the public sees that a reviewer decided,
    ///   and what.
    func row(_ standings: [UInt64: StatementStanding], isSignedIn: Bool) -> FindingPage.DecisionRow? {
        guard let logged = statement.logged else { return nil }
        return FindingPage.DecisionRow(
            verdict: verdict, reasons: ReviewerWords(reasons, isSignedIn: isSignedIn),
            reviewer: isSignedIn ? reviewer : Self.publicReviewer, date: decided, statement: Int(logged.number),
            isCurrent: standings[logged.number]?.isCurrent ?? true)
    }

    /// What the public reads in place of a reviewer's name.
    static let publicReviewer = "a reviewer"
}

extension CoordinationEvidence {
    /// The evidence of a stored finding.
    init(of record: FindingRecord) throws {
        do {
            try self.init(JSONParser.parse(record.finding.evidence))
        } catch {
            throw Problem(.notFound, "This finding has no evidence of coordination to show: \(error.description)")
        }
    }
}

extension FindingRow {
    /// A stored finding as one row of a list.
    init(_ record: FindingRecord) throws {
        let evidence = try? CoordinationEvidence(of: record)
        self.init(
            id: record.finding.id, summary: record.finding.summary,
            coordination: evidence.map { evidence in
                Coordination(
                    accounts: record.finding.subjects.count, objects: evidence.timeline.count,
                    strongestP: evidence.edges.map(\.p).min { $0.double < $1.double } ?? JSONNumber(1))
            }, created: record.finding.created,
            state: record.decision.map { .decided($0.verdict, $0.decided) } ?? .undecided)
    }
}

extension FindingsPage.Filter {
    /// The filter as the store understands it.
    var state: FindingQuery.State? {
        switch self {
        case .all: nil
        case .undecided: .undecided
        case .verdict(let verdict): .verdict(verdict)
        }
    }
}
