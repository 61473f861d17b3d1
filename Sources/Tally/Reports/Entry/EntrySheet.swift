public import Daylight

/// What one person types from the paper report of a polling station: every field as text, so that it can be kept half done. It
/// becomes a report when all of it is there.
public struct EntrySheet: Hashable, Sendable {
    /// A page of the sheet, in the order of the paper.
    public enum Section: Hashable, Sendable {
        case votes
        case differences
        /// The candidates of a list, by the list's place in the definition.
        case list(Int)
    }

    /// A box of the paper report.
    public struct Field: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            case count
            case tick
        }

        /// The JSON pointer into the report without its first slash.
        public let name: String
        public let kind: Kind
    }

    /// What a field that cannot be used holds.
    public enum Problem: Hashable, Sendable {
        /// No whole number of at most nine digits.
        case notACount
    }

    /// The field that says where the votes were counted; its values are those of ``CountingMethod``.
    public static let methodField = "countingMethod"
    /// Longest text of a field in bytes.
    private static let textLimit = 32

    private var values: [String: String] = [:]

    public init() {}

    public subscript(_ name: String) -> String { values[name] ?? "" }

    public var method: CountingMethod { CountingMethod(rawValue: self[Self.methodField]) ?? .decentral }

    public static func sections(of definition: ElectionDefinition) -> [Section] {
        [.votes, .differences] + definition.lists.indices.map(Section.list)
    }

    /// The fields of a section in the order of the paper.
    public func fields(_ section: Section, of definition: ElectionDefinition) -> [Field] {
        switch section {
        case .votes:
            let cards = definition.hasVoterCards ? ["voterCards"] : []
            return Self.counts(["pollCards", "proxies"] + cards + ["admittedVoters"])
                + Self.counts(definition.lists.indices.map { "listTotals/\($0)/total" })
                + Self.counts(["validVotes", "blank", "invalid", "votesCast"])
        case .differences:
            let central =
                method == .central
                ? ["extraInvestigation/otherReason", "extraInvestigation/recounted"] + [
                    "stationDifferences/explained", "stationDifferences/perList",
                ]
                : []
            return Self.ticks(["compare/equal", "compare/castGreater", "compare/castSmaller"])
                + Self.counts(["moreBallots", "fewerBallots"])
                + Self.ticks((["differenceExplained"] + central).flatMap { ["\($0)/yes", "\($0)/no"] })
        case .list(let index):
            return Self.counts(
                (0..<definition.lists[index].candidateCount).map { "lists/\(index)/candidates/\($0)/votes" }
                    + ["lists/\(index)/total"])
        }
    }

    private static func counts(_ names: [String]) -> [Field] { names.map { Field(name: $0, kind: .count) } }
    private static func ticks(_ names: [String]) -> [Field] { names.map { Field(name: $0, kind: .tick) } }

    /// Whether a section was saved.
    public func has(_ section: Section, of definition: ElectionDefinition) -> Bool {
        fields(section, of: definition).allSatisfy { values[$0.name] != nil }
    }

    /// Takes what was typed into a section. An empty box counts as 0, as on paper; leading zeros mean nothing.
    ///
    /// - Parameter typed: the text of a field; `nil` where nothing came.
    public mutating func fill(_ section: Section, of definition: ElectionDefinition, _ typed: (String) -> String?) {
        if section == .votes { values[Self.methodField] = typed(Self.methodField).flatMap(CountingMethod.init)?.rawValue }
        for field in fields(section, of: definition) {
            let text = typed(field.name) ?? ""
            values[field.name] = field.kind == .tick ? (text.isEmpty ? "" : "on") : Self.count(text)
        }
    }

    private static func count(_ text: String) -> String {
        let trimmed = text.filter { $0 != " " }
        guard trimmed.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return String(decoding: trimmed.utf8.prefix(textLimit), as: UTF8.self)
        }
        let digits = trimmed.drop { $0 == "0" }
        return digits.isEmpty ? "0" : String(digits.prefix(textLimit))
    }

    /// What cannot be used in a section, by field.
    public func problems(_ section: Section, of definition: ElectionDefinition) -> [String: Problem] {
        var problems: [String: Problem] = [:]
        for field in fields(section, of: definition) where field.kind == .count && value(field.name) == nil {
            problems[field.name] = .notACount
        }
        return problems
    }

    private func value(_ name: String) -> Int64? {
        Int64(self[name]).flatMap { StationReport.countRange.contains($0) ? $0 : nil }
    }

    /// Whether every section was saved and can be used.
    public func isComplete(of definition: ElectionDefinition) -> Bool {
        Self.sections(of: definition).allSatisfy { has($0, of: definition) && problems($0, of: definition).isEmpty }
    }

    /// The report that the sheet makes, as JSON of tally reference, section 1.2; `nil` until it is complete.
    public func report(
        unit: String, version: Int64, phase: CountPhase, of definition: ElectionDefinition
    ) -> JSONObject? {
        guard isComplete(of: definition) else { return nil }
        var report: JSONObject = [
            "electionId": .string(definition.id), "contestId": .string(definition.contestId), "unitId": .string(unit),
            "form": .string((method == .central ? ReportForm.centralStation : .station).rawValue),
            "version": .integer(version), "phase": .string(phase.rawValue), "countingMethod": .string(method.rawValue),
            "listTotals": .array(
                definition.lists.enumerated().map { index, list in
                    ["number": .integer(list.number), "total": count("listTotals/\(index)/total")]
                }),
            "lists": .array(definition.lists.enumerated().map { index, list in votes(index, list) }),
            "compare": ticks("compare", ["equal", "castGreater", "castSmaller"]),
            "differenceExplained": ticks("differenceExplained"),
        ]
        let cards = definition.hasVoterCards ? ["voterCards"] : []
        for name in cards + [
            "pollCards", "proxies", "admittedVoters", "validVotes", "blank", "invalid", "votesCast", "moreBallots",
            "fewerBallots",
        ] { report[name] = count(name) }
        if method == .central {
            for (group, questions) in [
                ("extraInvestigation", ["otherReason", "recounted"]), ("stationDifferences", ["explained", "perList"]),
            ] {
                var answers = JSONObject()
                for question in questions { answers[question] = ticks("\(group)/\(question)") }
                report[group] = .object(answers)
            }
        }
        return report
    }

    private func votes(_ index: Int, _ list: BallotList) -> JSONValue {
        [
            "number": .integer(list.number), "total": count("lists/\(index)/total"),
            "candidates": .array(
                (0..<list.candidateCount).map { place in
                    ["number": .integer(place + 1), "votes": count("lists/\(index)/candidates/\(place)/votes")]
                }),
        ]
    }

    private func count(_ name: String) -> JSONValue { .integer(value(name) ?? 0) }

    private func ticks(_ group: String, _ names: [String] = ["yes", "no"]) -> JSONValue {
        var ticks = JSONObject()
        for name in names { ticks[name] = .bool(!self["\(group)/\(name)"].isEmpty) }
        return .object(ticks)
    }

    /// The fields in which two sheets differ, in the order of the paper. What the other holds is not said.
    public func differences(from other: EntrySheet, of definition: ElectionDefinition) -> [String] {
        var names = method == other.method ? [] : [Self.methodField]
        for section in Self.sections(of: definition) {
            names += fields(section, of: definition).map(\.name).filter { self[$0] != other[$0] }
        }
        return names
    }
}

extension EntrySheet {
    /// Reads what ``json`` writes.
    public init(_ object: JSONObject) {
        for member in object.members { if let text = member.value.stringValue { values[member.name] = text } }
    }

    /// Every saved field as text.
    public var json: JSONObject {
        var object = JSONObject()
        for (name, text) in values.sorted(by: { $0.key < $1.key }) { object[name] = .string(text) }
        return object
    }
}
