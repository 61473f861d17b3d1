import Daylight
import Tally
import Testing

/// Digests and figures that people compare with paper (tally reference, section 2).
@Suite struct PaperTests {
    private static let digest = Digest(of: Array("daylight".utf8))

    @Test func groupsOfFourDigits() {
        #expect(Self.digest.groups.count == 16)
        #expect(Self.digest.groups.joined() == Self.digest.hex)
        #expect(Self.digest.shortGroups.joined() == String(Self.digest.hex.prefix(16)))
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>) func twoGroupsAreTypedFromPaper(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let challenge = DigestChallenge(Self.digest, using: &generator)
        #expect(challenge.blanked.count == 2 && challenge.blanked[0] < challenge.blanked[1])
        #expect(challenge.shown.indices.filter { challenge.shown[$0] == nil } == challenge.blanked)
        let right = challenge.blanked.map { Self.digest.groups[$0] }
        #expect(challenge.isMet(by: right.map { " " + $0.uppercased() }))
        #expect(!challenge.isMet(by: [right[0], right[0] + "0"]))
        #expect(!challenge.isMet(by: [right[0]]) && !challenge.isMet(by: []))
    }

    @Test func paperConfirmsOrDisputes() throws {
        let definition = try ElectionDefinition(.object(Made.election))
        let report = try StationReport(.object(Made.station), of: definition)
        let later = try StationReport(.object(Made.station.with(["version": 2, "phase": "corrigendum"])), of: definition)
        let other = try StationReport(.object(Made.station.with(["blank": 2])), of: definition)
        #expect(PaperMatch(report, paper: later) == .confirmed)
        #expect(PaperMatch(report, paper: other) == .disputed(["/blank"]))
    }
}
