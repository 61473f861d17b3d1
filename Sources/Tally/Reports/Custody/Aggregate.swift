import Daylight

/// A published sum and what it says it was built from (tally reference, sections 1.5 and 11.3).
struct Aggregate {
    struct Input {
        let unitId: String
        let version: Int64
        let digest: String
    }

    /// Counts of a sum: more than any report holds, and exact in every JSON reader.
    static let countRange: ClosedRange<Int64> = 0...9_007_199_254_740_991

    let unitId: String
    /// The counts it states.
    let fields: [(field: SumField, count: Int64)]
    /// List number and total, in the order given; `nil` when it states none.
    let listTotals: [(number: Int64, total: Int64)]?
    /// Size of the log when it was built.
    let treeSize: Int64?
    let inputs: [Input]

    init(_ value: JSONValue, path: String) throws(InputError) {
        let reader = try MemberReader(value, path: path)
        unitId = try reader.string("unitId")
        treeSize = reader.optional("treeSize") == nil ? nil : try reader.integer("treeSize", in: Self.countRange)
        let stated = try MemberReader(.object(try reader.object("fields")), path: path + "fields/")
        var fields: [(SumField, Int64)] = []
        for field in SumField.allCases where stated.optional(field.rawValue) != nil {
            fields.append((field, try stated.integer(field.rawValue, in: Self.countRange)))
        }
        self.fields = fields
        listTotals = stated.optional("listTotals") == nil ? nil : try Self.listTotals(stated, path: path + "fields/listTotals/")
        var inputs: [Input] = []
        for (index, value) in (reader.optional("inputs") == nil ? [] : try reader.array("inputs")).enumerated() {
            let input = try MemberReader(value, path: "\(path)inputs/\(index)/")
            inputs.append(
                Input(
                    unitId: try input.string("unitId"),
                    version: try input.integer("version", in: StationReport.versionRange),
                    digest: try input.string("sha256").lowercased()))
        }
        self.inputs = inputs
    }

    private static func listTotals(
        _ reader: MemberReader, path: String
    ) throws(InputError) -> [(number: Int64, total: Int64)] {
        var totals: [(number: Int64, total: Int64)] = []
        for (index, value) in try reader.array("listTotals").enumerated() {
            let list = try MemberReader(value, path: "\(path)\(index)/")
            totals.append((try list.integer("number", in: BallotList.numberRange), try list.integer("total", in: countRange)))
        }
        return totals
    }
}

/// The counts that can be summed over units.
enum SumField: String, CaseIterable {
    case registeredVoters
    case pollCards
    case proxies
    case voterCards
    case admittedVoters
    case validVotes
    case blank
    case invalid
    case votesCast

    /// The count of a report; `nil` when it is not known.
    ///
    /// - Parameter registeredVoters: eligible voters as the definition says.
    func count(in counts: ReportCounts, registeredVoters: Int64?) -> Int64? {
        switch self {
        case .registeredVoters: counts.registeredVoters ?? registeredVoters
        case .pollCards: counts.pollCards
        case .proxies: counts.proxies
        case .voterCards: counts.voterCards ?? 0
        case .admittedVoters: counts.admittedVoters
        case .validVotes: counts.validVotes
        case .blank: counts.blank
        case .invalid: counts.invalid
        case .votesCast: counts.votesCast
        }
    }
}
