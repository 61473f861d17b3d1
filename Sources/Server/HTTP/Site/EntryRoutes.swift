import Daylight
import HTTPTypes
import Storage
import Tally

/// Typing the reports of polling stations twice, and deciding where the two differ.
struct EntryRoutes: Sendable {
    let site: Site

    private static let unit = QueryParameter("unit", "Id or name of a unit.", schema: .text(limit: 256), example: "S1")
    /// Most stations that the list shows.
    private static let rowLimit = 300

    private var desk: EntryDesk { EntryDesk(counts: site.counts) }

    var routes: [Route] {
        [
            Route(.get, "/count/{election}", access: .person(.clerk), query: [Self.unit], handle: list),
            Route(.get, "/count/{election}/{unit}", access: .person(.clerk), handle: entry),
            Route(.post, "/count/{election}/{unit}", access: .person(.clerk), body: .form, handle: act),
            Route(.get, "/count/{election}/{unit}/{section}", access: .person(.clerk), handle: section),
            Route(.post, "/count/{election}/{unit}/{section}", access: .person(.clerk), body: .form, handle: save),
        ]
    }

    /// What an address names.
    private struct Place {
        let state: ElectionState
        let index: Int

        var unit: ReportingUnit { state.definition.units.units[index] }
    }

    private func place(_ call: Call) async throws -> Place {
        let state = try await site.election(call)
        guard let index = state.definition.units.index(of: try call.parameter("unit")),
            state.definition.units.units[index].level == .station
        else { throw Problem.notFound("This polling station") }
        return Place(state: state, index: index)
    }

    private func list(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let state = try await site.election(call)
        let units = state.definition.units
        let stations = units.units.indices.filter { units.units[$0].level == .station }
        let wanted = call.query["unit"]?.lowercased()
        if let wanted,
            let found = stations.first(where: {
                units.units[$0].id.lowercased() == wanted || units.units[$0].name?.lowercased() == wanted
            })
        {
            return .seeOther(SitePath.entry(state.id, units.units[found].id))
        }
        let entries = try await desk.entries(state.id)
        let rows = stations.map { index in
            let entry = entries[units.units[index].id]?.entry
            return EntriesPage.Row(
                unit: units.units[index], state: entry?.name ?? .empty, isOwn: entry?.open?.entry.user == user.name,
                version: state.current(index)?.report.version)
        }
        let page = EntriesPage(
            election: state.id, title: state.definition.title,
            rows: Array(rows.enumerated().sorted { Self.rank($0) < Self.rank($1) }.prefix(Self.rowLimit).map(\.element)),
            counts: Dictionary(rows.map { ($0.state, 1) }, uniquingKeysWith: +), notFound: call.query["unit"])
        return try await site.page(page, for: call, status: wanted == nil ? .ok : .notFound)
    }

    /// What waits for a person first; of the same kind in the order of the definition.
    private static func rank(_ row: (offset: Int, element: EntriesPage.Row)) -> (Int, Int) {
        let order: [EntryState] = [
            .entriesDiffer, .firstHasErrors, .firstCorrection, .secondCorrection, .firstInProgress, .secondInProgress,
            .firstFinalised, .empty, .definitive,
        ]
        return ((row.element.isOwn ? -1 : order.firstIndex(of: row.element.state) ?? order.count), row.offset)
    }

    private func entry(_ call: Call) async throws -> Reply { try await page(call, place(call)) }

    /// The overview, after what was asked for could not be done when there is a problem.
    private func page(_ call: Call, _ place: Place, problem: CountPhrase? = nil) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let kept = try await desk.entry(place.state.id, place.unit.id)
        let shown = sheet(kept.entry, user)
        let page = EntryPage(
            election: place.state.id, unit: place.unit, definition: place.state.definition,
            stage: stage(kept.entry, place, user.name),
            findings: try shown.flatMap { try desk.judged($0, place.unit.id, place.state)?.findings } ?? [],
            isCoordinator: Self.mayDecide(user, kept.entry), problem: problem, mustAccept: problem == .warnings)
        return try await site.page(page, for: call, status: problem == nil ? .ok : .conflict)
    }

    /// The sheet whose findings the visitor may see: the own one, or the one that waits for a decision.
    private func sheet(_ entry: EntryDesk.Entry, _ user: User) -> EntrySheet? {
        if let open = entry.open { return open.entry.user == user.name ? open.entry.report : nil }
        // Whoever may still type the second entry does not see what the first one holds.
        guard case .firstHasErrors(let first) = entry.state, first.user == user.name || user.role >= .reviewer else { return nil }
        return first.report
    }

    /// A coordinator decides, but not about an entry of their own.
    private static func mayDecide(_ user: User, _ entry: EntryDesk.Entry) -> Bool {
        guard user.role >= .reviewer else { return false }
        return switch entry.state {
        case .firstHasErrors(let first): first.user != user.name
        case .entriesDiffer(let first, let second): ![first.user, second.user].contains(user.name)
        default: true
        }
    }

    private func stage(_ entry: EntryDesk.Entry, _ place: Place, _ user: String) -> EntryPage.Stage {
        if let open = entry.open {
            guard open.entry.user == user else { return .taken(by: open.entry.user) }
            return .own(
                open.entry.report ?? EntrySheet(), isSecond: open.place == .second,
                isCorrection: entry.name == .firstCorrection || entry.name == .secondCorrection)
        }
        switch entry.state {
        case .firstHasErrors(let first): return .hasErrors(by: first.user)
        case .firstFinalised(let first): return first.user == user ? .needsAnother : .open(isSecond: true)
        case .entriesDiffer(let first, let second):
            let fields = first.report.differences(from: second.report, of: place.state.definition)
            return .differs(
                EntryPage.Differences(
                    rows: fields.map { .init(field: $0, first: first.report[$0], second: second.report[$0]) },
                    firstUser: first.user, secondUser: second.user, firstHasErrors: first.verdict == .withErrors,
                    secondHasErrors: second.verdict == .withErrors))
        case .definitive(let definitive):
            return .definitive(
                place.state.current(place.index)?.digest, finishedAt: definitive.finishedAt,
                withWarnings: definitive.finalisedWithWarnings)
        default: return .open(isSecond: false)
        }
    }

    private func act(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let place = try await place(call)
        do {
            switch call.form["do"] ?? "" {
            case "claim":
                try await desk.apply(.claim(user.name), to: place.unit.id, of: place.state, now: call.now)
                return .seeOther(SitePath.entrySection(place.state.id, place.unit.id, .votes))
            case "finish":
                _ = try await desk.finish(
                    place.unit.id, of: place.state, by: user.name, acceptingWarnings: call.form["accept"] != nil, now: call.now)
            case "discard": try await desk.apply(.discard(user.name), to: place.unit.id, of: place.state, now: call.now)
            case let name:
                let entry = try await desk.entry(place.state.id, place.unit.id).entry
                guard Self.mayDecide(user, entry) else {
                    throw Problem(.notAllowed, "A coordinator decides this, who has not typed it.")
                }
                guard let event = Self.decisions[name] else {
                    throw Problem(.malformedRequest, "There is nothing called \(name).")
                }
                try await desk.apply(event, to: place.unit.id, of: place.state, now: call.now)
            }
        } catch let refusal as EntryDesk.Refusal {
            return try await page(call, place, problem: refusal.phrase)
        }
        return .seeOther(SitePath.entry(place.state.id, place.unit.id))
    }

    /// What a coordinator may decide.
    private static let decisions: [String: EntryDesk.Entry.Event] = [
        "resumeFirst": .resumeFirst, "discardFirst": .discardFirst, "discardBoth": .discardBoth, "keepFirst": .keep(.first),
        "keepSecond": .keep(.second), "sendBackFirst": .sendBack(.first), "sendBackSecond": .sendBack(.second),
        "reset": .reset,
    ]

    private func section(_ call: Call, of place: Place) throws -> EntrySheet.Section {
        let slug = try call.parameter("section")
        let sections = EntrySheet.sections(of: place.state.definition)
        guard let section = sections.first(where: { $0.slug == slug }) else { throw Problem.notFound("This section") }
        return section
    }

    /// The visitor's own sheet; `nil` when the visitor types nothing here.
    private func own(_ call: Call, _ place: Place) async throws -> (EntrySheet, EntryDesk.Entry)? {
        let entry = try await desk.entry(place.state.id, place.unit.id).entry
        guard let open = entry.open, open.entry.user == call.visitor.user?.name else { return nil }
        return (open.entry.report ?? EntrySheet(), entry)
    }

    private func section(_ call: Call) async throws -> Reply {
        let place = try await place(call)
        let section = try section(call, of: place)
        guard let (sheet, entry) = try await own(call, place) else { return try await page(call, place) }
        return try await self.page(call, place, section, sheet, entry)
    }

    private func page(
        _ call: Call, _ place: Place, _ section: EntrySheet.Section, _ sheet: EntrySheet, _ entry: EntryDesk.Entry,
        problems: [String: EntrySheet.Problem] = [:], differing: Set<String> = []
    ) async throws -> Reply {
        let page = EntrySectionPage(
            election: place.state.id, unit: place.unit, definition: place.state.definition, sheet: sheet, section: section,
            isSecond: entry.open?.place == .second, problems: problems, differing: differing)
        return try await site.page(page, for: call, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func save(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let place = try await place(call)
        let definition = place.state.definition
        let section = try section(call, of: place)
        guard let (saved, entry) = try await own(call, place) else {
            return try await page(call, place, problem: .notYourEntry)
        }
        var sheet = saved
        sheet.fill(section, of: definition) { call.form[$0] }
        do {
            try await desk.apply(.save(user.name, sheet), to: place.unit.id, of: place.state, now: call.now)
        } catch let refusal as EntryDesk.Refusal {
            return try await page(call, place, problem: refusal.phrase)
        }
        let problems = sheet.problems(section, of: definition)
        guard problems.isEmpty else { return try await page(call, place, section, sheet, entry, problems: problems) }
        if call.form["looked"] == nil, let other = entry.open?.other?.report {
            let names = Set(sheet.fields(section, of: definition).map(\.name))
            let differing = names.filter { sheet[$0] != other[$0] }
            guard differing.isEmpty else { return try await page(call, place, section, sheet, entry, differing: differing) }
        }
        let sections = EntrySheet.sections(of: definition)
        guard let index = sections.firstIndex(of: section), index + 1 < sections.count else {
            return .seeOther(SitePath.entry(place.state.id, place.unit.id))
        }
        return .seeOther(SitePath.entrySection(place.state.id, place.unit.id, sections[index + 1]))
    }
}

extension EntryDesk.Refusal {
    fileprivate var phrase: CountPhrase {
        switch self {
        case .rule(.alreadyClaimed): .alreadyClaimed
        case .rule(.sameUser): .sameUser
        case .rule(.notYourEntry): .notYourEntry
        case .rule(.hasErrors): .hasErrors
        case .rule(.keptEntryHasErrors): .keptEntryHasErrors
        case .rule(.notNow): .notNow
        case .changed: .changed
        case .incomplete: .incomplete
        case .needsSignature: .needsSignature
        case .warnings: .warnings
        case .notTaken: .notTaken
        }
    }
}

extension Site {
    /// The election that an address names.
    func election(_ call: Call) async throws -> ElectionState {
        guard let state = try await counts.state(try call.parameter("election")) else {
            throw Problem.notFound("This election")
        }
        return state
    }
}
