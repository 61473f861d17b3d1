/// A small count in EML, made for these tests.
enum EMLMade {
    static let namespaces =
        #"xmlns="urn:oasis:names:tc:evs:schema:eml" xmlns:kr="http://www.kiesraad.nl/extensions""#

    static func votes(list: Int, _ candidates: [Int], cast: Int, blank: Int, invalid: Int, cards: Int?) -> String {
        let total = candidates.reduce(0, +)
        return """
            <Selection><AffiliationIdentifier Id="\(list)"><RegisteredName>A &amp; B</RegisteredName></AffiliationIdentifier>
              <ValidVotes>\(total)</ValidVotes></Selection>
            \(candidates.enumerated().map {
                "<Selection><Candidate><CandidateIdentifier Id=\"\($0.offset + 1)\"/></Candidate>"
                    + "<ValidVotes>\($0.element)</ValidVotes></Selection>"
            }.joined())
            <Cast>\(cast)</Cast><TotalCounted>\(total)</TotalCounted>
            <RejectedVotes ReasonCode="blanco">\(blank)</RejectedVotes>
            <RejectedVotes ReasonCode="ongeldig">\(invalid)</RejectedVotes>
            \(cards.map { "<UncountedVotes ReasonCode=\"geldige stempassen\">\($0)</UncountedVotes>" } ?? "")
            """
    }

    static func count(total: String, reports: [String], kind: String = "510b") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <EML \(namespaces) Id="\(kind)" SchemaVersion="5"><TransactionId>1</TransactionId>
        <ManagingAuthority><AuthorityIdentifier Id="0997">Demo</AuthorityIdentifier><AuthorityAddress/></ManagingAuthority>
        <kr:CreationDateTime>2026-03-18T23:40:00.000</kr:CreationDateTime>
        <Count><EventIdentifier/><Election><ElectionIdentifier Id="GR2026_Demo"><ElectionName>Demo 2026</ElectionName>
        <ElectionCategory>GR</ElectionCategory><kr:ElectionDomain Id="0997">Demo</kr:ElectionDomain>
        <kr:ElectionDate>2026-03-18</kr:ElectionDate></ElectionIdentifier>
        <Contests><Contest><ContestIdentifier Id="geen"/><TotalVotes>\(total)</TotalVotes>
        \(reports.enumerated().map {
            "<ReportingUnitVotes><ReportingUnitIdentifier Id=\"0997::SB\($0.offset + 1)\">Hall</ReportingUnitIdentifier>"
                + "\($0.element)</ReportingUnitVotes>"
        }.joined())
        </Contest></Contests></Election></Count></EML>
        """
    }

    static let sound = count(
        total: votes(list: 1, [30, 12], cast: 100, blank: 3, invalid: 1, cards: 40),
        reports: [
            votes(list: 1, [10, 7], cast: 40, blank: 1, invalid: 0, cards: 15),
            votes(list: 1, [20, 5], cast: 60, blank: 2, invalid: 1, cards: 25),
        ])
}
