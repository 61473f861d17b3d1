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

    @Test("no predicate type lets a person's field through in the clear", arguments: PredicateType.all)
    func noPersons(type: PredicateType) {
        for field in ["account", "handle", "name", "reviewer", "reasons", "email", "members", "text"] {
            let predicate: JSONObject = [field: "somebody"]
            #expect(throws: InputError.self) {
                try Statement(type: type, subjects: [.init(sha256: digest)], predicate: predicate)
            }
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
            type: .dataImported, subjects: [.init(name: "dataset:x", sha256: digest)], predicate: ["rows": 2, "badRows": 1])
        #expect(
            String(decoding: try statement.body(), as: UTF8.self)
                == "{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicate\":{\"badRows\":1,\"rows\":2},"
                + "\"predicateType\":\"https://daylight.example/authenticity/data-imported/v1\","
                + "\"subject\":[{\"digest\":{\"sha256\":\"\(digest.hex)\"},\"name\":\"dataset:x\"}]}")
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
