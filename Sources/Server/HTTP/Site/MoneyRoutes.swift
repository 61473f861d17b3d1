import Daylight
import HTTPTypes
import Sponsorship
import Storage

/// Where the money went, and what parties promised.
struct MoneyRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, SitePath.money, query: Self.parameters, handle: money),
            Route(.get, SitePath.moneyCSV, query: Self.parameters, handle: moneyCSV),
            Route(.get, SitePath.moneyEdgesCSV, query: Self.parameters, handle: edgesCSV),
            Route(.get, SitePath.moneyJSON, query: Self.parameters, isShared: true, handle: moneyJSON),
            Route(.get, SitePath.moneySVG, query: Self.parameters, handle: moneyPicture),
            Route(.get, SitePath.pledges, handle: pledges),
            Route(.get, SitePath.pledgesCSV, handle: pledgesCSV),
            Route(.get, SitePath.pledgesJSON, isShared: true, handle: pledgesJSON),
        ]
    }

    private static let parameters = [
        QueryParameter("from", "First day of the time that is looked at.", example: "2026-08-01"),
        QueryParameter("to", "Last day of it.", example: "2026-08-31"),
    ]

    /// The days asked for; what is left out is open.
    private static func span(_ call: Call) throws -> MoneySpan {
        func day(_ name: String) throws -> CivilDate? {
            guard let text = call.query[name], !text.isEmpty else { return nil }
            guard let day = CivilDate(iso8601: text) else {
                throw Problem(InputError(field: name, expected: "a day such as 2026-08-01", found: text), pointer: "#\(name)")
            }
            return day
        }
        guard let span = MoneySpan(from: try day("from"), to: try day("to")) else {
            let fault = InputError(field: "to", expected: "a day that is not before the first", found: call.query["to"] ?? "")
            throw Problem(fault, pointer: "#to")
        }
        return span
    }

    private func content(_ call: Call) async throws -> MoneyPage.Content? {
        let span = try Self.span(call)
        guard let record = try await site.store.adRecord(.money, AdFindingDesk.moneyKey) else { return nil }
        let answer: MoneyAnswer
        do { answer = try MoneyFile(record.body, suffixes: .wellKnown).answer(in: span.period) } catch {
            throw StoreError.damaged("money, version \(record.version): \(error.description)")
        }
        let words = site.pages.words
        return MoneyPage.Content(
            answer: answer, recorded: record.created, picture: MoneyPicture(answer, words)?.drawing(words), span: span)
    }

    private func known(_ call: Call) async throws -> MoneyPage.Content {
        guard let content = try await content(call) else { throw Problem.notFound("Any record of money") }
        return content
    }

    private func money(_ call: Call) async throws -> Reply { try await site.page(MoneyPage(content: content(call)), for: call) }

    private func moneyCSV(_ call: Call) async throws -> Reply {
        let content = try await known(call)
        var table = CommaSeparated(columns: [
            "advertiser", "end", "site", "low", "high", "currency", "lists", "accounts",
        ])
        for report in content.answer.followed {
            for end in MoneyEnd.allCases {
                let amount = report.interval(end)
                table.append([
                    report.advertiser, end.rawValue, "", amount.low.text(), amount.high.text(), content.answer.currency, "", "",
                ])
            }
            for arrival in report.rated {
                let amount = MoneyInterval(arrival.amounts)
                table.append([
                    report.advertiser, MoneyEnd.listed.rawValue, arrival.site.text, amount.low.text(), amount.high.text(),
                    content.answer.currency, arrival.lists.map { "\($0.name), \($0.date)" }.joined(separator: "; "),
                    arrival.accounts.map { "\($0.name) (\($0.basis.rawValue))" }.joined(separator: "; "),
                ])
            }
        }
        return .download(table.bytes, type: MediaTypeText.csv, name: "money.csv")
    }

    private func edgesCSV(_ call: Call) async throws -> Reply {
        let content = try await known(call)
        var table = CommaSeparated(columns: ["from", "to", "low", "high", "currency", "start", "end", "evidence", "weight"])
        for edge in content.answer.edges {
            // By scenario, so that in each column what comes to a party also leaves it.
            let (low, high) = (edge.amounts.first ?? .zero, edge.amounts.last ?? .zero)
            table.append([
                edge.payer, edge.payee, low.text(), high.text(), content.answer.currency,
                edge.period?.start.description ?? "", edge.period?.end.description ?? "", edge.evidence?.rawValue ?? "",
                String(edge.weight),
            ])
        }
        return .download(table.bytes, type: MediaTypeText.csv, name: "edges.csv")
    }

    private func moneyJSON(_ call: Call) async throws -> Reply { .json(try await known(call).answer.json) }

    private func moneyPicture(_ call: Call) async throws -> Reply {
        guard let picture = try await known(call).picture else { throw Problem.notFound("A picture of the money") }
        return Reply(type: MediaTypeText.svg, body: picture.file)
    }

    private func checked(_ call: Call) async throws -> [CheckedPledge] {
        try await PledgeDesk(findings: AdFindingDesk(site)).pledges(now: call.now)
    }

    private func pledges(_ call: Call) async throws -> Reply {
        try await site.page(PledgesPage(pledges: checked(call)), for: call)
    }

    private func pledgesCSV(_ call: Call) async throws -> Reply {
        var table = CommaSeparated(columns: ["party", "since", "link", "promise", "standing", "reason", "path"])
        for checked in try await checked(call) {
            for outcome in checked.outcomes {
                let pledge = checked.pledge
                let row = [pledge.party, pledge.since.description, pledge.link.text, outcome.promise.rawValue]
                if outcome.reasons.isEmpty { table.append(row + [outcome.standing.rawValue, "", ""]) }
                for reason in outcome.reasons { table.append(row + [reason.standing.rawValue, reason.text, reason.path]) }
            }
        }
        return .download(table.bytes, type: MediaTypeText.csv, name: "pledges.csv")
    }

    private func pledgesJSON(_ call: Call) async throws -> Reply { .json(.array(try await checked(call).map(\.json))) }
}
