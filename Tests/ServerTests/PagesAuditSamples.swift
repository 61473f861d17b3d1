import Daylight
import Tally

@testable import Server

extension PageSample {
    /// The pages about audits, in every state that their templates know.
    static func auditPages() throws -> [PageSample] {
        let prepared = AuditPage(
            election: "E", electionTitle: hostile, key: "k", process: AuditProcess(try AuditSample.setup()), isClerk: true,
            isCoordinator: true, problem: hostile)
        var pages = [PageSample(name: "audit", page: prepared)]
        for (name, process) in try AuditSample.stages() {
            var page = prepared
            page.process = process
            page.problem = nil
            pages.append(PageSample(name: "audit-\(name)", page: page))
        }
        return pages + [
            PageSample(name: "audit-new", page: NewAuditPage(election: "E", title: hostile, text: "", fault: nil)),
            PageSample(name: "audit-new-fault", page: NewAuditPage(election: "E", title: hostile, text: hostile, fault: hostile)),
        ] + (try listPages()) + (try readingPages())
    }

    private static func listPages() throws -> [PageSample] {
        let ballots = try AuditSample.entering(AuditSample.setup()).retrievalList(round: 1)
        let batches = try AuditSample.entering(AuditSample.setup(AuditSample.batches)).retrievalList(round: 1)
        return [ballots, batches].compactMap { $0 }.enumerated().map { index, list in
            PageSample(name: "audit-list-\(index)", page: RetrievalPage(election: "E", key: "k", list: list))
        }
    }

    private static func readingPages() throws -> [PageSample] {
        func page(_ setup: AuditSetup, _ paper: AuditPaper, isResolving: Bool = false, problem: String? = nil) -> ReadingPage {
            ReadingPage(election: "E", key: "k", setup: setup, paper: paper, isResolving: isResolving, problem: problem)
        }
        let ballot = AuditPaper(batch: hostile, position: 1)
        return [
            PageSample(name: "reading", page: page(try AuditSample.setup(), ballot)),
            PageSample(name: "reading-batch", page: page(try AuditSample.setup(AuditSample.batches), AuditPaper(batch: "B1"))),
            PageSample(
                name: "reading-ranked",
                page: page(try AuditSample.setup(AuditSample.ranked), ballot, isResolving: true, problem: hostile)),
        ]
    }
}
