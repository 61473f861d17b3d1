import Credibility
import Daylight
import HTTPTypes
import Storage

/// Where reviewers write findings about items and settle the checklist.
struct LeakWorkRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/leaks/{leak}/items/{number}", access: .person(.reviewer), handle: item),
            Route(.post, "/leaks/{leak}/items/{number}", access: .person(.reviewer), body: .form, handle: assess),
            Route(.get, "/leaks/{leak}/redaction", access: .person(.reviewer), handle: checklist),
            Route(.post, "/leaks/{leak}/redaction", access: .person(.reviewer), body: .form, handle: settle),
        ]
    }

    private func found(_ call: Call) async throws -> (kept: LeakDesk.Kept, index: Int) {
        let kept = try await site.writtenLeak(call)
        guard let number = Int(try call.parameter("number")), (1...kept.leak.items.count).contains(number) else {
            throw Problem.notFound("This item")
        }
        return (kept, number - 1)
    }

    private func page(_ leak: LeakCase, _ index: Int, _ filled: Filled, version: Int) -> LeakItemPage {
        LeakItemPage(
            id: leak.id, title: leak.title, version: version, item: leak.items[index], number: index + 1, filled: filled,
            isLast: index + 1 == leak.items.count)
    }

    private func item(_ call: Call) async throws -> Reply {
        let (kept, index) = try await found(call)
        return try await site.page(
            page(kept.leak, index, Filled(kept.leak.items[index]), version: kept.version), for: call)
    }

    private func assess(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let (kept, index) = try await found(call)
        var reading = FormReading(call.form)
        var written: [(aspect: LeakAspect, finding: LeakFinding, isForAll: Bool)] = []
        for aspect in LeakAspect.allCases {
            guard let finding = LeakFinding(&reading, aspect, by: user.name, at: call.now) else { continue }
            let isForAll = aspect.isOfTheWholeFind && call.form["\(aspect.rawValue)-all"] != nil
            // What says the same as before keeps its date and who found it.
            guard isForAll || !(kept.leak.items[index].findings[aspect]?.saysTheSame(as: finding) ?? false) else { continue }
            written.append((aspect, finding, isForAll))
        }
        guard reading.isRight else {
            return try await site.page(
                page(kept.leak, index, reading.filled, version: call.seenVersion), for: call, status: .unprocessableContent)
        }
        let isNext = call.form["next"] != nil && index + 1 < kept.leak.items.count
        let location = isNext ? "\(SitePath.leak(kept.leak.id))/items/\(index + 2)" : nil
        guard !written.isEmpty else { return .seeOther(location ?? SitePath.leak(kept.leak.id)) }
        return try await site.changed(kept.leak.id, by: user.name, call, then: location) { [written] leak throws(LeakRefusal) in
            for (aspect, finding, isForAll) in written {
                try leak.assess(index, aspect, finding)
                if isForAll { try leak.assess(nil, aspect, finding) }
            }
        }
    }

    private func checklist(_ call: Call) async throws -> Reply {
        let kept = try await site.writtenLeak(call)
        let (leak, version) = (kept.leak, kept.version)
        return try await site.page(
            LeakRedactionPage(id: leak.id, title: leak.title, version: version, filled: Filled(leak.redaction)), for: call)
    }

    private func settle(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let leak = try await site.writtenLeak(call).leak
        var reading = FormReading(call.form)
        var points: [(LeakPrivateMatter, LeakRedaction?)] = []
        for matter in LeakPrivateMatter.allCases {
            let outcome = reading.outcome(matter)
            guard outcome != leak.redaction[matter]?.outcome else { continue }
            let point = outcome.flatMap { try? LeakRedaction($0, by: user.name, at: call.now) }
            if outcome != nil, point == nil { reading.refuse("\(matter.rawValue)-reason", .control) }
            points.append((matter, point))
        }
        guard reading.isRight else {
            return try await site.page(
                LeakRedactionPage(
                    id: leak.id, title: leak.title, version: call.seenVersion, filled: reading.filled), for: call,
                status: .unprocessableContent)
        }
        guard !points.isEmpty else { return .seeOther(SitePath.leak(leak.id)) }
        return try await site.changed(leak.id, by: user.name, call) { [points] leak throws(LeakRefusal) in
            for (matter, point) in points { try leak.redact(matter, point) }
        }
    }
}

extension FormReading {
    /// How a point of the checklist is settled; `nil` while it is open.
    fileprivate mutating func outcome(_ matter: LeakPrivateMatter) -> LeakRedaction.Outcome? {
        let name = matter.rawValue
        switch filled[name] {
        case "done": return .done
        case "not-applicable":
            return .notApplicable(reason: text("\(name)-reason", limit: LeakRedaction.reasonLimit))
        default: return nil
        }
    }
}

extension LeakFinding {
    /// What was typed about an aspect; `nil` for nothing at all, or after a refusal.
    fileprivate init?(_ reading: inout FormReading, _ aspect: LeakAspect, by author: String, at moment: Timestamp) {
        let name = aspect.rawValue
        let hasLevel = !reading.filled["\(name)-level"].isEmpty
        let hasWords = reading.optional("\(name)-sentence", limit: Self.sentenceLimit, mayBreak: true) != nil
        let links = reading.addresses("\(name)-evidence", limit: Self.evidenceLimit)
        guard hasLevel || hasWords || !links.isEmpty else { return nil }
        let level = reading.choice("\(name)-level", LeakLevel.self)
        let sentence = reading.text("\(name)-sentence", limit: Self.sentenceLimit, mayBreak: true)
        guard let level, reading.isRight else { return nil }
        do { try self.init(level, sentence: sentence, evidence: links, by: author, at: moment) } catch {
            reading.refuse("\(name)-sentence", .control)
            return nil
        }
    }

    fileprivate func saysTheSame(as other: LeakFinding) -> Bool {
        level == other.level && sentence == other.sentence && evidence == other.evidence
    }
}

extension Filled {
    fileprivate init(_ item: LeakItem) {
        for (aspect, finding) in item.findings {
            values["\(aspect.rawValue)-level"] = finding.level.rawValue
            values["\(aspect.rawValue)-sentence"] = finding.sentence
            values["\(aspect.rawValue)-evidence"] = finding.evidence.map(\.text).joined(separator: "\n")
        }
    }

    fileprivate init(_ redaction: [LeakPrivateMatter: LeakRedaction]) {
        for (matter, point) in redaction {
            values[matter.rawValue] = point.outcome.name
            if case .notApplicable(let reason) = point.outcome { values["\(matter.rawValue)-reason"] = reason }
        }
    }
}
