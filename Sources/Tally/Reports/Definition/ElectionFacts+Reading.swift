import Daylight

extension ElectionFacts {
    /// - Parameter election: the definition, whose path is `/election/`.
    init(_ election: MemberReader, lists: [BallotList]) throws(InputError) {
        try self.init(
            name: try election.optionalTitle("name"), date: election.optional("date") == nil ? nil : try election.date("date"),
            isTest: try election.flag("isTest", default: false),
            seats: election.optional("seats") == nil ? nil : Int(try election.integer("seats", in: 1...SeatQuestion.seatLimit)),
            method: try Self.method(election), publishers: try Self.publishers(election),
            previous: try Self.previous(election, lists))
    }

    private static func previous(_ election: MemberReader, _ lists: [BallotList]) throws(InputError) -> PreviousElection? {
        guard let value = election.optional("previous") else { return nil }
        return try PreviousElection(MemberReader(value, path: "/election/previous/"), lists: lists)
    }

    private static func method(_ election: MemberReader) throws(InputError) -> SeatMethod? {
        guard let value = election.optional("method") else { return nil }
        guard let method = value.stringValue.flatMap(SeatMethod.init(rawValue:)) else {
            throw election.fault("method", SeatMethod.allCases.map(\.rawValue).joined(separator: ", "), value)
        }
        return method
    }

    private static func publishers(_ election: MemberReader) throws(InputError) -> [PublisherKey] {
        guard election.optional("publishers") != nil else { return [] }
        let values = try election.array("publishers")
        guard values.count <= publisherLimit else {
            throw InputError(
                field: "/election/publishers", expected: "at most \(publisherLimit) keys", found: "\(values.count)")
        }
        var publishers: [PublisherKey] = []
        for (index, value) in values.enumerated() {
            let reader = try MemberReader(value, path: "/election/publishers/\(index)/")
            let id = try reader.title("keyId")
            publishers.append(try PublisherKey(id: id, publicKey: try reader.publicKey()))
        }
        return publishers
    }
}

extension MemberReader {
    /// A name for people: bounded, and without control characters, which could end a line of a table or of a terminal.
    func title(_ name: String) throws(InputError) -> String {
        try Self.title(try string(name)) { fault(name, $0, optional(name)) }
    }

    func optionalTitle(_ name: String) throws(InputError) -> String? { optional(name) == nil ? nil : try title(name) }

    /// An array of such names; `nil` when it is absent.
    func optionalTitles(_ name: String) throws(InputError) -> [String]? {
        guard optional(name) != nil else { return nil }
        var titles: [String] = []
        for (index, value) in try array(name).enumerated() {
            guard let text = value.stringValue else { throw fault("\(name)/\(index)", "a text", value) }
            titles.append(try Self.title(text) { fault("\(name)/\(index)", $0, value) })
        }
        return titles
    }

    private static func title(_ text: String, fault: (String) -> InputError) throws(InputError) -> String {
        guard text.utf8.count <= ElectionFacts.textLimit else {
            throw fault("at most \(ElectionFacts.textLimit) bytes of text")
        }
        guard PublicText.fault(in: text, mayBreak: false) == nil else {
            throw fault("text without characters that nobody sees and that change how it is shown")
        }
        return text
    }

    /// The member `publicKey`.
    func publicKey() throws(InputError) -> [UInt8] {
        guard let bytes = Base64.decode(try string("publicKey")), bytes.count == 32 else {
            throw fault("publicKey", "base64 of the 32 bytes of an Ed25519 key", optional("publicKey"))
        }
        return bytes
    }
}
