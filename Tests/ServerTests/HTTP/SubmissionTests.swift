import Daylight
import EvidenceLog
import HTTPTypes
import Storage
import Testing

@testable import Server

@Suite struct SubmissionTests {
    private func envelope(_ number: Int, _ signer: StatementSigner) throws -> [UInt8] {
        let digest = Digest(of: Array("ad \(number)".utf8)).hex
        let body =
            #"{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"\#(digest)"}}],"#
            + #""predicateType":"https://daylight.example/test/v1","predicate":{"number":\#(number)}}"#
        return try signer.sign(Array(body.utf8))
    }

    private func post(_ client: Client, _ body: [UInt8], type: String = "application/json") async throws -> Client.Answer {
        try await client.send(.post, "/log/entries", headers: [.contentType: type], body: body)
    }

    @Test("one envelope of an admitted signer is answered with a receipt that verifies, and so is the same again")
    func one() async throws {
        let site = try await TestSite()
        let program = try await site.program(.reviewer, scopes: [.append])
        let sent = try envelope(1, site.observatory.signer)
        let policy = try TrustPolicy(parsing: Array(site.observatory.log.policy().utf8))
        for _ in 1...2 {
            let answer = try await post(program, sent)
            #expect(answer.status == 200)
            let receipt = try Receipt(parsing: answer.body)
            #expect(receipt.verify(policy: policy, signers: [site.observatory.signer.signerKey]).ok)
        }
        #expect(site.observatory.log.checkpoint().size == 1)
    }

    @Test("many at once are answered line by line, in order, each for itself")
    func many() async throws {
        let site = try await TestSite()
        let program = try await site.program(.reviewer, scopes: [.append])
        let stranger = try #require(StatementSigner(seed: [UInt8](repeating: 9, count: 32)))
        var lines = try (0..<200).map { try envelope($0, site.observatory.signer) }
        lines[7] = try envelope(7, stranger)
        lines[9] = Array("{}".utf8)
        let answer = try await post(program, Array(lines.joined(separator: [0x0A])), type: "application/jsonl")
        let answers = try answer.body.split(separator: 0x0A).map { try JSONParser.parse($0) }
        #expect(answers.count == 200)
        #expect(answers[7]["error"] == "signer" && answers[9]["error"] == "malformed")
        let log = site.observatory.log
        for (number, answer) in answers.enumerated() where ![7, 9].contains(number) {
            let index = try #require(answer["index"]?.integerValue.map(UInt64.init))
            #expect(try log.entry(at: index) == lines[number])
        }
    }

    @Test("without a program's token, without its scope, from a stranger or in another form nothing is added")
    func refused() async throws {
        let site = try await TestSite()
        let sent = try envelope(1, site.observatory.signer)
        let stranger = try #require(StatementSigner(seed: [UInt8](repeating: 9, count: 32)))
        let program = try await site.program(.reviewer, scopes: [.append])
        #expect(try await post(site.anonymous, sent).status == 401)
        #expect(try await post(site.person(.reviewer), sent).status == 401)
        #expect(try await post(site.program(.reviewer, scopes: [.read]), sent).status == 403)
        #expect(try await post(program, envelope(1, stranger)).status == 403)
        #expect(try await post(program, Array("{}".utf8)).status == 400)
        #expect(try await post(program, sent, type: "text/plain").status == 415)
        #expect(try await post(program, [UInt8](repeating: 0x20, count: SubmissionRoutes.bodyLimit + 1)).status == 413)
        let flood = [UInt8](repeating: 0x0A, count: SubmissionRoutes.bodyLimit)
        #expect(try await post(program, flood, type: "application/jsonl").status == 413)
        site.observatory.log.close()
        let closed = try await post(program, sent)
        #expect(closed.status == 503 && closed.headers[.retryAfter] == "1")
        #expect(site.observatory.log.checkpoint().size == 0)
    }
}
