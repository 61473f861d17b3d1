public import Daylight
import Sponsorship
public import Storage

extension Observatory {
    /// What can be said about a subject, question by question.
    ///
    /// - Throws: an error of the store.
    public func ask(_ subject: Subject) async throws -> AnswerCard { try await AnswerDesk(store: store).ask(subject) }
}

/// Answers questions from a store. Asking needs neither log nor keys, so it works while a server holds both.
public struct AnswerDesk: Sendable {
    private let store: Store
    private let advertising: AdvertisingConfiguration
    private let factChecks: FactCheckConfiguration
    private let counts: CountSource

    public init(
        store: Store, advertising: AdvertisingConfiguration = AdvertisingConfiguration(),
        factChecks: FactCheckConfiguration = FactCheckConfiguration()
    ) {
        self.init(store: store, advertising: advertising, factChecks: factChecks, counts: CountSource(store))
    }

    init(
        store: Store, advertising: AdvertisingConfiguration, factChecks: FactCheckConfiguration, counts: CountSource
    ) {
        self.store = store
        self.advertising = advertising
        self.factChecks = factChecks
        self.counts = counts
    }

    /// What can be said about a subject, question by question.
    ///
    /// - Throws: an error of the store.
    public func ask(_ subject: Subject) async throws -> AnswerCard {
        let records = try await store.findings(about: Self.named(subject))
        let standings = try await store.standings(
            ofStatements: records.compactMap { $0.decision?.statement.logged?.number })
        var answers = Question.allCases.compactMap { question -> Answer? in
            let about = records.filter { $0.finding.question == question }
            return about.isEmpty ? nil : Self.answer(question, from: about, standings)
        }
        if subject.kind == .account, !answers.contains(where: { $0.question == .isItARealPerson }) {
            let activity = try await store.activity(ofAccount: subject.identifier)
            if let answer = Self.nothingFound(in: activity) { answers.append(answer) }
        }
        if subject.kind == .result || subject.kind == .election,
            let answer = try await CountAnswers(store: store, source: counts).answer(about: subject)
        {
            answers.removeAll { $0.question == answer.question }
            answers.append(answer)
        }
        for answer in try await trust(in: subject) {
            if let index = answers.firstIndex(where: { $0.question == answer.question }) {
                answers[index] = Self.joined(answers[index], answer)
            } else {
                answers.append(answer)
            }
        }
        if subject.kind == .ad {
            let shelf = NoticeShelf(store: store, context: advertising.noticeContext)
            let said = try await AdAnswers(shelf: shelf).answers(about: subject.identifier)
            let found = Dictionary(answers.map { ($0.question, $0) }, uniquingKeysWith: { first, _ in first })
            answers =
                said.map { notice in found[notice.question].map { Self.joined(notice, $0) } ?? notice }
                + answers.filter { answer in !said.contains { $0.question == answer.question } }
        }
        return AnswerCard(subject: subject, answers: answers)
    }

    /// What fact-checks, a source's standing, notes and leaks say, each for itself, to the question "can I trust it?".
    private func trust(in subject: Subject) async throws -> [Answer] {
        var answers: [Answer?] = []
        if subject.kind == .claim {
            answers.append(try await FactCheckAnswers(store: store).answer(about: subject.identifier))
        }
        if subject.kind == .publisher {
            let sources = SourceAnswers(store: store, configuration: factChecks)
            answers.append(try await sources.answer(about: subject.identifier))
        }
        answers.append(try await NoteAnswers(store: store).answer(about: subject))
        answers.append(try await LeakAnswers(store: store).answer(about: subject))
        return answers.compactMap(\.self)
    }

    /// Findings about an ad name it by its code alone.
    private static func named(_ subject: Subject) -> Subject {
        guard subject.kind == .ad, let code = AdAnswers.code(in: subject.identifier) else { return subject }
        return (try? Subject(.ad, code.text)) ?? subject
    }

    /// Two answers to one question, such as what a notice says and then what was found about its ad. The second one's standing
    /// is kept, unless it found nothing.
    private static func joined(_ first: Answer, _ second: Answer) -> Answer {
        Answer(
            first.question, standing: second.standing == .nothingFound ? first.standing : second.standing,
            sentence: "\(first.sentence) \(second.sentence)", evidence: first.evidence + second.evidence,
            date: second.date ?? first.date)
    }

    /// The finding that weighs most speaks: a decision before a proposal, the newer before the older.
    private static func answer(
        _ question: Question, from records: [FindingRecord], _ standings: [UInt64: StatementStanding]
    ) -> Answer {
        let ranked = records.sorted { left, right in
            let ranks = (rank(left), rank(right))
            return ranks.0 == ranks.1 ? left.finding.created > right.finding.created : ranks.0 < ranks.1
        }
        let first = ranked[0]
        let others = ranked.count - 1
        let more = others == 0 ? "" : " \(others) more \(others == 1 ? "finding names" : "findings name") it."
        return Answer(
            question, standing: rank(first) == 0 ? .decided : .proposed, sentence: sentence(first) + more,
            evidence: ranked.prefix(5).flatMap { evidence($0, standings) }, date: first.decision?.decided ?? first.finding.created
        )
    }

    /// 0 = a person decided, 1 = a person wants more evidence, 2 = nobody has looked.
    private static func rank(_ record: FindingRecord) -> Int {
        guard let decision = record.decision else { return 2 }
        return decision.verdict == .needMore ? 1 : 0
    }

    private static func sentence(_ record: FindingRecord) -> String {
        guard let decision = record.decision else {
            return "\(record.finding.summary) A measurement proposes this; no person has decided yet."
        }
        let day = decision.decided.description.prefix(10)
        return switch decision.verdict {
        case .coordinatedAndDeceptive: "A reviewer decided on \(day): coordinated and deceptive. \(record.finding.summary)"
        case .declaredGroup: "A reviewer decided on \(day): a declared group, acting openly. \(record.finding.summary)"
        case .organic: "A reviewer decided on \(day): organic, no coordination. What was measured: \(record.finding.summary)"
        case .breach: "A reviewer decided on \(day): a breach of the rules of political advertising. \(record.finding.summary)"
        case .noBreach: "A reviewer decided on \(day): no breach. What was measured: \(record.finding.summary)"
        case .needMore: "A reviewer asked for more evidence on \(day). \(record.finding.summary)"
        }
    }

    /// A decision's receipt says whether the decision is still current, and both statements of a correction are named.
    private static func evidence(
        _ record: FindingRecord, _ standings: [UInt64: StatementStanding]
    ) -> [Answer.Evidence] {
        let id = record.finding.id
        var evidence = [
            Answer.Evidence(label: "Finding \(id)", path: SitePath.finding(id)),
            Answer.Evidence(label: "Evidence file of \(id)", path: SitePath.evidence(id)),
        ]
        guard let statement = record.decision?.statement, let logged = statement.logged else { return evidence }
        let number = logged.number
        let standing = standings[number] ?? .current
        evidence.append(
            Answer.Evidence(
                label: "Receipt of statement \(number), \(standing.phrase)", path: SitePath.receipt(Int(number)),
                isReceipt: true, standing: standing))
        if let earlier = statement.corrects {
            evidence.append(
                Answer.Evidence(
                    label: "Statement \(earlier), which statement \(number) corrects",
                    path: SitePath.statement(Int(earlier)), standing: .corrected(by: [number], latest: [])))
        }
        return evidence
    }

    private static func nothingFound(in activity: [AccountActivity]) -> Answer? {
        let rows = activity.reduce(0) { $0 + $1.rows }
        guard rows > 0 else { return nil }
        let sets = activity.count == 1 ? "one data set" : "\(activity.count) data sets"
        return Answer(
            .isItARealPerson, standing: .nothingFound,
            sentence: "No coordination was found in the \(rows) \(rows == 1 ? "share" : "shares") of this account in \(sets). "
                + "This does not show that a person is behind it.",
            evidence: activity.prefix(5).map {
                Answer.Evidence(label: "Data set \($0.datasetName)", path: SitePath.dataSet($0.dataset.text))
            },
            date: activity.compactMap(\.last).max())
    }
}
