public import Daylight

/// The fact-checkers whose codes of principles the operator relies on (IFCN, EFCSN or a list of its own; credibility
/// reference, section 7.3).
public struct SignatoryList: Sendable {
    /// Columns of the file, in any order.
    public static let columns = ["domain", "name", "network", "status", "since", "until", "evidence"]

    /// One row of the list.
    public struct Signatory: Hashable, Sendable {
        public let domain: Host
        public let name: String
        /// Whose code it is.
        public let network: String
        /// `nil` for a word that the list does not know; such a row is never valid.
        public let status: Status?
        public let since: Bound
        public let until: Bound
        /// Where the network says so.
        public let evidence: String

        /// Verified or about to be again, and the day within the bounds.
        public func isValid(on day: CivilDate) -> Bool {
            guard status == .verified || status == .underRenewal else { return false }
            return since.holds { $0 <= day } && until.holds { day <= $0 }
        }
    }

    /// How the network keeps the signatory.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        case verified
        case underRenewal = "under-renewal"
        case expired
    }

    /// First or last day.
    public enum Bound: Hashable, Sendable {
        case open
        case day(CivilDate)
        /// Something else stands there; such a row is never valid.
        case unreadable

        init(_ text: String) {
            self = text.isEmpty ? .open : CivilDate(iso8601: text).map(Bound.day) ?? .unreadable
        }

        func holds(_ condition: (CivilDate) -> Bool) -> Bool {
            switch self {
            case .open: true
            case .day(let day): condition(day)
            case .unreadable: false
            }
        }
    }

    /// By domain, in the order of the file.
    private let byDomain: [Host: [Signatory]]
    /// Rows without a readable domain, status or day: what is wrong, by line.
    public let faults: [InputError]

    /// A list of nobody.
    public init() { (byDomain, faults) = ([:], []) }

    /// Reads a CSV file with a header; fields may be quoted.
    ///
    /// - Throws: ``InputError`` with the line where it stops being such a file.
    public init(parsing bytes: [UInt8]) throws(InputError) {
        var (byDomain, faults): ([Host: [Signatory]], [InputError]) = ([:], [])
        for row in try CommaSeparatedRows.read(bytes, columns: Self.columns) {
            func field(_ name: String) -> String { row.fields[name] ?? "" }
            func complain(_ name: String, _ expected: String) {
                faults.append(InputError(place: .line(row.line), field: name, expected: expected, found: field(name)))
            }
            guard let domain = Host(field("domain")) else {
                complain("domain", "a host name")
                continue
            }
            let signatory = Signatory(
                domain: domain, name: field("name"), network: field("network"),
                status: Status(rawValue: field("status").lowercased()), since: Bound(field("since")),
                until: Bound(field("until")), evidence: field("evidence"))
            if signatory.status == nil { complain("status", "verified, under-renewal or expired") }
            if signatory.since == .unreadable { complain("since", "a day as YYYY-MM-DD or nothing") }
            if signatory.until == .unreadable { complain("until", "a day as YYYY-MM-DD or nothing") }
            byDomain[domain, default: []].append(signatory)
        }
        (self.byDomain, self.faults) = (byDomain, faults)
    }

    /// The rows for a host: those of its own name, then those of the names it stands below.
    public func signatories(for host: Host) -> [Signatory] {
        var found: [Signatory] = []
        var name = host.text[...]
        while let parent = Host(name) {
            found += byDomain[parent] ?? []
            guard let dot = name.firstIndex(of: ".") else { break }
            name = name[name.index(after: dot)...]
        }
        return found
    }
}
