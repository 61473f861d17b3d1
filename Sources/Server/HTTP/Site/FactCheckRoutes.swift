import Credibility
import Daylight
import HTTPTypes
import Storage

/// Fact-checks for readers and other programs, and the form in which they are written.
struct FactCheckRoutes: Sendable {
    let site: Site

    /// Most fact-checks on a page of the list.
    private static let pageLimit = 100

    var routes: [Route] {
        [
            Route(.get, SitePath.factChecks, query: [.words], handle: list),
            Route(.get, SitePath.factCheckFeed, isShared: true, handle: feed),
            Route(.get, SitePath.newFactCheck, access: .person(.reviewer), handle: form),
            Route(.post, SitePath.newFactCheck, access: .person(.reviewer), body: .form, handle: write),
            Route(.get, "/fact-checks/{check}", handle: check),
            Route(.get, "/fact-checks/{check}/edit", access: .person(.reviewer), handle: editForm),
            Route(.post, "/fact-checks/{check}/edit", access: .person(.reviewer), body: .form, handle: edit),
            Route(.post, "/fact-checks/{check}/withdraw", access: .person(.reviewer), body: .form, handle: withdraw),
            Route(.get, "/fact-checks/{check}/versions/{number}", isShared: true, handle: version),
        ]
    }

    private var terms: FactCheckTerms { FactCheckTerms(publisher: site.configuration.organisation) }

    private func list(_ call: Call) async throws -> Reply {
        let query = call.query["q"] ?? ""
        let all = try await site.factChecks.all()
        let wanted = SearchWords.of(query, limit: SearchWords.queryLimit)
        let found = all.lazy.filter { published in
            guard !wanted.isEmpty else { return true }
            let known = Set(SearchWords.of("\(published.check.claim)\n\(published.check.publisher)"))
            return wanted.allSatisfy(known.contains)
        }
        let items = found.prefix(Self.pageLimit).map { FactChecksPage.Item(check: $0.check, isWithdrawn: $0.isWithdrawn) }
        let mayWrite = call.visitor.user.map { $0.role >= .reviewer } ?? false
        return try await site.page(
            FactChecksPage(items: Array(items), query: query, total: all.count, mayWrite: mayWrite), for: call)
    }

    /// What counts, for others to read (credibility reference, section 4.4).
    private func feed(_: Call) async throws -> Reply {
        let checks = try await site.factChecks.all().filter(\.counts).map(\.check)
        return .json(FactCheckFeed(checks, terms: terms).json, type: "application/ld+json; charset=utf-8")
    }

    private func check(_ call: Call) async throws -> Reply {
        let versions = try await versions(call)
        guard let newest = versions.last else { throw Problem.notFound("This fact-check") }
        var rows: [FactCheckPage.Version] = []
        for version in versions {
            rows.append(
                FactCheckPage.Version(
                    number: version.version, verdict: version.check.verdict, isWithdrawn: version.isWithdrawn,
                    created: version.created, statement: try await site.number(of: version.statement)))
        }
        let mayChange = call.visitor.user.map { $0.role >= .reviewer } ?? false
        let page = FactCheckPage(
            check: newest.check, isWithdrawn: newest.isWithdrawn, versions: rows, terms: terms, mayChange: mayChange)
        return try await site.page(page, for: call)
    }

    /// The canonical bytes, whose digest is on the log.
    private func version(_ call: Call) async throws -> Reply {
        guard let number = Int(try call.parameter("number")),
            let record = try await site.store.record(.factCheck, key: call.parameter("check"), version: number)
        else { throw Problem.notFound("This version") }
        return Reply(type: MediaTypeText.json, body: record.body, caching: .immutable)
    }

    private func versions(_ call: Call) async throws -> [FactCheckDesk.Published] {
        try await site.factChecks.versions(call.parameter("check"))
    }

    private func form(_ call: Call) async throws -> Reply {
        var filled = Filled()
        filled.values["reviewDate"] = call.now.day.description
        return try await site.page(FactCheckFormPage(corrected: nil, filled: filled), for: call)
    }

    private func editForm(_ call: Call) async throws -> Reply {
        guard let newest = try await versions(call).last else { throw Problem.notFound("This fact-check") }
        return try await site.page(
            FactCheckFormPage(corrected: newest.check.id.hex, filled: Filled(newest.check)), for: call)
    }

    private func write(_ call: Call) async throws -> Reply { try await take(call, correcting: nil) }

    private func edit(_ call: Call) async throws -> Reply {
        guard let newest = try await versions(call).last else { throw Problem.notFound("This fact-check") }
        return try await take(call, correcting: newest)
    }

    private func take(_ call: Call, correcting earlier: FactCheckDesk.Published?) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        var reading = FormReading(call.form)
        let written = WrittenFactCheck(&reading, today: call.now.day)
        guard reading.isRight, let written else {
            return try await site.page(
                FactCheckFormPage(corrected: earlier?.check.id.hex, filled: reading.filled), for: call,
                status: .unprocessableContent)
        }
        let record = site.factChecks.policy(now: call.now).record(of: written)
        // Another claim or address is another fact-check; the one that it replaces must not go on.
        if let earlier, earlier.check.id != record.id {
            _ = try await site.factChecks.withdraw(earlier.check.id.hex, by: user.name, now: call.now)
        }
        let published = try await site.factChecks.publish(record, by: user.name, now: call.now)
        return .seeOther(SitePath.factCheck(published.check.id.hex))
    }

    private func withdraw(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let id = try call.parameter("check")
        guard try await site.factChecks.withdraw(id, by: user.name, now: call.now) != nil else {
            throw Problem.notFound("This fact-check")
        }
        return .seeOther(SitePath.factCheck(id))
    }
}

extension WrittenFactCheck {
    /// What was typed; `nil` after a refusal.
    fileprivate init?(_ reading: inout FormReading, today: CivilDate) {
        let claim = reading.text("claim", limit: 2000, mayBreak: true)
        let verdict = reading.text("verdict", limit: 200)
        let address = WebAddress(reading.text("url", limit: 2048))
        if address == nil { reading.refuse("url", .notAWebAddress) }
        var days: [String: CivilDate] = [:]
        for field in ["reviewDate", "claimDate"] {
            guard let text = reading.optional(field, limit: 10) else { continue }
            days[field] = CivilDate(iso8601: text)
            if let day = days[field] {
                if day > today { reading.refuse(field, .dayInFuture) }
            } else {
                reading.refuse(field, .notADay)
            }
        }
        let places = (reading.optional("appearances", limit: 20_000, mayBreak: true) ?? "").split(whereSeparator: \.isNewline)
        let appearances = places.prefix(100).compactMap { WebAddress(String($0.filter { !$0.isWhitespace })) }
        if appearances.count < places.count { reading.refuse("appearances", .notAWebAddress) }
        guard let address else { return nil }
        self.init(
            url: address, publisherName: reading.optional("publisher", limit: 200), claim: claim,
            claimant: reading.optional("claimant", limit: 200), claimDate: days["claimDate"], appearances: appearances,
            reviewDate: days["reviewDate"] ?? today, language: reading.optional("language", limit: 35), verdictText: verdict)
    }
}

extension Filled {
    fileprivate init(_ check: FactCheck) {
        values = [
            "claim": check.claim, "verdict": check.verdictText ?? "", "url": check.url, "publisher": check.publisherName ?? "",
            "reviewDate": check.reviewDate?.description ?? "", "claimant": check.claimant ?? "",
            "claimDate": check.claimDate?.description ?? "", "appearances": check.appearances.joined(separator: "\n"),
            "language": check.language ?? "",
        ]
    }
}
