import Daylight
import EvidenceLog
import HTTPTypes
import Storage

/// The first screen.
struct HomeRoutes: Sendable {
    let site: Site

    var routes: [Route] { [Route(.get, SitePath.home, handle: home)] }

    private func home(_ call: Call) async throws -> Reply {
        let datasets = try await site.store.datasets()
        let newest = try await site.store.statements(limit: 1).items.first
        let page = HomePage(
            questions: try await questions(datasets),
            data: Self.state(of: datasets),
            log: HomePage.LogState(size: Int(site.observatory.entryCount), checkpoint: newest?.created),
            changes: try await changes(now: call.now),
            check: check(newest))
        return try await site.page(page, for: call)
    }

    /// Each figure beside the one that stood there before the last import.
    private func questions(_ datasets: [Dataset]) async throws -> [HomePage.QuestionLine] {
        let counts = try await site.store.findingCounts()
        guard datasets.count > 1, let last = datasets.map(\.imported).max() else {
            return counts.map { Self.line($0, earlier: nil) }
        }
        let before = try await site.store.findingCounts(before: last)
        return counts.map { count in
            let earlier = before.first { $0.question == count.question }
            return Self.line(count, earlier: (earlier?.undecided ?? 0, earlier?.total ?? 0))
        }
    }

    /// - Parameter earlier: the figures before the last import; `nil` when it was the first.
    private static func line(_ count: FindingCount, earlier: (undecided: Int, total: Int)?) -> HomePage.QuestionLine {
        let waits = count.undecided > 0
        let figure = waits ? count.undecided : count.total
        let sentence =
            waits
            ? "\(count.undecided == 1 ? "finding waits" : "findings wait") for a person's decision, of \(count.total) in all"
            : "\(count.total == 1 ? "finding" : "findings"), every one decided by a person"
        return HomePage.QuestionLine(
            question: count.question,
            state: .known(
                figure: figure, sentence: sentence,
                trend: .init(from: earlier.map { waits ? $0.undecided : $0.total }, to: figure), date: count.newest,
                path: SitePath.findings))
    }

    private static func state(of datasets: [Dataset]) -> HomePage.DataState {
        guard let last = datasets.map(\.imported).max() else { return .empty }
        return .loaded(
            lastImport: last, rows: datasets.reduce(0) { $0 + $1.rows }, badRows: datasets.reduce(0) { $0 + $1.badRows },
            dataSets: datasets.count)
    }

    private func changes(now: Timestamp) async throws -> [HomePage.Change] {
        let week = Timestamp(seconds: now.seconds - 7 * 86_400)
        return try await site.store.changes(since: week, limit: 10).map { change in
            HomePage.Change(date: change.date, sentence: change.sentence, path: change.path)
        }
    }

    private func check(_ newest: StatementRecord?) -> HomePage.SelfCheck {
        let origin = site.configuration.publicURL
        guard let logged = newest?.logged else {
            return HomePage.SelfCheck(
                command: "curl -O \(origin)\(site.observatory.current.checkpointPath)",
                downloadPath: site.observatory.current.policyPath,
                downloadLabel: "Policy of this log")
        }
        return HomePage.SelfCheck(
            command: site.verifyCommand(logged), downloadPath: SitePath.receipt(Int(logged.number)),
            downloadLabel: "Receipt of statement \(logged.number)")
    }
}

extension HomePage.QuestionLine.Trend {
    /// - Parameter earlier: the same figure before the last import; `nil` when there was none.
    init(from earlier: Int?, to figure: Int) {
        guard let earlier else {
            self = .noEarlierFigure
            return
        }
        self = figure == earlier ? .unchanged : figure > earlier ? .up(figure - earlier) : .down(earlier - figure)
    }
}

extension Site {
    /// How a receipt is checked away from this server.
    func verifyCommand(_ logged: StatementRecord.Logged) -> String {
        let origin = configuration.publicURL
        return "curl -o receipt.json \(origin)\(SitePath.receipt(Int(logged.number))) "
            + "&& curl -o policy \(origin)\(log(of: logged).policyPath) && daylight verify receipt.json --policy policy"
    }
}

extension Change {
    /// What happened, in words.
    var sentence: String {
        switch kind {
        case .imported: "The data set \(title) was read."
        case .found: "Found: \(title)"
        case .decided: "A reviewer decided on finding \(identifier): \(title)."
        }
    }

    /// The page where the change can be looked at.
    var path: String {
        switch kind {
        case .imported: SitePath.dataSet(identifier)
        case .found, .decided: Finding.ID(identifier).map(SitePath.finding) ?? SitePath.findings
        }
    }
}
