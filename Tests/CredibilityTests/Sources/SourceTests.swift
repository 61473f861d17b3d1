import Daylight
import Testing

@testable import Credibility

/// Ties and signals of section 7 of the credibility reference.
@Suite struct SourceTests {
    private static func file(_ text: String) throws -> TrustTxt { try #require(try TrustTxt(parsing: Array(text.utf8))) }

    @Test func lines() throws {
        let file = try Self.file(
            """
            \u{FEFF}# ties of paper.example
            belongto=https://www.Press.example/
             Control = https://sub.example/path
            belongto=https://press.example
            social=https://social.example/@paper
            disclosure=https://paper.example/about#money
            contact=mail@paper.example
            datatrainingallowed=No
            somethingnew=1
            no equals sign
            member=press.example
            datatrainingallowed=perhaps
            """)
        #expect(file.relations.map(\.other.text) == ["press.example", "sub.example"])
        #expect(file.relations.map(\.tie) == [.belongto, .control] && file.relations.map(\.line) == [2, 3])
        #expect(file.social.map(\.text) == ["https://social.example/@paper"] && file.contacts == ["mail@paper.example"])
        #expect(file.disclosures.map(\.text) == ["https://paper.example/about#money"] && file.allowsTraining == false)
        #expect(
            file.rejected == [
                .init(line: 10, reason: .noEqualsSign), .init(line: 11, reason: .noAddress),
                .init(line: 12, reason: .notYesOrNo),
            ])
    }

    @Test func pagesAreNoFiles() throws {
        #expect(try TrustTxt(parsing: Array(" \n<!doctype html>member=https://a.example".utf8)) == nil)
        #expect(throws: InputError.self) { try TrustTxt(parsing: [UInt8](repeating: 0x23, count: (64 << 10) + 1)) }
        #expect(try TrustTxt(parsing: [0x61, 0xFF, 0x3D])?.rejected.map(\.reason) == [.notUTF8])
        #expect(try TrustTxt(parsing: [])?.relations == [])
    }

    @Test func bothSidesMustSayIt() throws {
        let today = try #require(CivilDate(iso8601: "2026-11-23"))
        func ties(_ own: String, _ other: String, age: Int64) throws -> [String] {
            let (paper, press) = (try #require(Host("paper.example")), try #require(Host("www.press.example")))
            let files = [
                paper: FetchedTrustTxt(file: try Self.file(own), day: today),
                press: FetchedTrustTxt(file: try Self.file(other), day: today.adding(days: -age)),
            ]
            return SourceTies(of: paper, in: files, today: today).findings.map {
                "\($0.tie.rawValue) \($0.other) \($0.state.rawValue) \($0.saidBy.map(\.host.text).joined(separator: "+"))"
            }
        }
        let (own, other) = ("belongto=https://press.example", "member=https://paper.example/")
        #expect(try ties(own, other, age: 30) == ["belongto press.example confirmed paper.example+press.example"])
        #expect(try ties(own, other, age: 31) == ["belongto press.example claimed paper.example+press.example"])
        #expect(try ties(own, other, age: -1) == ["belongto press.example claimed paper.example+press.example"])
        #expect(try ties(own, "", age: 0) == ["belongto press.example claimed paper.example"])
        #expect(try ties("", other, age: 0) == ["belongto press.example claimed press.example"])
        #expect(
            try ties(own, "belongto=https://paper.example", age: 0) == [
                "member press.example claimed press.example", "belongto press.example claimed paper.example",
            ])
        #expect(try ties("control=https://paper.example", "", age: 0) == [])
        for tie in TrustTxt.Tie.allCases {
            #expect(tie.counterpart.counterpart == tie)
            let text = "\(tie.rawValue)=https://press.example"
            #expect(
                try ties(text, "\(tie.counterpart.rawValue)=https://paper.example", age: 0).first?.contains("confirmed") == true
            )
        }
    }

    @Test func certificatesExpire() throws {
        let (from, until) = (try #require(CivilDate(iso8601: "2025-01-01")), try #require(CivilDate(iso8601: "2026-12-31")))
        let initiative = TrustInitiative(
            state: .certified(auditor: "Auditors", from: from, until: until), report: "https://r.example")
        #expect(initiative.signal(on: until).statement == "certified until 2026-12-31")
        let late = initiative.signal(on: until.adding(days: 1))
        #expect(late.statement == "certificate expired 2026-12-31" && !late.isCurrent && late.saidBy == "Auditors")
        let own = TrustInitiative(state: .selfAssessed(published: from), report: "https://r.example").signal(on: until)
        #expect(own.saidBy == "the publisher itself" && own.date == from)
    }

    @Test func sharesHaveIntervals() throws {
        let share = try #require(CorrectedShare(corrected: 3, of: 20))
        let interval = try #require(share.interval)
        // Wilson (1927), at z = 1.96.
        #expect(abs(interval.lowerBound - 0.0524) < 1e-3 && abs(interval.upperBound - 0.3604) < 1e-3)
        #expect(try #require(CorrectedShare(corrected: 0, of: 5)?.interval).lowerBound == 0)
        #expect(try #require(CorrectedShare(corrected: 5, of: 5)?.interval).upperBound == 1)
        #expect(CorrectedShare(corrected: 0, of: 0)?.interval == nil)
        #expect(CorrectedShare(corrected: 2, of: 1) == nil && CorrectedShare(corrected: -1, of: 1) == nil)
    }
}
