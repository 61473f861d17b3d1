import Daylight

extension AdsTxtParser {
    private static let longestAccount = 256

    /// Judges `system, account, DIRECT|RESELLER[, certification][; extension]`.
    mutating func judgeRecord() -> AdsTxtFault? {
        guard scanner.line.commaCount >= 2 else { return .tooFewFields }
        let (domain, account) = (scanner.field(0), scanner.field(1))
        let (relation, certification) = (scanner.field(2), scanner.field(3))
        if scanner.text.isPlaceholder(domain, account, relation, certification) {
            hasPlaceholder = true
            isSilent = true
            return nil
        }
        guard let relationship = relationship(relation) else { return .unknownRelationship }
        guard let domain = host(domain) else { return .badHost }
        guard !account.isEmpty else { return .emptyAccount }
        guard let id = accountID(account) else { return .longAccount }
        if scanner.line.commaCount > 3 { warn(.extraField) }
        if !certification.isEmpty, !scanner.text.isCertification(certification) { warn(.badCertification) }
        add(domain, id, relationship, certification)
        return nil
    }

    private mutating func add(
        _ domain: AdsTxtRange, _ id: AdsTxtRange, _ relationship: AdsTxt.Relationship,
        _ certification: Range<Int>
    ) {
        let relation = AdsTxt.Relationships(relationship)
        let (account, before) = accounts.authorize(id, at: domain, relation, in: scanner.source)
        if !before.subtracting(relation).isEmpty { warn(.relationshipConflict) }
        if before.contains(relation) { return warn(.duplicateRecord) }
        entries.append(
            AdsTxtEntry(
                line: UInt32(truncatingIfNeeded: scanner.line.number), account: UInt32(truncatingIfNeeded: account),
                relationship: relationship, certification: AdsTxtRange(certification)))
    }

    private mutating func relationship(_ range: Range<Int>) -> AdsTxt.Relationship? {
        let relationship: AdsTxt.Relationship
        if scanner.text.isWord(range, "direct") {
            relationship = .direct
        } else if scanner.text.isWord(range, "reseller") {
            relationship = .reseller
        } else {
            return nil
        }
        if scanner.text.bytes(range).contains(where: { $0 >= 0x61 }) { warn(.relationshipCase) }
        return relationship
    }

    /// The canonical host; where the file has it in another spelling, it is rewritten.
    private mutating func host(_ range: Range<Int>) -> AdsTxtRange? {
        let bytes = scanner.text.bytes(range)
        if case .canonical? = Host.form(of: bytes) { return AdsTxtRange(range) }
        return hostWarning(bytes).map { accounts.keep($0.text.utf8) }
    }

    /// Reads a host and warns of what had to be changed.
    mutating func hostWarning(_ bytes: UnsafeBufferPointer<UInt8>) -> Host? {
        guard let reading = Host.read(bytes) else { return nil }
        if reading.hadUpperCase { warn(.domainCase) }
        if reading.wasConverted { warn(.idnConverted) }
        return reading.host
    }

    /// The account without percent-encoding; `nil` when it is too long.
    private mutating func accountID(_ range: Range<Int>) -> AdsTxtRange? {
        if scanner.line.classes.isDisjoint(with: [.percent, .notASCII]) {
            return range.count <= Self.longestAccount ? AdsTxtRange(range) : nil
        }
        let written = scanner.text.bytes(range)
        let decoded = PercentCoding.decode(written)
        if decoded == nil { warn(.badPercentEncoding) }
        let text = decoded ?? Array(written)
        let characters = text.lazy.filter { $0 & 0xC0 != 0x80 }.count
        return characters <= Self.longestAccount ? accounts.keep(text) : nil
    }
}

extension AdsTxtRange {
    init(_ range: Range<Int>) {
        self.init(start: UInt32(truncatingIfNeeded: range.lowerBound), count: UInt32(truncatingIfNeeded: range.count))
    }
}
