public import Daylight

extension DoubleEntry<EntrySheet> {
    /// Reads what ``json`` writes.
    ///
    /// - Throws: ``InputError`` for anything else.
    public init(_ value: JSONValue) throws(InputError) {
        let reader = try MemberReader(value, path: "")
        func entry(_ name: String) throws(InputError) -> Entry {
            let entry = try MemberReader(.object(reader.object(name)), path: "\(name)/")
            let sheet = entry.optional("sheet") == nil ? nil : EntrySheet(try entry.object("sheet"))
            return Entry(user: try entry.string("user"), report: sheet)
        }
        func finished(_ name: String) throws(InputError) -> Finished {
            let entry = try MemberReader(.object(reader.object(name)), path: "\(name)/")
            guard let verdict = EntryVerdict(rawValue: try entry.string("verdict")) else {
                throw entry.fault("verdict", "clean, withWarnings or withErrors", entry.optional("verdict"))
            }
            return Finished(
                user: try entry.string("user"), report: EntrySheet(try entry.object("sheet")), verdict: verdict)
        }
        guard let name = EntryState(rawValue: try reader.string("state")) else {
            throw reader.fault("state", "the name of a state", reader.optional("state"))
        }
        let state: State =
            switch name {
            case .empty: .empty
            case .firstInProgress: .firstInProgress(try entry("first"))
            case .firstHasErrors: .firstHasErrors(try finished("first"))
            case .firstFinalised: .firstFinalised(try finished("first"))
            case .secondInProgress: .secondInProgress(first: try finished("first"), try entry("second"))
            case .entriesDiffer: .entriesDiffer(first: try finished("first"), second: try finished("second"))
            case .firstCorrection: .firstCorrection(try entry("first"), second: try finished("second"))
            case .secondCorrection: .secondCorrection(first: try finished("first"), try entry("second"))
            case .definitive:
                .definitive(
                    Definitive(
                        report: EntrySheet(try reader.object("sheet")), firstUser: try reader.string("firstUser"),
                        secondUser: try reader.string("secondUser"), finishedAt: try reader.instant("finishedAt"),
                        finalisedWithWarnings: try reader.flag("withWarnings", default: nil)))
            }
        self.init(state: state)
    }

    public var json: JSONObject {
        var object: JSONObject = ["state": .string(name.rawValue)]
        switch state {
        case .empty: break
        case .firstInProgress(let first): object["first"] = first.json
        case .firstHasErrors(let first), .firstFinalised(let first): object["first"] = first.json
        case .secondInProgress(let first, let second): (object["first"], object["second"]) = (first.json, second.json)
        case .entriesDiffer(let first, let second): (object["first"], object["second"]) = (first.json, second.json)
        case .firstCorrection(let first, let second): (object["first"], object["second"]) = (first.json, second.json)
        case .secondCorrection(let first, let second): (object["first"], object["second"]) = (first.json, second.json)
        case .definitive(let definitive):
            object["sheet"] = .object(definitive.report.json)
            object["firstUser"] = .string(definitive.firstUser)
            object["secondUser"] = .string(definitive.secondUser)
            object["finishedAt"] = .string(definitive.finishedAt.description)
            object["withWarnings"] = .bool(definitive.finalisedWithWarnings)
        }
        return object
    }

    /// The state without what it holds.
    public var name: EntryState {
        switch state {
        case .empty: .empty
        case .firstInProgress: .firstInProgress
        case .firstHasErrors: .firstHasErrors
        case .firstFinalised: .firstFinalised
        case .secondInProgress: .secondInProgress
        case .entriesDiffer: .entriesDiffer
        case .firstCorrection: .firstCorrection
        case .secondCorrection: .secondCorrection
        case .definitive: .definitive
        }
    }

    /// The entry that somebody is at, and what it is compared with.
    public var open: (entry: Entry, place: EntryPlace, other: Finished?)? {
        switch state {
        case .firstInProgress(let entry): (entry, .first, nil)
        case .secondInProgress(let first, let entry), .secondCorrection(let first, let entry): (entry, .second, first)
        case .firstCorrection(let entry, let second): (entry, .first, second)
        case .empty, .firstHasErrors, .firstFinalised, .entriesDiffer, .definitive: nil
        }
    }
}

/// The states of a double entry by name (tally reference, section 1.4).
public enum EntryState: String, CaseIterable, Hashable, Sendable {
    case empty, firstInProgress, firstHasErrors, firstFinalised, secondInProgress, entriesDiffer, firstCorrection
    case secondCorrection, definitive
}

extension DoubleEntry<EntrySheet>.Entry {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["user": .string(user)]
        if let report { object["sheet"] = .object(report.json) }
        return .object(object)
    }
}

extension DoubleEntry<EntrySheet>.Finished {
    fileprivate var json: JSONValue {
        ["user": .string(user), "sheet": .object(report.json), "verdict": .string(verdict.rawValue)]
    }
}
