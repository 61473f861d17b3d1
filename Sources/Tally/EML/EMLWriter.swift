import Daylight

/// Writes a count as EML_NL 510, in the order that its schema demands (tally reference, section 9).
struct EMLWriter {
    private(set) var bytes: [UInt8] = []

    init(_ document: EMLImport, _ count: EMLCount) {
        line(#"<?xml version="1.0" encoding="UTF-8"?>"#)
        let namespaces = [
            ("xmlns", XMLName.emlNamespace), ("xmlns:ds", XMLName.signatureNamespace), ("xmlns:kr", XMLName.extensionNamespace),
            ("xmlns:xal", XMLName.addressNamespace), ("xmlns:xnl", XMLName.nameNamespace),
        ]
        open("EML", namespaces + [("Id", document.kind.rawValue), ("SchemaVersion", "5")])
        element("TransactionId", document.header.transactionId ?? "1")
        open("ManagingAuthority")
        element("AuthorityIdentifier", document.header.authorityName ?? "", [("Id", document.header.authorityId ?? "CSB")])
        element("AuthorityAddress")
        close("ManagingAuthority")
        element("kr:CreationDateTime", document.header.created ?? "")
        element(
            "ds:CanonicalizationMethod", nil, [("Algorithm", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments")])
        open("Count")
        if let method = count.countingMethod { element("kr:CountingMethod", nil, [("MethodCode", method)]) }
        element("EventIdentifier")
        if let phase = count.phase { element("kr:Phase", nil, [("PhaseCode", phase)]) }
        open("Election")
        election(document.election)
        open("Contests")
        open("Contest")
        element("ContestIdentifier", nil, [("Id", document.contest ?? "geen")])
        if let total = count.total {
            open("TotalVotes")
            votes(total)
            close("TotalVotes")
        }
        for report in count.reports {
            open("ReportingUnitVotes")
            element("ReportingUnitIdentifier", report.unitName, [("Id", report.unitId)])
            votes(report)
            close("ReportingUnitVotes")
        }
        for name in ["Contest", "Contests", "Election", "Count", "EML"] { close(name) }
    }

    private mutating func election(_ election: EMLElection) {
        open("ElectionIdentifier", [("Id", election.id)])
        if let name = election.name { element("ElectionName", name) }
        element("ElectionCategory", election.category)
        if let subcategory = election.subcategory { element("kr:ElectionSubcategory", subcategory) }
        if let name = election.domainName {
            element("kr:ElectionDomain", name, election.domainId.map { [("Id", $0)] } ?? [])
        }
        element("kr:ElectionDate", election.date)
        close("ElectionIdentifier")
    }

    private mutating func votes(_ votes: EMLVotes) {
        for list in votes.lists {
            open("Selection")
            open("AffiliationIdentifier", [("Id", String(list.number))])
            element("RegisteredName", list.name)
            close("AffiliationIdentifier")
            element("ValidVotes", String(list.total))
            close("Selection")
            for candidate in list.candidates {
                open("Selection")
                open("Candidate")
                element("CandidateIdentifier", nil, [("Id", String(candidate.number))])
                close("Candidate")
                element("ValidVotes", String(candidate.votes))
                close("Selection")
            }
        }
        element("Cast", String(votes.registeredVoters))
        element("TotalCounted", String(votes.validVotes))
        element("RejectedVotes", String(votes.blank), [("ReasonCode", "blanco")])
        element("RejectedVotes", String(votes.invalid), [("ReasonCode", "ongeldig")])
        for reason in EMLReason.allCases.map(\.rawValue) + EMLPattern.otherReasons {
            if let count = votes.uncounted[reason] { element("UncountedVotes", String(count), [("ReasonCode", reason)]) }
        }
    }

    private mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
        line("<\(name)\(Self.text(of: attributes))>")
    }

    private mutating func close(_ name: String) { line("</\(name)>") }

    private mutating func element(_ name: String, _ text: String? = nil, _ attributes: [(String, String)] = []) {
        let tag = "<\(name)\(Self.text(of: attributes))"
        line(text.map { "\(tag)>\(Self.escaped($0))</\(name)>" } ?? "\(tag)/>")
    }

    private mutating func line(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func text(of attributes: [(String, String)]) -> String {
        attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x26, 0x3C, 0x3E, 0x22].contains($0) }) else { return text }
        return text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}

extension EMLImport {
    /// The document as EML_NL 510 in UTF-8; `nil` for a kind that is not a count.
    public var eml: [UInt8]? {
        if case .count(let count) = content { EMLWriter(self, count).bytes } else { nil }
    }
}
