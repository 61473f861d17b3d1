import Daylight

extension EMLVotes {
    /// Reads the `TotalVotes` or `ReportingUnitVotes` that was entered last.
    init(_ cursor: inout EMLCursor) throws(InputError) {
        var reader = VoteGroupReader()
        while let child = try cursor.child() { try reader.take(child, &cursor) }
        self = try reader.votes(cursor)
    }
}

/// The parts of a `VoteGroup` as they come.
private struct VoteGroupReader {
    private var unit: (id: String, name: String)?
    private var cast: Int64?
    private var counted: Int64?
    private var rejected: [String: Int64] = [:]
    private var uncounted: [String: Int64] = [:]
    private var lists: [EMLVotes.List] = []
    private var listNumbers: Set<Int> = []
    private var candidateNumbers: Set<Int> = []

    mutating func take(_ child: XMLStart, _ cursor: inout EMLCursor) throws(InputError) {
        switch child.name.eml {
        case "ReportingUnitIdentifier":
            guard let id = child["Id"], !id.isEmpty else { throw cursor.fault(child, "Id", "a unit's id") }
            unit = (id, try cursor.text())
        case "Selection": try readSelection(&cursor)
        case "Cast":
            guard cast == nil else { throw cursor.fault("one Cast", "another") }
            cast = try cursor.count()
        case "TotalCounted":
            guard counted == nil else { throw cursor.fault("one TotalCounted", "another") }
            counted = try cursor.count()
        case "RejectedVotes": try Self.read(child, into: &rejected, &cursor)
        case "UncountedVotes": try Self.read(child, into: &uncounted, &cursor)
        default: try cursor.skip()
        }
    }

    private static func read(
        _ child: XMLStart, into counts: inout [String: Int64], _ cursor: inout EMLCursor
    ) throws(InputError) {
        guard let reason = child["ReasonCode"], counts[reason] == nil else {
            throw cursor.fault(child, "ReasonCode", "a reason that comes once")
        }
        counts[reason] = try cursor.count()
    }

    /// A selection is a list, or a candidate of the list before it.
    private mutating func readSelection(_ cursor: inout EMLCursor) throws(InputError) {
        var list: (number: Int, name: String)?
        var candidate: Int?
        var votes: Int64?
        while let child = try cursor.child() {
            switch child.name.eml {
            case "AffiliationIdentifier":
                var name = ""
                let number = try cursor.number(child, "Id")
                while let child = try cursor.child() {
                    if child.name.eml == "RegisteredName" { name = try cursor.text() } else { try cursor.skip() }
                }
                list = (number, name)
            case "Candidate":
                while let child = try cursor.child() {
                    if child.name.eml == "CandidateIdentifier" { candidate = try cursor.number(child, "Id") }
                    try cursor.skip()
                }
            case "ValidVotes": votes = try cursor.count()
            default: try cursor.skip()
            }
        }
        guard let votes else { throw cursor.fault("ValidVotes in a Selection", "none") }
        switch (list, candidate) {
        case (let (number, name)?, nil):
            guard listNumbers.insert(number).inserted else { throw cursor.fault("each list once", "list \(number) again") }
            candidateNumbers = []
            lists.append(.init(number: number, name: name, total: votes, candidates: []))
        case (nil, let number?):
            guard !lists.isEmpty else { throw cursor.fault("a list before its candidates", "candidate \(number)") }
            guard candidateNumbers.insert(number).inserted else {
                throw cursor.fault("each candidate once on a list", "candidate \(number) again")
            }
            lists[lists.count - 1].candidates.append(.init(number: number, votes: votes))
        default: throw cursor.fault("either AffiliationIdentifier or Candidate in a Selection", "neither or both")
        }
    }

    func votes(_ cursor: EMLCursor) throws(InputError) -> EMLVotes {
        guard let cast else { throw cursor.fault("Cast", "none") }
        guard let counted else { throw cursor.fault("TotalCounted", "none") }
        guard let blank = rejected["blanco"], let invalid = rejected["ongeldig"], rejected.count == 2 else {
            throw cursor.fault("RejectedVotes for the reasons blanco and ongeldig", "other")
        }
        return EMLVotes(
            unitId: unit?.id ?? "", unitName: unit?.name ?? "", registeredVoters: cast, validVotes: counted, blank: blank,
            invalid: invalid, uncounted: uncounted, lists: lists)
    }
}
