import BigInt
import Daylight
import HTTPTypes
import Storage
import Tally

/// Published results as pages and as a signed feed, and where they are released.
struct ResultsRoutes: Sendable {
    let site: Site

    private var desk: ReleaseDesk { ReleaseDesk(counts: site.counts) }

    var routes: [Route] {
        [
            Route(.get, "/elections/{election}", handle: election),
            Route(.get, "/elections/{election}/units/{unit}", handle: unit),
            Route(.get, "/results/{election}/**", access: .everyone, isShared: true, handle: file),
            Route(.get, "/elections/{election}/publish", access: .person(.reviewer), handle: publish),
            Route(.post, "/elections/{election}/publish", access: .person(.reviewer), body: .form, handle: release),
        ]
    }

    private func election(_ call: Call) async throws -> Reply {
        let state = try await site.election(call)
        let published = try await desk.published(state)
        let definition = state.definition
        let root = definition.units.roots.count == 1 ? definition.units.roots[0] : nil
        let figures = root.flatMap { published?.figures($0, of: definition) }
        let allocation = figures.flatMap { self.allocation($0, definition) }
        let words = site.pages.words
        let role = call.visitor.user?.role
        let page = ElectionPage(
            definition: definition, definitionDigest: state.digest, statement: try await number(state.record.statement),
            published: published, received: state.receivedStations, expected: state.expectedStations, allocation: allocation,
            shares: figures.flatMap { shares($0, definition, words) }, swing: figures.flatMap { swing($0, definition, words) },
            seats: allocation.flatMap { seats($0, definition, words) }, findings: state.publicFindings,
            audits: try await audits(state, words), isOffice: role.map { $0 >= .clerk } ?? false,
            mayPublish: role.map { $0 >= .reviewer } ?? false)
        return try await site.page(page, for: call)
    }

    private func allocation(_ figures: PublishedResults.Figures, _ definition: ElectionDefinition) -> SeatAllocation? {
        guard let seats = definition.facts.seats, let method = definition.facts.method else { return nil }
        let lists = zip(definition.lists, figures.listTotals).map { list, votes in
            SeatQuestion.List(id: "\(list.number)", votes: BigUInt(votes))
        }
        guard let question = try? SeatQuestion(method: method, seats: seats, lists: lists) else { return nil }
        return try? SeatAllocation(question)
    }

    private func shares(
        _ figures: PublishedResults.Figures, _ definition: ElectionDefinition, _ words: Words
    ) -> Drawing? {
        let order = figures.listTotals.indices.sorted {
            (figures.listTotals[$1], $0) < (figures.listTotals[$0], $1)
        }
        let rows = order.map { index in
            SharesPicture.Row(
                label: definition.lists[index].title, share: figures.share(index), text: words.percent(figures.share(index)))
        }
        return SharesPicture(rows)?.drawing(
            title: words(CountPhrase.sharesTitle),
            description: words.fill(
                words(CountPhrase.sharesDescription), ["first": rows[0].label, "share": rows[0].text, "n": "\(rows.count)"]))
    }

    private func swing(_ figures: PublishedResults.Figures, _ definition: ElectionDefinition, _ words: Words) -> Drawing? {
        let rows = definition.lists.indices.compactMap { index in
            figures.change(index, in: definition).map { change in
                SwingPicture.Row(label: definition.lists[index].title, change: change, text: words.points(change))
            }
        }.sorted { $0.change > $1.change }
        return SwingPicture(rows)?.drawing(
            title: words(CountPhrase.swingTitle),
            description: words.fill(
                words(CountPhrase.swingDescription),
                [
                    "n": "\(rows.count)", "before": definition.facts.previous?.name ?? "", "first": rows[0].label,
                    "gain": rows[0].text,
                ]))
    }

    private func seats(_ allocation: SeatAllocation, _ definition: ElectionDefinition, _ words: Words) -> Drawing? {
        let lists = zip(definition.lists, allocation.seats).map { SeatsPicture.List(number: $0.number, seats: $1) }
        let said = zip(definition.lists, allocation.seats).filter { $1 > 0 }.map { "\($0.number) \($0.title): \($1)" }
        return SeatsPicture(lists)?.drawing(
            title: words(CountPhrase.seatsTitle),
            description: words.fill(words(CountPhrase.seatsDescription), ["seats": said.joined(separator: ", ")]))
    }

    private func audits(_ state: ElectionState, _ words: Words) async throws -> [AuditSummary] {
        try await site.audits.audits(state.id).map { kept in
            AuditSummary(
                key: kept.key, state: words(kept.process.stage), risk: kept.process.risk?.p,
                riskLimit: kept.process.setup.limit.value)
        }
    }

    private func number(_ id: StatementRecord.ID?) async throws -> UInt64? {
        guard let id else { return nil }
        return try await site.store.statement(id)?.logged?.number
    }

    private func unit(_ call: Call) async throws -> Reply {
        let state = try await site.election(call)
        guard let index = state.definition.units.index(of: try call.parameter("unit")) else {
            throw Problem.notFound("This unit")
        }
        let id = state.definition.units.units[index].id
        let published = try await desk.published(state)
        var versions: [UnitPage.Version] = []
        for record in try await site.store.countRecordVersions(.report, election: state.id, key: id) {
            guard let envelope = try? JSONParser.parse(record.body, limits: CountDesk.limits),
                case .success(let read) = ReportEnvelope.read(envelope, of: state.definition)
            else { continue }
            versions.append(
                UnitPage.Version(
                    version: read.report.version, digest: read.digest, received: record.created,
                    origin: UnitPage.Version.Origin(envelope), statement: try await number(record.statement),
                    isPublished: published?.reports[index]?.digest == read.digest))
        }
        let page = UnitPage(
            definition: state.definition, index: index, published: published, versions: versions.reversed(),
            findings: state.publicFindings.filter { $0.unit == id })
        return try await site.page(page, for: call)
    }

    private func file(_ call: Call) async throws -> Reply {
        let election = try call.parameter("election")
        let path = call.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3).joined(separator: "/")
        guard let bytes = try await desk.file(path, of: election, now: call.now) else { throw Problem.notFound("This file") }
        let type =
            switch path.split(separator: ".").last {
            case "json": MediaTypeText.json
            case "csv": MediaTypeText.csv
            case "html": MediaTypeText.html
            default: MediaTypeText.bytes
            }
        // Names that hold a digest or a number stand for the same bytes for ever.
        let changes = path == ResultsIndex.path || path == "index.html" || path == "pages/index.html"
        var reply = Reply(type: type, body: bytes, caching: changes ? .revalidated : .immutable)
        if path.hasSuffix(".html") { reply.headers[.contentSecurityPolicy] = SecurityHeaders.staticPolicy }
        return reply
    }

    private func publish(_ call: Call) async throws -> Reply { try await page(call, problem: nil) }

    private func page(_ call: Call, problem: String?) async throws -> Reply {
        let state = try await site.election(call)
        let published = try await desk.published(state)
        let contested = ReleaseDesk.contested(state)
        let leftOut = Set(contested.map(\.unit))
        var corrections: [PublishPage.Correction] = []
        for (unit, old) in (published?.reports ?? [:]).sorted(by: { $0.key < $1.key }) {
            let id = state.definition.units.units[unit].id
            let current = leftOut.contains(id) ? nil : state.current(unit)
            guard current?.digest != old.digest else { continue }
            let isLowered = current.map { zip(old.report.listTotals, $0.report.listTotals).contains { $1 < $0 } } ?? false
            corrections.append(
                PublishPage.Correction(
                    unit: state.definition.units.units[unit], old: old.report.version, new: current?.report.version,
                    lowered: isLowered))
        }
        let proposal = try await desk.proposal(state.id).flatMap { proposal in
            proposal.isOpen
                ? PublishPage.Proposal(
                    status: proposal.status, reported: state.receivedStations - leftOut.count, author: proposal.author,
                    at: proposal.at, digest: proposal.digest, reason: proposal.reason, text: proposal.text,
                    isOwn: proposal.author == call.visitor.user?.name) : nil
        }
        let page = PublishPage(
            election: state.id, title: state.definition.title, published: published, received: state.receivedStations,
            expected: state.expectedStations,
            statuses: statuses(state, leftOut.count, after: published?.manifest.status, hasCorrections: !corrections.isEmpty),
            corrections: corrections,
            contested: contested, proposal: proposal,
            problem: problem, mayPublish: desk.holdsKeys(of: state.definition))
        return try await site.page(page, for: call, status: problem == nil ? .ok : .conflict)
    }

    /// Whether the status fits the election at all: a rehearsal is a test and nothing else is, and what was never published is not
    /// counted again.
    private static func isPossible(_ status: ResultsStatus, _ state: ElectionState, after last: ResultsStatus?) -> Bool {
        (status == .test) == state.definition.facts.isTest && (status != .recount || last != nil)
    }

    /// What may be published now.
    private func statuses(
        _ state: ElectionState, _ leftOut: Int, after last: ResultsStatus?, hasCorrections: Bool
    ) -> [ResultsStatus] {
        if state.definition.facts.isTest { return [.test] }
        let isComplete = state.receivedStations - leftOut == state.expectedStations
        let possible: [ResultsStatus] =
            isComplete ? [.completeUnofficial, .certified, .recount] : [.partialUnofficial, .recount]
        return possible.filter { next in
            last?.mayBeFollowed(by: next, hasCorrections: hasCorrections) ?? (next != .recount)
        }
    }

    private func release(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let state = try await site.election(call)
        do {
            switch call.form["do"] {
            case "propose":
                guard let status = call.form["status"].flatMap({ ResultsStatus(rawValue: $0) }) else {
                    throw Problem(.malformedRequest, "Choose a status.")
                }
                let last = try await desk.published(state)?.manifest.status
                guard Self.isPossible(status, state, after: last) else { throw ReleaseDesk.Refusal.changed }
                try await desk.propose(
                    state.id, status: status, reason: call.form["reason"], text: call.form["text"] ?? "", by: user.name,
                    now: call.now)
            case "confirm":
                guard let digest = call.form["digest"].flatMap({ Digest(hex: $0) }) else { throw ReleaseDesk.Refusal.changed }
                try await desk.confirm(state.id, digest: digest, by: user.name, now: call.now)
                return .seeOther(SitePath.election(state.id))
            default: try await desk.withdraw(state.id, by: user.name, now: call.now)
            }
        } catch let refusal as ReleaseDesk.Refusal {
            return try await page(call, problem: refusal.sentence(site.pages.words))
        }
        return .seeOther(SitePath.publish(state.id))
    }
}

extension ReleaseDesk.Refusal {
    fileprivate func sentence(_ words: Words) -> String {
        switch self {
        case .malformed(let error): error.description
        case .samePerson: words(CountPhrase.samePerson)
        case .changed: words(CountPhrase.publicationChanged)
        case .noKeys: words(CountPhrase.noKeys)
        case .notWritten(let fault): fault.description
        }
    }
}

extension ElectionState {
    /// Findings that are still open: not those in versions that another one has replaced.
    var publicFindings: [CountFinding] {
        ledger.findings.filter { finding in
            guard finding.code.severity == .error || finding.code == .tooEarly || finding.code == .w502 || finding.code == .w503
            else { return false }
            guard let version = finding.version, let unit = definition.units.index(of: finding.unit),
                let current = ledger[unit]?.report.version
            else { return true }
            return version >= current
        }.sorted()
    }
}
