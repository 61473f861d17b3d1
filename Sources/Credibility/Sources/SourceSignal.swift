public import Daylight

/// One thing that somebody says about a source; never added up to one score (credibility reference, section 7).
public struct SourceSignal: Hashable, Sendable {
    /// What kind of thing.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A fact-checker's code of principles.
        case code
        /// A tie in trust.txt.
        case tie
        /// A page about ownership, funding or ethics.
        case disclosure
        /// The Journalism Trust Initiative (CEN CWA 17493).
        case trustInitiative = "trust-initiative"
        /// How often the source's posts had claims that were corrected.
        case correctedClaims = "corrected-claims"
    }

    public let kind: Kind
    /// In words for people.
    public let statement: String
    /// Whoever says so.
    public let saidBy: String
    /// When it was said or seen; `nil` where nobody knows.
    public let date: CivilDate?
    /// Where it can be read.
    public let link: String?
    /// Whether it holds on the day that was asked for.
    public let isCurrent: Bool

    public init(kind: Kind, statement: String, saidBy: String, date: CivilDate?, link: String?, isCurrent: Bool) {
        (self.kind, self.statement, self.saidBy) = (kind, statement, saidBy)
        (self.date, self.link, self.isCurrent) = (date, link, isCurrent)
    }

    public var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "statement": .string(statement), "saidBy": .string(saidBy),
            "date": .optional(date?.description), "link": .optional(link), "current": .bool(isCurrent),
        ]
    }
}

extension SignatoryList.Signatory {
    /// What the list says about the fact-checker.
    public func signal(on day: CivilDate) -> SourceSignal {
        let until: String = if case .day(let last) = until { ", until \(last)" } else { "" }
        let since: CivilDate? = if case .day(let first) = since { first } else { nil }
        let state = isValid(on: day) ? status?.rawValue ?? "unknown" : "expired"
        return SourceSignal(
            kind: .code, statement: "\(name) keeps the code of \(network): \(state)\(until)", saidBy: network, date: since,
            link: evidence.isEmpty ? nil : evidence, isCurrent: isValid(on: day))
    }
}

extension SourceTies.Finding {
    /// The tie as a signal; the newest of the files gives the day.
    public var signal: SourceSignal {
        SourceSignal(
            kind: .tie, statement: "\(tie.rawValue) \(other): \(state.rawValue)",
            saidBy: saidBy.map(\.host.text).joined(separator: ", "), date: saidBy.map(\.day).max(),
            link: saidBy.first.map { "https://\($0.host)/trust.txt" }, isCurrent: state == .confirmed)
    }
}
