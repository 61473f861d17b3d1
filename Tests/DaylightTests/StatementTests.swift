import Testing

@testable import Daylight

/// What may go on a log that forgets nothing.
@Suite("Statements")
struct StatementTests {
    private let digest = Digest(of: Array("the creative bytes".utf8))

    @Test("the worked commitment")
    func commitment() {
        let message = Array(#"{"account":"@example","action":"removed"}"#.utf8)
        let commitment = Commitment(salt: Array(0xA0...0xBF), message: message)
        #expect(commitment.digest.hex == "40aae32d100ab08dbb3ff7b4f797d3ea16e8cbaa5789963a9f273b418fbce702")
        #expect(digest.hex == "8976b51a75220c19ce4a69064dc5f6a3b6a4f812c514dfad8eab929dd49624cc")
    }

    /// A statement of the type with every field it declares.
    private func sample(_ type: PredicateType) throws -> Statement {
        var predicate = JSONObject()
        for (name, field) in type.fields.sorted(by: { $0.key < $1.key }) { predicate[name] = Self.sample(field, digest) }
        return try Statement(type: type, subjects: [.init(sha256: digest)], predicate: predicate)
    }

    private static func sample(_ field: PredicateField, _ digest: Digest) -> JSONValue {
        switch field {
        case .count: 118_566
        case .digest: .string(digest.hex)
        case .identifier: "0123456789abcdef"
        case .identifiers: ["0123456789abcdef", "fedcba9876543210"]
        case .program: "daylight authenticity 1.2"
        case .reference: ["index": 7, "leafHash": .string(digest.hex)]
        }
    }

    /// What names a person, or could.
    private static let persons: [JSONValue] = [
        "Ann Example", "@ann", "ann@example.org", "account:ann", "daylight Ann", "daylight  ann", "192.0.2.7", "", "ANN",
        "0123456789ABCDEF", "d\u{E4}ylight", ["ann"], ["name": "ann"], ["index": 7, "leafHash": "ann"], .real(1.5), true, nil,
    ]

    @Test(
        "a sample of every predicate type is a statement, and in none of its fields a person can be named",
        arguments: PredicateType.all)
    func noPersons(type: PredicateType) throws {
        let sample = try sample(type)
        #expect(Set(sample.predicate.members.map(\.name)) == Set(type.fields.keys))
        for name in type.fields.keys {
            for person in Self.persons {
                var predicate = sample.predicate
                predicate[name] = person
                #expect(throws: InputError.self, "\(type.uri) \(name): \(person)") {
                    try Statement(type: type, subjects: sample.subjects, predicate: predicate)
                }
            }
        }
    }

    @Test("a field that a predicate type does not declare is refused, whatever it holds", arguments: PredicateType.all)
    func strayFields(type: PredicateType) throws {
        let sample = try sample(type)
        for field in ["account", "handle", "name", "reviewer", "reasons", "email", "members", "text", "verdict", "salt", "Rows"] {
            for value in ["somebody", 7, .string(digest.hex)] as [JSONValue] {
                var predicate = sample.predicate
                predicate[field] = value
                #expect(throws: InputError.self, "\(type.uri) \(field)") {
                    try Statement(type: type, subjects: sample.subjects, predicate: predicate)
                }
            }
        }
    }

    @Test("no subject on the log is called by a name from outside", arguments: PredicateType.all)
    func subjectNames(type: PredicateType) throws {
        let sample = try sample(type)
        for name in ["ann", "account:ann", "dataset:ann", "dataset:0123456789abcde", "account:0123456789abcdef", ""] {
            #expect(throws: InputError.self, "\(type.uri) \(name)") {
                try Statement(type: type, subjects: [.init(name: name, sha256: digest)], predicate: sample.predicate)
            }
        }
    }

    @Test("a type that may name a person is logged as a commitment and nothing else", arguments: PredicateType.all)
    func committed(type: PredicateType) throws {
        guard type.personalData == .committed else { return }
        #expect(Set(type.fields.keys) == ["commitment", "supersedes"])
        let other = Digest(of: [1])
        #expect(throws: InputError.self) {
            try Statement(type: type, subjects: [.init(sha256: other)], predicate: sample(type).predicate)
        }
        #expect(throws: InputError.self) {
            try Statement(type: type, subjects: [.init(sha256: digest), .init(sha256: other)], predicate: sample(type).predicate)
        }
    }

    @Test("beside a commitment stands no name")
    func namelessCommitment() throws {
        let commitment = Commitment(salt: [UInt8](repeating: 7, count: 32), message: [1])
        let statement = try Statement(committing: commitment, type: .coordinationDecision)
        #expect(statement.subjects == [.init(sha256: commitment.digest)])
        #expect(throws: InputError.self) {
            try Statement(
                type: .coordinationDecision, subjects: [.init(name: "account:ann", sha256: digest)],
                predicate: statement.predicate)
        }
    }

    @Test("a statement has a subject and a predicate, and its body is canonical")
    func body() throws {
        #expect(throws: InputError.self) { try Statement(type: .dataImported, subjects: [], predicate: ["rows": 1]) }
        #expect(throws: InputError.self) { try Statement(type: .dataImported, subjects: [.init(sha256: digest)], predicate: [:]) }
        let statement = try Statement(
            type: .dataImported, subjects: [.init(name: "dataset:0123456789abcdef", sha256: digest)],
            predicate: ["rows": 2, "badRows": 1])
        #expect(
            String(decoding: try statement.body(), as: UTF8.self)
                == "{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicate\":{\"badRows\":1,\"rows\":2},"
                + "\"predicateType\":\"https://daylight.example/authenticity/data-imported/v1\","
                + "\"subject\":[{\"digest\":{\"sha256\":\"\(digest.hex)\"},\"name\":\"dataset:0123456789abcdef\"}]}")
    }

    @Test("a reference to a statement is an index and a leaf hash, and nothing else")
    func reference() throws {
        let reference = StatementReference(index: 7, leafHash: digest)
        #expect(StatementReference(reference.json) == reference)
        let hash = JSONValue.string(digest.hex)
        for value in [
            ["index": 7], ["leafHash": hash], ["index": -1, "leafHash": hash], ["index": .real(7.5), "leafHash": hash],
            ["index": "7", "leafHash": hash], ["index": 7, "leafHash": "AB"], ["index": 7, "leafHash": hash, "name": "ann"], 7,
            nil,
        ] as [JSONValue] {
            #expect(StatementReference(value) == nil, "\(value)")
        }
    }

    @Test("corrections are followed through forks and meetings to what holds now, and circles end")
    func corrections() {
        func standing(_ index: UInt64, _ links: [(UInt64, UInt64)]) -> StatementStanding {
            Corrections(links.map { .init(earlier: $0.0, later: $0.1) }).standing(of: index)
        }
        #expect(standing(1, []) == .current)
        #expect(standing(3, [(1, 2), (2, 3)]) == .current)
        #expect(standing(1, [(1, 2), (2, 3)]) == .corrected(by: [2], latest: [3]))
        #expect(standing(1, [(1, 5), (1, 2), (2, 3)]) == .corrected(by: [2, 5], latest: [3, 5]))
        #expect(standing(1, [(1, 2), (1, 3), (2, 4), (3, 4)]) == .corrected(by: [2, 3], latest: [4]))
        #expect(standing(1, [(1, 1)]) == .corrected(by: [1], latest: []))
        #expect(standing(1, [(1, 2), (2, 1)]) == .corrected(by: [2], latest: []))
        #expect(standing(1, [(1, 2), (2, 3), (3, 2), (3, 4)]) == .corrected(by: [2], latest: [4]))
    }

    @Test("an answer card always has the seven lines, and says so where nothing is known")
    func card() throws {
        let known = Answer(.isItARealPerson, standing: .proposed, sentence: "Four accounts acted as one.")
        let card = AnswerCard(subject: try Subject(parsing: "account:ann"), answers: [known])
        #expect(card.answers.map(\.question) == Question.allCases)
        #expect(card.answers.filter { $0.standing == .nothingKnown }.count == 6)
        #expect(card.answers[3] == known)
    }

    @Test("subjects are read up to the first colon and keep their bytes")
    func subjects() throws {
        #expect(try Subject(parsing: "account:a:b").identifier == "a:b")
        #expect(try Subject(parsing: "object:\u{E9}") != Subject(parsing: "object:e\u{301}"))
        for text in ["ann", "person:ann", "account:", ":x", "account:a\u{0}", "account:" + String(repeating: "x", count: 2049)] {
            #expect(throws: InputError.self) { try Subject(parsing: text) }
        }
    }
}
