import Credibility
import Daylight

@testable import Server

/// A fact-check by a publisher who is a signatory, and one by a stranger.
enum FactCheckSample {
    static let signatories = Array(
        """
        domain,name,network,status,since,until,evidence
        checks.example,Checks,EFCSN,verified,2026-01-01,,https://efcsn.example/checks
        """.utf8)

    static func written(
        at address: String = "https://checks.example/7", verdict: String = "Mostly false",
        claim: String = "The mayor of Westmark sold 1,200 voter cards at the market on Friday."
    ) -> WrittenFactCheck {
        WrittenFactCheck(
            url: WebAddress(address)!, publisherName: "Checks", claim: claim, claimant: "A market trader",
            claimDate: CivilDate(iso8601: "2026-11-20"), appearances: [WebAddress("https://posts.example/1")!],
            reviewDate: CivilDate(iso8601: "2026-11-21")!, language: "en", verdictText: verdict)
    }
}

extension TestSite {
    /// Publishes the fact-check.
    ///
    /// - Returns: its id.
    @discardableResult
    func checkClaim(_ written: WrittenFactCheck = FactCheckSample.written()) async throws -> String {
        let record = site.factChecks.policy(now: clock.now).record(of: written)
        return try await site.factChecks.publish(record, by: "reviewer", now: clock.now).check.id.hex
    }
}
