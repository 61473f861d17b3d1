public import Daylight

extension EMLImport {
    /// Reads a document.
    ///
    /// - Throws: ``InputError`` with the byte, and the element as field, for what is not well-formed, not EML of a known kind,
    ///   or lacks a required figure.
    public init(_ document: [UInt8]) throws(InputError) {
        var cursor = EMLCursor(document)
        guard let root = try cursor.child() else { throw InputError(expected: "an EML document", found: "nothing") }
        guard root.name == XMLName(namespace: XMLName.emlNamespace, local: "EML") else {
            throw cursor.fault("EML in the namespace \(XMLName.emlNamespace)", "\(root.name)")
        }
        guard let kind = root["Id"].flatMap(EMLKind.init(rawValue:)) else {
            throw cursor.fault(root, "Id", EMLKind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        var header = EMLHeader()
        var body: EMLBody?
        while let child = try cursor.child() {
            switch child.name.eml {
            case "TransactionId": header.transactionId = try cursor.text()
            case "ManagingAuthority": try header.readAuthority(&cursor)
            case "kr:CreationDateTime": header.created = try cursor.text()
            case kind.body where body == nil: body = try EMLBody(kind, &cursor)
            case "ElectionEvent", "CandidateList", "Count", "Result":
                throw cursor.fault("\(kind.body) once in a document \(kind.rawValue)", child.name.eml)
            default: try cursor.skip()
            }
        }
        try cursor.finish()
        guard let body else {
            throw InputError(field: "EML", expected: "\(kind.body) in a document \(kind.rawValue)", found: "none")
        }
        guard let election = body.election else {
            throw InputError(field: kind.body, expected: "an ElectionIdentifier", found: "none")
        }
        self.init(
            kind: kind, header: header, election: election, contest: body.contest,
            content: try body.content(kind, header, election))
    }
}

extension EMLHeader {
    fileprivate mutating func readAuthority(_ cursor: inout EMLCursor) throws(InputError) {
        while let child = try cursor.child() {
            guard child.name.eml == "AuthorityIdentifier" else {
                try cursor.skip()
                continue
            }
            authorityId = child["Id"]
            authorityName = try cursor.text()
        }
    }
}

extension EMLElection {
    /// - Parameter start: the tag of the `ElectionIdentifier` that was entered last.
    init(_ start: XMLStart, _ cursor: inout EMLCursor) throws(InputError) {
        guard let id = start["Id"], !id.isEmpty else { throw cursor.fault(start, "Id", "an election id") }
        self.init(id: id)
        while let child = try cursor.child() {
            switch child.name.eml {
            case "ElectionName": name = try cursor.text()
            case "ElectionCategory": category = try cursor.text()
            case "kr:ElectionSubcategory": subcategory = try cursor.text()
            case "kr:ElectionDate": date = try cursor.text()
            case "kr:ElectionDomain":
                domainId = child["Id"]
                domainName = try cursor.text()
            default: try cursor.skip()
            }
        }
    }
}
