import Daylight

/// What the selections of one contest mean, as a file in the common data format explains them.
struct CommonDataDefinitions {
    private let selections: [String: RecordMembers]
    private let candidates: [String: RecordMembers]
    private let names: MarkNames

    /// - Throws: ``InputError`` when two things have the same identifier.
    init(_ contest: RecordMembers, _ elections: [RecordMembers], _ names: MarkNames) throws(InputError) {
        selections = try Self.byID(contest.list("ContestSelection"), "ContestSelection")
        candidates = try Self.byID(elections.flatMap { $0.list("Candidate") }, "Candidate")
        self.names = names
    }

    private static func byID(_ items: [RecordMembers], _ kind: String) throws(InputError) -> [String: RecordMembers] {
        var byID: [String: RecordMembers] = [:]
        for item in items {
            guard byID.updateValue(item, forKey: item.id ?? "") == nil else {
                throw InputError(field: kind, expected: "each identifier once", found: "\"\(item.id ?? "")\" again")
            }
        }
        return byID
    }

    /// The number of the candidate a selection stands for, or that it says overvote.
    func candidate(of selection: String) throws(InputError) -> Int {
        let definition = selections[selection]
        if selection == CommonDataCollector.writeIn || definition?.text("IsWriteIn") == "true" {
            guard let undeclared = names.undeclared else {
                throw InputError(field: "undeclaredWriteInLabel", expected: "a label, since there are write-ins", found: "none")
            }
            return undeclared
        }
        // In XML several identifiers may stand in one text.
        let ids = definition?.list("CandidateIds").compactMap(\.text).flatMap { $0.split(separator: " ") } ?? []
        guard let id = ids.first.map(String.init) else {
            throw InputError(
                field: "ContestSelectionId", expected: "a selection of the contest with its candidate",
                found: "\"\(selection)\"")
        }
        let name = candidates[id]?.text("Name") ?? ""
        switch names[name] ?? names[id] {
        case .candidate(let number)?: return number
        case .overvote?: return RankMark.overvote
        case .skipped?, nil:
            throw InputError(field: "Candidate/Name", expected: "a candidate of the contest", found: "\"\(name)\"")
        }
    }
}
