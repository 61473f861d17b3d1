import Credibility
import Daylight
import Testing

@testable import Server

@Suite struct SourceAnswersTests {
    private func answer(about source: String, _ site: TestSite) async throws -> Answer? {
        try await site.site.answers.ask(try Subject(parsing: "source:\(source)")).answers.first { $0.question == .canITrustIt }
    }

    @Test("asked about a source, the answer says who lists it and what was checked on its pages, and gives no score")
    func asking() async throws {
        let signatories = try SignatoryList(parsing: FactCheckSample.signatories)
        let site = try await TestSite { $0.factChecks.signatories = signatories }
        let check = try await site.checkClaim()
        let checker = try await answer(about: "checks.example", site)
        #expect(
            checker?.sentence
                == "The operator's list has it as a verified signatory of EFCSN since 2026-01-01 (https://efcsn.example/checks). 1 fact-check of its own is known here."
        )
        let source = try await answer(about: "www.posts.example", site)
        #expect(
            source?.sentence
                == "1 fact-check by signatories is about claims on its pages; 1 of them found the claim false, misleading, altered or without its context."
        )
        #expect(source?.evidence.map(\.path) == ["/fact-checks/\(check)"])
        #expect(try await answer(about: "nobody.example", site)?.standing == .nothingKnown)
        #expect(try await answer(about: "not a host", site)?.standing == .nothingKnown)
    }

    @Test("a withdrawn check says nothing about a source any more")
    func withdrawn() async throws {
        let signatories = try SignatoryList(parsing: FactCheckSample.signatories)
        let site = try await TestSite { $0.factChecks.signatories = signatories }
        let check = try await site.checkClaim()
        _ = try await site.site.factChecks.withdraw(check, by: "ada", now: site.clock.now)
        #expect(try await answer(about: "posts.example", site)?.standing == .nothingKnown)
    }
}
