import Daylight
import EvidenceLog
import Testing

@testable import Server

/// Answers to every head with one status.
private struct StubbornWitness: WitnessTransport {
    let status: Int

    func addCheckpoint(_ body: [UInt8], to url: String) -> WitnessReply {
        .answered(
            status: url == "https://bert.example" ? 404 : status, contentType: nil, body: Array("No, says Zacharias.\n".utf8))
    }

    func latestCheckpoint(_ path: String, at url: String) -> WitnessReply { .unreachable("down") }
}

@Suite struct HealthTests {
    private func policy() throws -> String {
        var random = SplitMix64(seed: 1)
        let keys = try ["alma", "bert"].map { name throws(InputError) in
            try NoteKey(name: "\(name).example", type: .cosignature, random: &random).verifierKey
        }
        return """
            witness Alma \(keys[0]) https://alma.example
            witness Bert \(keys[1]) https://bert.example
            quorum none

            """
    }

    @Test("a witness that has seen another history is a warning, without its words, and the server is healthy")
    func conflict() async throws {
        let site = try await TestSite(witnesses: StubbornWitness(status: 422), policy: policy())
        #expect(try await site.anonymous.get("/health").json["warnings"] == [])
        try await site.decide()
        while site.observatory.log.witnessRefusals().count < 2 { await Task.yield() }
        let health = try await site.anonymous.get("/health")
        #expect(health.status == 200)
        #expect(health.json["status"] == "healthy")
        #expect(
            health.json["warnings"] == [
                ["warning": "witness-saw-another-history", "witness": "Alma"], ["warning": "witness-refuses", "witness": "Bert"],
            ])
        let page = try await site.anonymous.get("/log").text
        #expect(page.contains("The witness Alma has cosigned another history"))
        #expect(page.contains("The witness Bert can be reached and refuses"))
        #expect(!health.text.contains("Zacharias") && !page.contains("Zacharias"))
    }
}
