public import Daylight

/// What a publisher says about its ties in `trust.txt` (JournalList, version 1.x; credibility reference, section 7.1).
///
/// A tie that only one side names is a claim; see ``SourceTies``.
public struct TrustTxt: Hashable, Sendable {
    /// Largest file that is read, in bytes.
    public static let largest = 64 << 10

    /// A tie to another organisation.
    public enum Tie: String, Hashable, Sendable, CaseIterable {
        /// This association has the other one as a member.
        case member
        /// This publisher belongs to the other, an association.
        case belongto
        case control
        case controlledby
        case vendor
        case customer

        /// What the other side says when it agrees.
        public var counterpart: Tie {
            switch self {
            case .member: .belongto
            case .belongto: .member
            case .control: .controlledby
            case .controlledby: .control
            case .vendor: .customer
            case .customer: .vendor
            }
        }
    }

    /// A tie and whom it is to.
    public struct Relation: Hashable, Sendable {
        public let tie: Tie
        /// Without `www.`.
        public let other: Host
        /// Counting from 1.
        public let line: Int
    }

    /// A line that says nothing, and why.
    public struct Rejection: Hashable, Sendable {
        public let line: Int
        public let reason: Reason
    }

    /// Why a line says nothing.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        case noEqualsSign = "no-equals-sign"
        case noAddress = "no-address"
        case notYesOrNo = "not-yes-or-no"
        case notUTF8 = "not-utf8"
    }

    /// Each once, in the order of the file.
    public let relations: [Relation]
    /// Accounts that the publisher says are its own; nothing follows unless the account links back.
    public let social: [WebAddress]
    /// Pages about ownership, funding and ethics.
    public let disclosures: [WebAddress]
    /// Addresses of mail or the web, as written.
    public let contacts: [String]
    /// Whether its texts may train models; `nil` when the file does not say.
    public let allowsTraining: Bool?
    public let rejected: [Rejection]

    /// Reads a file of any content; `nil` for a page of HTML, which servers send where there is no file.
    ///
    /// - Throws: ``InputError`` for a file above the limit.
    public init?(parsing bytes: [UInt8]) throws(InputError) {
        guard bytes.count <= Self.largest else {
            throw InputError(expected: "at most \(Self.largest) bytes", found: "\(bytes.count) bytes")
        }
        let text = LinkedDataText.trimmed(bytes[...])
        guard text.first != UInt8(ascii: "<") else { return nil }
        var reader = TrustTxtReader()
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        for (index, line) in bytes[start...].split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            reader.read(LinkedDataText.trimmed(line), number: index + 1)
        }
        relations = reader.relations
        (social, disclosures, contacts) = (reader.social, reader.disclosures, reader.contacts)
        (allowsTraining, rejected) = (reader.allowsTraining, reader.rejected)
    }
}

/// Takes in one line after the other.
private struct TrustTxtReader {
    var relations: [TrustTxt.Relation] = []
    var social: [WebAddress] = []
    var disclosures: [WebAddress] = []
    var contacts: [String] = []
    var allowsTraining: Bool?
    var rejected: [TrustTxt.Rejection] = []
    private var seen: Set<[String]> = []

    mutating func read(_ line: ArraySlice<UInt8>, number: Int) {
        guard let first = line.first, first != UInt8(ascii: "#") else { return }
        guard let text = String(validating: line, as: UTF8.self) else { return reject(number, .notUTF8) }
        guard let equals = text.firstIndex(of: "=") else { return reject(number, .noEqualsSign) }
        let name = text[..<equals].trimmingWhitespace.lowercased()
        let value = String(text[text.index(after: equals)...].trimmingWhitespace)
        if let tie = TrustTxt.Tie(rawValue: name) {
            guard let host = WebAddress(value)?.host else { return reject(number, .noAddress) }
            let other = SourceTies.bare(host)
            if isNew(name, other.text) { relations.append(.init(tie: tie, other: other, line: number)) }
            return
        }
        switch name {
        case "social", "disclosure":
            guard let address = WebAddress(value) else { return reject(number, .noAddress) }
            guard isNew(name, value) else { return }
            if name == "social" { social.append(address) } else { disclosures.append(address) }
        case "contact": if !value.isEmpty, isNew(name, value) { contacts.append(value) }
        case "datatrainingallowed":
            guard let answer = ["yes": true, "no": false][value.lowercased()] else { return reject(number, .notYesOrNo) }
            allowsTraining = allowsTraining ?? answer
        default: break
        }
    }

    private mutating func isNew(_ name: String, _ value: String) -> Bool { seen.insert([name, value]).inserted }

    private mutating func reject(_ line: Int, _ reason: TrustTxt.Reason) { rejected.append(.init(line: line, reason: reason)) }
}
