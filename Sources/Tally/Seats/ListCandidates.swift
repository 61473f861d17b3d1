public import BigInt
import Daylight

/// Who stands on a list: only how many, or each candidate with votes in the order of the list.
public enum ListCandidates: Sendable {
    public struct Candidate: Sendable {
        public let name: String
        public let votes: BigUInt
        /// Left out of everything (Kieswet, article P 19a).
        public let isDeceased: Bool

        public init(name: String, votes: BigUInt, isDeceased: Bool = false) {
            self.name = name
            self.votes = votes
            self.isDeceased = isDeceased
        }
    }

    case count(Int)
    case named([Candidate])

    /// Most candidates of a list.
    public static let limit = 10_000

    /// How many can take a seat.
    public var liveCount: Int {
        switch self {
        case .count(let count): count
        case .named(let candidates): candidates.count { !$0.isDeceased }
        }
    }

    /// Reads the member `candidates`: by list a number, or an array of objects with `name`, `votes` and perhaps `deceased`.
    static func byList(_ reader: MemberReader) throws(InputError) -> [String: ListCandidates] {
        guard reader.optional("candidates") != nil else { return [:] }
        let members = MemberReader(try reader.object("candidates"), path: "/candidates/")
        var byList: [String: ListCandidates] = [:]
        for member in members.object.members {
            switch member.value {
            case .number(let number):
                guard let count = number.integer, (0...Int64(limit)).contains(count) else {
                    throw members.fault(pointerStep(member.name), "a whole number from 0 to \(limit)", member.value)
                }
                byList[member.name] = .count(Int(count))
            case .array(let elements) where elements.count <= limit:
                byList[member.name] = .named(try named(elements, path: "/candidates/\(pointerStep(member.name))/"))
            default:
                throw members.fault(pointerStep(member.name), "a number or at most \(limit) candidates", member.value)
            }
        }
        return byList
    }

    private static func named(_ elements: [JSONValue], path: String) throws(InputError) -> [Candidate] {
        var candidates: [Candidate] = []
        for (index, element) in elements.enumerated() {
            let reader = try MemberReader(element, path: "\(path)\(index)/")
            var isDeceased = false
            if let value = reader.optional("deceased") {
                guard let flag = value.boolValue else { throw reader.fault("deceased", "true or false", value) }
                isDeceased = flag
            }
            candidates.append(
                Candidate(name: try reader.string("name"), votes: try reader.wholeNumber("votes"), isDeceased: isDeceased))
        }
        return candidates
    }
}
