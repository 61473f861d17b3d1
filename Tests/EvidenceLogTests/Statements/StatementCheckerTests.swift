import Daylight
import Testing

@testable import EvidenceLog

@Suite struct StatementCheckerTests {
    private static let digest = #""digest":{"sha256":"8976b51a75220c19ce4a69064dc5f6a3b6a4f812c514dfad8eab929dd49624cc"}"#

    private static func statement(
        type: String = #""https://in-toto.io/Statement/v1""#, subject: String = "[{\(digest)}]", predicate: String = #"{"a":1}"#,
        predicateType: String = #""https://daylight.example/a/b/v1""#
    ) -> [UInt8] {
        Array(#"{"_type":\#(type),"subject":\#(subject),"predicateType":\#(predicateType),"predicate":\#(predicate)}"#.utf8)
    }

    @Test("the worked statement is sound")
    func worked() throws {
        #expect(try StatementChecker.check(Samples.body).predicateType == "https://daylight.example/sponsorship/v1")
    }

    @Test("what our own statements write is sound")
    func ours() throws {
        let commitment = Commitment(salt: Samples.seed(0xA0), message: Array("m".utf8))
        let body = try Statement(committing: commitment, type: .coordinationDecision).body()
        #expect(try StatementChecker.check(body).subjects == [["sha256": commitment.digest.hex]])
    }

    @Test(
        "sound variants are accepted",
        arguments: [
            statement(), statement(predicate: "{}"),
            statement(subject: #"[{"name":"a",\#(digest)},{"name":"b","uri":"x:y","annotations":{},\#(digest)}]"#),
            statement(
                subject: #"[{"content":"aGk=","digest":{"gitCommit":"\#(String(repeating: "a", count: 40))","other":"0f"}}]"#),
        ])
    func sound(body: [UInt8]) throws {
        #expect(try StatementChecker.check(body).predicateType == "https://daylight.example/a/b/v1")
    }

    @Test(
        "each broken rule is refused",
        arguments: [
            Array("[]".utf8), statement(type: #""https://in-toto.io/Statement/v0.1""#), statement(type: "1"),
            statement(subject: "[]"),
            statement(subject: "{}"), statement(subject: "[1]"), statement(subject: #"[{"name":"a"}]"#),
            statement(subject: #"[{"digest":{}}]"#), statement(subject: #"[{"digest":{"sha256":"abc"}}]"#),
            statement(subject: #"[{"digest":{"sha256":1}}]"#), statement(subject: #"[{"digest":{"other":"XY"}}]"#),
            statement(subject: #"[{"digest":{"sha512":"\#(String(repeating: "a", count: 64))"}}]"#),
            statement(subject: #"[{"name":1,\#(digest)}]"#), statement(subject: #"[{"annotations":[],\#(digest)}]"#),
            statement(subject: #"[{"name":"a",\#(digest)},{"name":"a",\#(digest)}]"#),
            statement(subject: #"[{"uri":"a:b",\#(digest)},{"uri":"a:b",\#(digest)}]"#),
            statement(subject: #"[{"content":"x",\#(digest)}]"#), statement(subject: #"[{\#(digest),\#(digest)}]"#),
            statement(predicate: "null"), statement(predicate: "[]"), statement(predicate: #"{"a":1,"a":2}"#),
            statement(predicateType: "1"), statement(predicateType: #""""#), statement(predicateType: #""no uri""#),
            statement(predicateType: #"":x""#),
        ])
    func broken(body: [UInt8]) {
        #expect(throws: InputError.self) { try StatementChecker.check(body) }
    }

    @Test("a digest in capitals is refused")
    func capitals() {
        let body = String(decoding: Samples.body, as: UTF8.self).replacing("8976b", with: "8976B")
        #expect(throws: InputError.self) { try StatementChecker.check(Array(body.utf8)) }
    }
}
